"""What each partner pays into a year, over JSON."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from panel import clock
from panel.agencies.models import Agency
from panel.doorway import REFUSALS, UNSEEN, Doorway, PersonName
from panel.money import Pence
from panel.parsing import parse
from panel.pooledbudget import operations, queries
from panel.pooledbudget.agreements.document import AgencyPart
from panel.pooledbudget.contributions import queries as contributions
from panel.pooledbudget.contributions.document import ComponentsPart, ContributionChangePart
from panel.pooledbudget.models import AgreedContribution, Fund, FundYear

YEAR = "years/(?P<year>[0-9]{4})"


class InstalmentAnswer(serializers.Serializer[object]):
    """An instalment, and what came in for it. `state`: `received`, `due` or `late`."""

    id = serializers.IntegerField(source="pk")
    due_on = serializers.DateField()
    amount_pence = serializers.IntegerField()
    received_pence = serializers.IntegerField()
    state = serializers.CharField()


class AgreedContributionAnswer(serializers.ModelSerializer[AgreedContribution]):
    """What a partner agreed to pay, by its components; `approved_at` is null while provisional."""

    stated_by = PersonName()
    approved_by = PersonName()

    class Meta:
        model = AgreedContribution
        fields = (
            *("version", "applies_from", "rolled_forward_pence", "uplift_pence"),
            *("efficiency_pence", "top_up_pence", "one_off_pence", "charges_pence"),
            *("amount_pence", "reason", "stated_at", "stated_by", "approved_at", "approved_by"),
        )


class ContributionStatementAnswer(serializers.Serializer[object]):
    """Where one partner stands in a year, as of today."""

    agency = serializers.CharField(source="agency.code")
    agreed = AgreedContributionAnswer(allow_null=True)
    agreed_pence = serializers.IntegerField(help_text="What a lead of it has approved.")
    provisional_pence = serializers.IntegerField(
        help_text="What is stated and not approved; 0 where nothing is."
    )
    due_pence = serializers.IntegerField()
    received_pence = serializers.IntegerField()
    late_pence = serializers.IntegerField()
    remaining_pence = serializers.IntegerField()
    above_pence = serializers.IntegerField(
        help_text="What came in above what is stated, or on top of it; "
        "`remaining_pence` is never below 0."
    )
    instalments = InstalmentAnswer(many=True)


@extend_schema(tags=["Fund"])
class Contributions(Doorway[Fund]):
    """What partners agreed to pay into a year of a fund."""

    queryset = Fund.objects.all()
    pagination_class = None
    lookup_url_kwarg = "code"
    lookup_value_regex = "[a-z][a-z0-9-]*"

    @extend_schema(responses={200: ContributionStatementAnswer(many=True), **UNSEEN})
    @action(detail=True, methods=["get"], url_path=f"{YEAR}/statement")
    def statement(self, request: Request, code: str, year: str) -> Response:
        """Read every partner's contribution statement."""
        years = queries.years_visible_to(self.access)
        found = contributions.statements(
            years.get(fund__code=code, year=int(year)), on=clock.today()
        )
        return Response(ContributionStatementAnswer(found, many=True).data)

    @extend_schema(request=ComponentsPart, responses={201: AgreedContributionAnswer, **REFUSALS})
    @action(detail=True, methods=["post"], url_path=f"{YEAR}/agreed-contributions")
    def state(self, request: Request, code: str, year: str) -> Response:
        """State what an agency pays into the year."""
        fund_year = self._kept(code, year)
        asked = parse(ComponentsPart, request.body)
        agreed = operations.state_contribution(
            fund_year_id=fund_year.pk,
            agency_id=_agency(fund_year, asked.agency).pk,
            components=_components(asked),
            by=self.person,
            at=clock.now(),
        )
        return Response(AgreedContributionAnswer(agreed).data, status=status.HTTP_201_CREATED)

    @extend_schema(
        request=ContributionChangePart, responses={200: AgreedContributionAnswer, **REFUSALS}
    )
    @action(detail=True, methods=["post"], url_path=f"{YEAR}/agreed-contributions/change")
    def change(self, request: Request, code: str, year: str) -> Response:
        """Change what an agency pays from a day on."""
        fund_year = self._kept(code, year)
        asked = parse(ContributionChangePart, request.body)
        agreed = operations.change_contribution(
            fund_year_id=fund_year.pk,
            agency_id=_agency(fund_year, asked.agency).pk,
            components=_components(asked),
            change=operations.Change(asked.applies_from, asked.reason),
            by=self.person,
            at=clock.now(),
        )
        return Response(AgreedContributionAnswer(agreed).data)

    @extend_schema(request=AgencyPart, responses={200: AgreedContributionAnswer, **REFUSALS})
    @action(detail=True, methods=["post"], url_path=f"{YEAR}/agreed-contributions/approve")
    def approve(self, request: Request, code: str, year: str) -> Response:
        """Approve what an agency pays, for the agency. The same again changes nothing."""
        years = queries.years_visible_to(self.access)
        fund_year = years.get(fund__code=code, year=int(year))
        asked = parse(AgencyPart, request.body)
        newest = contributions.in_force(fund_year).filter(agency__code=asked.agency)
        agreed = operations.approve_contribution(
            contribution_id=newest.get().pk, by=self.person, at=clock.now()
        )
        return Response(AgreedContributionAnswer(agreed).data)

    def _kept(self, code: str, year: str) -> FundYear:
        return queries.years_kept_by(self.access).get(fund__code=code, year=int(year))


def _agency(fund_year: FundYear, code: str) -> Agency:
    return fund_year.fund.panel.agencies.get(code=code)


def _components(asked: ComponentsPart) -> operations.Components:
    names = operations.Components.__dataclass_fields__
    return operations.Components(**{name: Pence(getattr(asked, name)) for name in names})
