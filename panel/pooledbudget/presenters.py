"""What the fund's pages say, as plain values. Nothing here asks the database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from panel.agencies.models import Agency
from panel.money import WHOLE, BasisPoints, Pence, in_pounds
from panel.pooledbudget.accounts import CHART, AccountKind, FundKind, Side, Verb
from panel.pooledbudget.books import holders
from panel.pooledbudget.models import FundYear, JournalEntry, Posting
from panel.pooledbudget.queries import Figures, FundPosition
from panel.presentation import formatting
from panel.presentation.parts import Fact, Link, Tile
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


@dataclass(frozen=True)
class Line:
    """One row of the position: an agency's figures, or the fund's, each with its entries."""

    heading: str
    agency: str  # its code; empty for the whole fund
    figures: tuple[Link, ...]  # without an address where nothing stands behind it


@dataclass(frozen=True)
class Part:
    """One posting of an entry."""

    account: str
    debit: str
    credit: str
    after: str


@dataclass(frozen=True)
class Entry:
    """One entry of the ledger, with both sides and its place in the chain."""

    number: int
    verb: str
    memo: str
    about: str
    day: str
    posted_at: datetime
    posted_by: str
    parts: tuple[Part, ...]
    previous_hash: str
    hash: str
    take_back: str  # where it can be undone; empty where it can't


def tiles(position: FundPosition, paid_back: Pence) -> tuple[Tile, ...]:
    """Return the fund year's five figures. `paid_back`: by agencies, of what was recharged."""
    left, whole = position.uncommitted_pence, position.contribution_pence
    part = formatting.percent(BasisPoints(left * WHOLE // whole)) if whole else "0%"
    return (
        Tile("Contribution", formatting.headline(whole), "of all partners"),
        Tile("Reserved", formatting.headline(position.reserved_pence), "for requests in panel"),
        Tile("Committed", formatting.headline(position.committed_pence), "to placements"),
        _paid(position.spent_pence, Pence(position.recoverable_pence + paid_back)),
        Tile(
            "Uncommitted",
            formatting.headline(left),
            f"{part} of the contribution",
            _tone(left),
        ),
    )


def _paid(spent: Pence, recharged: Pence) -> Tile:
    """Return what providers were paid, by whomever in the end."""
    note = f"to providers, {in_pounds(recharged)} of it recharged" if recharged else "to providers"
    return Tile("Paid", formatting.headline(Pence(spent + recharged)), note)


def _tone(left: Pence) -> Tone:
    if left < 0:
        return Tone.BAD
    return Tone.GOOD if left else Tone.PLAIN


def lines(
    position: FundPosition, agencies: Mapping[int, Agency], fund_year: FundYear
) -> list[Line]:
    """Return each agency's figures. `agencies`: by id."""
    return [
        Line(
            heading=agencies[agency_id].name,
            agency=agencies[agency_id].code,
            figures=_figures(figures, fund_year, agency_id=agency_id),
        )
        for agency_id, figures in sorted(
            position.agencies.items(), key=lambda pair: agencies[pair[0]].code
        )
    ]


def whole(position: FundPosition, fund_year: FundYear) -> Line:
    """Return the fund's own figures."""
    return Line("Whole fund", "", _figures(position, fund_year, agency_id=None))


def _figures(figures: Figures, fund_year: FundYear, *, agency_id: int | None) -> tuple[Link, ...]:
    return tuple(_figure(figures, kind, fund_year, agency_id) for kind in COLUMNS)


def _figure(
    figures: Figures, kind: AccountKind, fund_year: FundYear, agency_id: int | None
) -> Link:
    if agency_id is not None and _is_common(kind, fund_year):
        return Link("In common", "")
    pence: Pence = getattr(figures, f"{kind}_pence")
    of = f"&agency={agency_id}" if agency_id is not None else ""
    address = f"/fund/ledger/?year={fund_year.pk}&kind={kind}{of}"
    return Link(in_pounds(pence), address if pence else "")


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


def entry(row: JournalEntry, names: Mapping[str, str], *, keeps: bool = False) -> Entry:
    """Present one entry; its postings are fetched with their accounts. `keeps`: as to a keeper.

    `names`: of people, by username.
    """
    is_undone = hasattr(row, "reversed_by")
    may_be = keeps and row.verb == Verb.RECEIVE and not is_undone
    return Entry(
        number=row.number,
        verb=row.verb.capitalize(),
        memo=row.memo,
        about=row.about,
        day=formatting.short_day(row.effective_on),
        posted_at=row.posted_at,
        posted_by=names.get(row.posted_by, row.posted_by),
        parts=tuple(_part(posting) for posting in row.postings.all()),
        previous_hash=formatting.fingerprint(row.previous_hash) or "None: the first entry",
        hash=formatting.fingerprint(row.hash),
        take_back=reverse("fund-take-back", args=[row.pk]) if may_be else "",
    )


def _part(posting: Posting) -> Part:
    amount = in_pounds(Pence(posting.amount_pence))
    return Part(
        account=str(posting.account),
        debit=amount if posting.side == Side.DEBIT else "",
        credit=amount if posting.side == Side.CREDIT else "",
        after=in_pounds(Pence(posting.balance_after_pence)),
    )
