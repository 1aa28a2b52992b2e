"""Variances over JSON: the alerts that stand, and the plans against them."""

from typing import Annotated

from drf_spectacular.utils import extend_schema
from pydantic import Field
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from panel import clock
from panel.agencies.models import Agency, Person
from panel.doorway import REFUSALS, UNSEEN, Doorway
from panel.parsing import Part, parse
from panel.pooledbudget import operations, queries
from panel.pooledbudget.document import Code
from panel.pooledbudget.models import ActionPlan, Fund, FundYear, VarianceAlert
from panel.pooledbudget.variances import queries as variances

YEAR = "years/(?P<year>[0-9]{4})"
Text = Annotated[str, Field(min_length=1, max_length=4_000)]


class PlanPart(Part):
    """What is to be done against a variance. No `agency`: against the whole fund's."""

    agency: Code | None = None
    owner: Annotated[str, Field(min_length=1, max_length=254)]
    actions: Text


class ProgressPart(Part):
    """How a plan goes."""

    said: Text


class PlanEndPart(Part):
    """What came of a plan."""

    outcome: Annotated[str, Field(min_length=1, max_length=300)]


class AlertAnswer(serializers.ModelSerializer[VarianceAlert]):
    """The highest level that a forecast has passed, by the figures of the day it was passed."""

    agency = serializers.CharField(source="agency.code", default="", allow_blank=True)

    class Meta:
        model = VarianceAlert
        fields = (
            *("agency", "level_basis_points", "variance_pence", "variance_basis_points"),
            *("plan_due_on", "raised_at"),
        )


class ProgressAnswer(serializers.Serializer[object]):
    """What was told of a plan, and when."""

    said = serializers.CharField()
    told_at = serializers.DateTimeField()


class PlanAnswer(serializers.ModelSerializer[ActionPlan]):
    """A plan against a variance, with its progress."""

    agency = serializers.CharField(source="agency.code", default="", allow_blank=True)
    owner = serializers.CharField(source="owner.username")
    progress = ProgressAnswer(many=True)

    class Meta:
        model = ActionPlan
        fields = (
            *("id", "agency", "owner", "actions", "made_at", "progress", "outcome", "ended_at"),
        )


class VariancesAnswer(serializers.Serializer[object]):
    """What stands against a year, and what is done about it."""

    alerts = AlertAnswer(many=True)
    plans = PlanAnswer(many=True)


@extend_schema(tags=["Fund"])
class Variances(Doorway[Fund]):
    """Alerts of a forecast over contributions, and plans against them."""

    queryset = Fund.objects.all()
    pagination_class = None
    lookup_url_kwarg = "code"
    lookup_value_regex = "[a-z][a-z0-9-]*"

    @extend_schema(responses={200: VariancesAnswer, **UNSEEN})
    @action(detail=True, methods=["get"], url_path=f"{YEAR}/variances")
    def variances(self, request: Request, code: str, year: str) -> Response:
        """Read the alerts that stand, and every plan."""
        fund_year = self._seen(code, year)
        plans = variances.plans_visible_to(self.access).filter(fund_year=fund_year)
        answer = {"alerts": variances.standing(fund_year), "plans": plans.order_by("pk")}
        return Response(VariancesAnswer(answer).data)

    @extend_schema(request=PlanPart, responses={201: PlanAnswer, **REFUSALS})
    @action(detail=True, methods=["post"], url_path=f"{YEAR}/plans")
    def make(self, request: Request, code: str, year: str) -> Response:
        """Make a plan against a variance for which an alert stands."""
        fund_year = self._seen(code, year)
        asked = parse(PlanPart, request.body)
        of = Agency.objects.filter(panels=fund_year.fund.panel_id)
        made = operations.make_plan(
            fund_year_id=fund_year.pk,
            agency_id=of.get(code=asked.agency).pk if asked.agency else None,
            owner_id=Person.objects.get(username=asked.owner).pk,
            actions=asked.actions,
            by=self.person,
            at=clock.now(),
        )
        return Response(PlanAnswer(made).data, status=status.HTTP_201_CREATED)

    def _seen(self, code: str, year: str) -> FundYear:
        return queries.years_visible_to(self.access).get(fund__code=code, year=int(year))


@extend_schema(tags=["Fund"])
class Plans(Doorway[ActionPlan]):
    """One plan against a variance, and how it goes."""

    queryset = ActionPlan.objects.all()
    lookup_value_regex = "[0-9]+"

    @extend_schema(responses={200: PlanAnswer, **UNSEEN})
    def retrieve(self, request: Request, pk: str) -> Response:
        """Read a plan with its progress."""
        return Response(PlanAnswer(self._plan(pk)).data)

    @extend_schema(request=ProgressPart, responses={200: PlanAnswer, **REFUSALS})
    @action(detail=True, methods=["post"])
    def progress(self, request: Request, pk: str) -> Response:
        """Tell how a plan goes: its owner does, or who posts to the fund."""
        plan, asked = self._plan(pk), parse(ProgressPart, request.body)
        operations.tell_progress(plan_id=plan.pk, said=asked.said, by=self.person, at=clock.now())
        return Response(PlanAnswer(self._plan(pk)).data)

    @extend_schema(request=PlanEndPart, responses={200: PlanAnswer, **REFUSALS})
    @action(detail=True, methods=["post"])
    def conclude(self, request: Request, pk: str) -> Response:
        """End a plan, and say what came of it."""
        plan, asked = self._plan(pk), parse(PlanEndPart, request.body)
        operations.end_plan(plan_id=plan.pk, outcome=asked.outcome, by=self.person, at=clock.now())
        return Response(PlanAnswer(self._plan(pk)).data)

    def _plan(self, pk: str) -> ActionPlan:
        return variances.plans_visible_to(self.access).get(pk=int(pk))
