"""The JSON doorway to the fund: what stands on its accounts. Amounts are pence."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from panel.agencies.access import Permission
from panel.agencies.models import Agency
from panel.doorway import REFUSALS, Doorway
from panel.pooledbudget import queries
from panel.pooledbudget.models import FundYear


class FiguresAnswer(serializers.Serializer[object]):
    """What stands on the accounts of each kind. Contribution is the sum of all others."""

    contribution_pence = serializers.IntegerField()
    uncommitted_pence = serializers.IntegerField()
    reserved_pence = serializers.IntegerField()
    committed_pence = serializers.IntegerField()
    spent_pence = serializers.IntegerField()
    risk_reserve_pence = serializers.IntegerField()
    recoverable_pence = serializers.IntegerField()


class FundYearAnswer(FiguresAnswer):
    """A fund in one financial year, 1 April to 31 March, overall and by agency code."""

    fund = serializers.CharField()
    name = serializers.CharField()
    kind = serializers.CharField()
    year = serializers.CharField(help_text="2026 to 2027")
    closed_at = serializers.DateTimeField(allow_null=True)
    agencies = serializers.DictField(child=FiguresAnswer())


@extend_schema(tags=["Fund"])
class FundYears(Doorway[FundYear]):
    """What the panel's fund has left."""

    queryset = FundYear.objects.all()
    pagination_class = None

    @extend_schema(responses={200: FundYearAnswer(many=True), 403: REFUSALS[403]})
    def list(self, request: Request) -> Response:
        """Read where each year of your panels' funds stands, the latest year first."""
        panel_ids = {grant.panel_id for grant in self.access.reach(Permission.FUND_READ)}
        years = FundYear.objects.filter(fund__panel_id__in=panel_ids).select_related("fund")
        codes = dict(Agency.objects.values_list("pk", "code"))
        rows = [_row(year, codes) for year in years.order_by("-year", "fund__code")]
        return Response(FundYearAnswer(rows, many=True).data)


def _row(year: FundYear, codes: dict[int, str]) -> dict[str, object]:
    position = queries.position(year)
    return {
        **vars(position),
        "fund": year.fund.code,
        "name": year.fund.name,
        "kind": year.fund.kind,
        "year": year.span,
        "closed_at": year.closed_at,
        "agencies": {codes[pk]: figures for pk, figures in position.agencies.items()},
    }
