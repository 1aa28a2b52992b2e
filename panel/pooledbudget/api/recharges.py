"""Recharges over JSON, and what agencies owe by how late it is."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from panel import clock
from panel.agencies import access
from panel.agencies.access import Permission
from panel.doorway import REFUSALS, UNSEEN, Doorway
from panel.parsing import parse
from panel.pooledbudget import operations, queries
from panel.pooledbudget.models import Recharge
from panel.pooledbudget.recharges import queries as recharge_queries
from panel.pooledbudget.recharges.document import RechargeAskedPart, RecoveredPart


class RechargeAnswer(serializers.ModelSerializer[Recharge]):
    """What an agency is asked to pay back for one placement."""

    fund = serializers.CharField(source="fund_year.fund.code")
    year = serializers.CharField(source="fund_year.span")
    agency = serializers.CharField(source="agency.code")

    class Meta:
        model = Recharge
        fields = (
            "id",
            "fund",
            "year",
            "number",
            "agency",
            "about",
            "amount_pence",
            "reason",
            "issued_on",
            "due_on",
            "stage",
            "recovered_on",
        )


class DebtAnswer(serializers.Serializer[object]):
    """What an agency owes, by how late it is: the name of a band to pence."""

    agency = serializers.CharField(source="code")
    total_pence = serializers.IntegerField()
    bands = serializers.DictField(child=serializers.IntegerField())


@extend_schema(tags=["Recharges"])
class Recharges(Doorway[Recharge]):
    """What the fund paid in an agency's stead: asked back, paid back, and still owed."""

    queryset = Recharge.objects.all()
    lookup_value_regex = "[0-9]+"

    @extend_schema(responses={200: RechargeAnswer(many=True), 403: REFUSALS[403]})
    def list(self, request: Request) -> Response:
        """List the recharges of your panels' funds, the latest first."""
        self._require_reader()
        page = self.paginate_queryset(recharge_queries.visible_to(self.access))
        return self.get_paginated_response(RechargeAnswer(page, many=True).data)

    @extend_schema(responses={200: RechargeAnswer, **UNSEEN})
    def retrieve(self, request: Request, pk: str) -> Response:
        """Show one recharge."""
        return Response(RechargeAnswer(self._found(pk)).data)

    @extend_schema(request=RechargeAskedPart, responses={201: RechargeAnswer, **REFUSALS})
    def create(self, request: Request) -> Response:
        """Ask an agency for what was paid in its stead. The same again gives the first back."""
        asked = parse(RechargeAskedPart, request.body)
        if not self.access.holds(Permission.FUND_POST):
            raise access.Refused(self.person, Permission.FUND_POST)
        kept = queries.years_kept_by(self.access)
        fund_year = kept.get(fund__code=asked.fund, year=asked.year)
        issued = operations.issue_recharge(
            fund_year=fund_year, recharge=asked, by=self.person, at=clock.now()
        )
        return Response(RechargeAnswer(issued).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=RecoveredPart, responses={200: RechargeAnswer, **REFUSALS})
    @action(detail=True, methods=["post"])
    def recover(self, request: Request, pk: str) -> Response:
        """Book that the agency has paid it back."""
        recovered_on = parse(RecoveredPart, request.body).recovered_on
        return self._after(operations.recover_recharge, pk, recovered_on=recovered_on)

    @extend_schema(request=None, responses={200: RechargeAnswer, **REFUSALS})
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, pk: str) -> Response:
        """Ask for it no more; it counts as the fund's own spending again."""
        return self._after(operations.withdraw_recharge, pk)

    @extend_schema(responses={200: DebtAnswer(many=True), 403: REFUSALS[403]})
    @action(detail=False, methods=["get"])
    def debts(self, request: Request) -> Response:
        """Read what each agency owes today: not due, 1 to 30, 31 to 60, 61 to 90, over 90 days."""
        self._require_reader()
        visible = recharge_queries.visible_to(self.access)
        found = recharge_queries.aged(recharge_queries.owed(visible), on=clock.today())
        return Response(DebtAnswer(found, many=True).data)

    def _require_reader(self) -> None:
        if not self.access.holds(Permission.FUND_READ):
            raise access.Refused(self.person, Permission.FUND_READ)

    def _found(self, pk: str) -> Recharge:
        return recharge_queries.visible_to(self.access).get(pk=int(pk))

    def _after(self, verb: Any, pk: str, **asked: Any) -> Response:
        """Make one call of an operation, and answer with the recharge as it then is."""
        verb(recharge_id=self._found(pk).pk, by=self.person, at=clock.now(), **asked)
        return Response(RechargeAnswer(self._found(pk)).data)
