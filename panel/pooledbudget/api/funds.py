"""The JSON doorway to the fund: what stands on its accounts, and keeping it. Amounts are pence."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from panel import clock
from panel.agencies.access import Permission
from panel.agencies.models import Agency, Panel
from panel.doorway import PANEL, REFUSALS, Doorway
from panel.money import Pence
from panel.parsing import parse
from panel.pooledbudget import operations, queries
from panel.pooledbudget.accounts import FundKind
from panel.pooledbudget.document import (
    ContributionPart,
    FundPart,
    FundYearPart,
    ReopenPart,
    SettlePart,
    TakeBackPart,
)
from panel.pooledbudget.models import Fund, FundYear
from panel.pooledbudget.rollovers import queries as rollovers
from panel.pooledbudget.standing import figures


class FiguresAnswer(serializers.Serializer[object]):
    """What stands on the accounts of each kind. Contribution is the sum of all others."""

    contribution_pence = serializers.IntegerField()
    uncommitted_pence = serializers.IntegerField()
    reserved_pence = serializers.IntegerField()
    committed_pence = serializers.IntegerField()
    accrued_pence = serializers.IntegerField()
    invoiced_pence = serializers.IntegerField()
    spent_pence = serializers.IntegerField()
    risk_reserve_pence = serializers.IntegerField()
    recoverable_pence = serializers.IntegerField()
    entries = serializers.DictField(
        child=serializers.CharField(),
        help_text="The page that lists the entries behind each figure: `committed` to its address",
    )


class FundYearAnswer(FiguresAnswer):
    """A fund in one financial year, 1 April to 31 March, overall and by agency code."""

    fund = serializers.CharField()
    name = serializers.CharField()
    kind = serializers.CharField()
    year = serializers.CharField(help_text="2026 to 2027")
    closed_at = serializers.DateTimeField(allow_null=True)
    unpromised = serializers.DictField(
        child=serializers.CharField(),
        help_text="Running placements that the year has no money promised for: reference to why",
    )
    agencies = serializers.DictField(child=FiguresAnswer())


class FundAnswer(serializers.ModelSerializer[Fund]):
    """A fund, whatever years of it are open."""

    panel = serializers.CharField(source="panel.code")
    host = serializers.CharField(source="host.code")

    class Meta:
        model = Fund
        fields = ("code", "name", "panel", "kind", "host")


YEAR = "years/(?P<year>[0-9]{4})"


@extend_schema(tags=["Fund"])
class FundYears(Doorway[Fund]):
    """What the panel's fund has left; and for its manager, its years and what is paid in."""

    queryset = Fund.objects.all()
    pagination_class = None
    lookup_url_kwarg = "code"
    lookup_value_regex = "[a-z][a-z0-9-]*"

    @extend_schema(responses={200: FundYearAnswer(many=True), 403: REFUSALS[403]})
    def list(self, request: Request) -> Response:
        """Read where each year of your panels' funds stands, the latest year first."""
        panel_ids = {grant.panel_id for grant in self.access.reach(Permission.FUND_READ)}
        years = FundYear.objects.filter(fund__panel_id__in=panel_ids).select_related("fund")
        return Response([_answer(year) for year in years.order_by("-year", "fund__code")])

    @extend_schema(parameters=[PANEL], request=FundPart, responses={201: FundAnswer, **REFUSALS})
    def create(self, request: Request) -> Response:
        """Set up a fund for your panel. It takes money once a year of it is open."""
        panel = self.panel_for(Permission.FUND_POST)
        asked = parse(FundPart, request.body)
        fund = operations.open_fund(
            panel_id=panel.pk,
            code=asked.code,
            name=asked.name,
            kind=asked.kind,
            host_id=_agency_id(panel, asked.host),
            by=self.person,
            at=clock.now(),
        )
        return Response(FundAnswer(fund).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=FundYearPart, responses={201: FundYearAnswer, **REFUSALS})
    @action(detail=True, methods=["post"], url_path="years")
    def open_year(self, request: Request, code: str) -> Response:
        """Open the books of a year, every account at nothing."""
        fund = queries.funds_kept_by(self.access).select_related("panel").get(code=code)
        asked = parse(FundYearPart, request.body)
        opened = operations.open_fund_year(
            fund_id=fund.pk,
            year=asked.year,
            agency_ids=[_agency_id(fund.panel, agency) for agency in asked.agencies],
            by=self.person,
            at=clock.now(),
        )
        return Response(_answer(opened), status=status.HTTP_201_CREATED)

    @extend_schema(request=ContributionPart, responses={200: FundYearAnswer, **REFUSALS})
    @action(detail=True, methods=["post"], url_path=f"{YEAR}/contributions")
    def receive(self, request: Request, code: str, year: str) -> Response:
        """Book what an agency has paid in. The same again moves nothing."""
        fund_year = self._kept(code, year)
        asked = parse(ContributionPart, request.body)
        operations.book_contribution(
            fund_year_id=fund_year.pk,
            agency_id=_agency_id(fund_year.fund.panel, asked.agency),
            paid=operations.Remittance(
                about=asked.about,
                pence=Pence(asked.amount_pence),
                instalment_id=asked.instalment,
                received_on=asked.received_on,
                accepted_because=asked.accepted_because,
            ),
            by=self.person,
            at=clock.now(),
        )
        return Response(_answer(fund_year))

    @extend_schema(request=TakeBackPart, responses={200: FundYearAnswer, **REFUSALS})
    @action(detail=True, methods=["post"], url_path=f"{YEAR}/contributions/take-back")
    def take_back(self, request: Request, code: str, year: str) -> Response:
        """Undo a contribution that was booked by mistake. The same again moves nothing."""
        fund_year = self._kept(code, year)
        asked = parse(TakeBackPart, request.body)
        entry = queries.contributions().get(fund_year=fund_year, number=asked.number)
        operations.take_back_contribution(
            entry_id=entry.pk, reason=asked.reason, by=self.person, at=clock.now()
        )
        return Response(_answer(fund_year))

    @extend_schema(request=None, responses={200: FundYearAnswer, **REFUSALS})
    @action(detail=True, methods=["post"], url_path=f"{YEAR}/close")
    def close(self, request: Request, code: str, year: str) -> Response:
        """Close the books of a year that is over and settled, with nothing in it on its way."""
        fund_year = self._kept(code, year)
        operations.close_fund_year(fund_year_id=fund_year.pk, by=self.person, at=clock.now())
        return Response(_answer(self._kept(code, year)))

    @extend_schema(request=SettlePart, responses={200: FundYearAnswer, **REFUSALS})
    @action(detail=True, methods=["post"], url_path=f"{YEAR}/settle")
    def settle_year(self, request: Request, code: str, year: str) -> Response:
        """Carry forward, give back or set aside what a year has left, as the rules say."""
        fund_year = self._kept(code, year)
        operations.settle_fund_year(
            fund_year_id=fund_year.pk,
            late_is_known=parse(SettlePart, request.body).late_is_known,
            by=self.person,
            at=clock.now(),
        )
        return Response(_answer(fund_year))

    @extend_schema(request=ReopenPart, responses={200: FundYearAnswer, **REFUSALS})
    @action(detail=True, methods=["post"], url_path=f"{YEAR}/open-again")
    def reopen_year(self, request: Request, code: str, year: str) -> Response:
        """Open the books of a closed year again, as a lead of the fund's host."""
        years = queries.years_visible_to(self.access)
        fund_year = years.get(fund__code=code, year=int(year))
        operations.reopen_fund_year(
            fund_year_id=fund_year.pk,
            reason=parse(ReopenPart, request.body).reason,
            by=self.person,
            at=clock.now(),
        )
        return Response(_answer(years.get(pk=fund_year.pk)))

    def _kept(self, code: str, year: str) -> FundYear:
        kept = queries.years_kept_by(self.access)
        return kept.get(fund__code=code, year=int(year))


def _agency_id(panel: Panel, code: str) -> int:
    return panel.agencies.get(code=code).pk


def _answer(year: FundYear) -> dict[str, object]:
    position, listed = queries.position(year), figures.entries(queries.moved(year), year)
    codes = dict(Agency.objects.filter(pk__in=position.agencies).values_list("pk", "code"))
    row = {
        **_figures(position, listed, None),
        "fund": year.fund.code,
        "name": year.fund.name,
        "kind": FundKind(year.fund.kind).value,
        "year": year.span,
        "closed_at": year.closed_at,
        "unpromised": dict(rollovers.refused(year).values_list("about", "refusal")),
        "agencies": {codes[pk]: _figures(position, listed, pk) for pk in position.agencies},
    }
    return FundYearAnswer(row).data


def _figures(
    position: queries.FundPosition, listed: figures.Entries, agency_id: int | None
) -> dict[str, object]:
    figures = position if agency_id is None else position.agencies[agency_id]
    entries = {kind: address for (kind, of), address in listed.items() if of == agency_id}
    return {**vars(figures), "entries": entries}
