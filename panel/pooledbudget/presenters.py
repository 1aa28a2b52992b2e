"""What the fund's pages say, as plain values. Nothing here asks the database."""

from collections.abc import Iterable, Mapping

from django.urls import reverse

from panel.agencies.models import Agency
from panel.money import WHOLE, BasisPoints, Pence, in_pounds
from panel.pooledbudget.accounts import CHART, AccountGroup, AccountKind, FundKind
from panel.pooledbudget.books import holders
from panel.pooledbudget.extracts.extract import Extract
from panel.pooledbudget.models import FundYear
from panel.pooledbudget.queries import FundPosition, Holding
from panel.presentation import formatting
from panel.presentation.parts import Cell, Fact, Link, Row, Tile
from panel.presentation.tones import Tone

COLUMNS = (
    AccountKind.CONTRIBUTION,
    AccountKind.RESERVED,
    AccountKind.COMMITTED,
    AccountKind.ACCRUED,
    AccountKind.INVOICED,
    AccountKind.SPENT,
    AccountKind.RECOVERABLE,
    AccountKind.RISK_RESERVE,
    AccountKind.UNCOMMITTED,
)
HEADINGS = ("Agency", *(CHART[kind].name for kind in COLUMNS))
Entries = Mapping[Holding, str]  # where those of each figure are listed


def tiles(
    position: FundPosition, fund_year: FundYear, listed: Entries, paid_back: Pence
) -> tuple[Tile, ...]:
    """Return the fund year's five figures. `paid_back`: by agencies, of what was recharged."""
    left, whole = position.uncommitted_pence, position.contribution_pence
    part = formatting.percent(BasisPoints(left * WHOLE // whole)) if whole else "0%"
    return (
        _tile(position, listed, AccountKind.CONTRIBUTION, "of all partners"),
        _tile(position, listed, AccountKind.RESERVED, "for requests in panel"),
        _tile(position, listed, AccountKind.COMMITTED, "to placements"),
        _paid(position, fund_year, listed, paid_back),
        _tile(
            position, listed, AccountKind.UNCOMMITTED, f"{part} of the contribution", _tone(left)
        ),
    )


def _tile(
    position: FundPosition,
    listed: Entries,
    kind: AccountKind,
    note: str,
    tone: Tone = Tone.PLAIN,
) -> Tile:
    pence: Pence = getattr(position, f"{kind}_pence")
    address = listed.get((kind, None), "")
    return Tile(CHART[kind].name, formatting.headline(pence), note, tone, address)


def _paid(position: FundPosition, fund_year: FundYear, listed: Entries, paid_back: Pence) -> Tile:
    """Return what providers were paid, by whomever in the end."""
    recharged = Pence(position.recoverable_pence + paid_back)
    paid = Pence(position.spent_pence + recharged)
    note = f"to providers, {in_pounds(recharged)} of it recharged" if recharged else "to providers"
    extract = Extract(year=fund_year.pk, kind=AccountGroup.PAID, is_gross=True)
    was_paid = any((kind, None) in listed for kind in AccountGroup.PAID.kinds)
    address = extract.address if was_paid else ""
    return Tile("Paid", formatting.headline(paid), note, address=address)


def promisable(position: FundPosition) -> str:
    """Say what may still be promised, where that isn't just what is uncommitted."""
    if not position.beyond_pence:
        return ""
    left = in_pounds(Pence(position.uncommitted_pence + position.beyond_pence))
    beyond = in_pounds(position.beyond_pence)
    return (
        f"{left} may still be promised: the {in_pounds(position.uncommitted_pence)} that is "
        f"uncommitted, and {beyond} beyond it, as the agreement or consents to go over let it."
    )


def _tone(left: Pence) -> Tone:
    if left < 0:
        return Tone.BAD
    return Tone.GOOD if left else Tone.PLAIN


def lines(
    position: FundPosition,
    agencies: Mapping[int, Agency],
    fund_year: FundYear,
    listed: Entries,
) -> list[Row]:
    """Return each agency's figures, each with the way to its entries. `agencies`: by id."""
    ordered = sorted(agencies.values(), key=lambda agency: agency.code)
    return [
        Row(agency.name, _figures(position, fund_year, listed, agency), agency.code)
        for agency in ordered
    ]


def whole(position: FundPosition, fund_year: FundYear, listed: Entries) -> Row:
    """Return the fund's own figures."""
    return Row("Whole fund", _figures(position, fund_year, listed, None))


def _figures(
    position: FundPosition, fund_year: FundYear, listed: Entries, agency: Agency | None
) -> tuple[Cell, ...]:
    figures = position.agencies[agency.pk] if agency else position
    whose = agency.name if agency else "whole fund"
    return tuple(
        Cell("In common")
        if agency is not None and _is_common(kind, fund_year)
        else Cell(
            in_pounds(getattr(figures, f"{kind}_pence")),
            address=listed.get((kind, agency.pk if agency else None), ""),
            of=f"{CHART[kind].name}, {whose}: entries",
        )
        for kind in COLUMNS
    )


def entries(moved: Iterable[Holding], fund_year: FundYear) -> Entries:
    """Return where the entries are listed of all that was moved."""
    return {
        (kind, agency_id): Extract(
            year=fund_year.pk, kind=AccountKind(kind), agency=agency_id
        ).address
        for kind, agency_id in moved
    }


def _is_common(kind: AccountKind, fund_year: FundYear) -> bool:
    return holders(FundKind(fund_year.fund.kind), kind, []) == [None]


def about(fund_year: FundYear) -> list[Fact]:
    """Return what sort of fund it is, and whether the year's books take entries."""
    fund, closed_at = fund_year.fund, fund_year.closed_at
    return [
        Fact("Books", f"Closed on {formatting.short_day(closed_at)}" if closed_at else "Open"),
        Fact("Kind", f"{fund.get_kind_display()} fund"),
        Fact("Hosted by", fund.host.legal_entity),
        Fact("Code", fund.code),
    ]


def ways(fund_year: FundYear, *, is_forecast: bool) -> list[Link]:
    """Return the pages of a year, in the order in which its money goes: in, round, out, told."""
    pk = fund_year.pk
    found = [
        Link("Contributions", reverse("fund-contributions", args=[pk])),
        Link("Virements", reverse("fund-virements", args=[pk])),
        Link("Invoices", reverse("invoices")),
        Link("Recharges", reverse("recharges")),
        Link("Ledger", f"{reverse('ledger')}?year={pk}"),
        Link("Reports", f"{reverse('fund-reports')}?year={pk}"),
    ]
    if is_forecast:
        found.insert(-1, Link("Forecast", reverse("fund-forecast", args=[pk])))
    return found


def years(found: Iterable[FundYear], shown: FundYear) -> list[Link]:
    """Return the way to every year that this reader may see."""
    return [
        Link(str(year), f"/fund/?year={year.pk}", is_current=year.pk == shown.pk) for year in found
    ]
