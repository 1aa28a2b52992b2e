"""
What each partner has paid in, the papers by which it came, and how its contribution follows from
it. No child is named here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from panel.pooledbudget.accounts import AccountKind, Side, Verb
from panel.pooledbudget.contributions import queries as contributions
from panel.pooledbudget.contributions import sources
from panel.pooledbudget.contributions.statements import Statement
from panel.pooledbudget.extracts.extract import Extract, Measure
from panel.pooledbudget.models import FundYear, Posting
from panel.pooledbudget.queries import SIGNED
from panel.presentation import formatting
from panel.reports.balances import until
from panel.reports.span import Span
from panel.reports.table import Cell, Column, Figure, Table, Unit

RECEIVED = "Received to date"
VIRED = "Moved by virement to others, net"
AFTER = "After virements"
SETTLED = "Carried forward or given back, net"
ByVerb = Mapping[tuple[str, int, str], int]  # partner's name and id, verb → pence


def due(fund_year: FundYear, span: Span) -> list[Table]:
    """Return what each partner has agreed to pay, and what of it was due and came in by then."""
    columns = (
        Column("Partner"),
        Column("Agreed for the year", Unit.PENCE, is_added=True),
        Column("Provisional", Unit.PENCE, is_added=True),
        Column("Due by then", Unit.PENCE, is_added=True),
        Column(RECEIVED, Unit.PENCE, is_added=True),
        Column("Late", Unit.PENCE, is_added=True),
        Column("Still to come", Unit.PENCE, is_added=True),
        Column("Above that", Unit.PENCE, is_added=True),
    )
    rows = tuple(
        (told.agency.name, *_figures(told, fund_year))
        for told in contributions.statements(fund_year, on=span.late_on)
    )
    note = (
        f"As of {formatting.day(span.late_on)}. Provisional is what no lead of the partner had "
        "approved by then; it falls due as it is stated."
    )
    return [Table("Contributions due", columns, rows, note)]


def _figures(told: Statement, fund_year: FundYear) -> Iterator[int | None]:
    of = sources.of(told, fund_year)
    for name, pence in told.told().items():
        yield Figure(pence, of[name]) if pence and name in of else pence


def reconciled(fund_year: FundYear, span: Span) -> list[Table]:
    """Return how what each partner paid in and its contribution in the books differ, and why."""
    columns = (
        Column("Partner"),
        Column(RECEIVED, Unit.PENCE, is_added=True),
        Column(VIRED, Unit.PENCE, is_added=True),
        Column(AFTER, Unit.PENCE, is_added=True, less=(RECEIVED, VIRED)),
        Column(SETTLED, Unit.PENCE, is_added=True),
        Column("Contribution", Unit.PENCE, is_added=True, less=(AFTER, SETTLED)),
    )
    found = _by_verb(fund_year, span)
    partners = sorted({(name, pk) for name, pk, _ in found})
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (name, *_moved(fund_year, span, found, name, pk)) for name, pk in partners
    )
    note = (
        "Below nothing where more was moved in, or brought forward, than out. The contribution is "
        "what the books divide; elsewhere in this report it is told as it is here."
    )
    return [Table("From what was received to the contribution", columns, rows, note)]


def _moved(
    fund_year: FundYear, span: Span, found: ByVerb, name: str, agency_id: int
) -> Iterator[int]:
    """Yield what a partner paid in, and what was moved and went on from there."""
    extract = Extract(
        year=fund_year.pk,
        kind=AccountKind.CONTRIBUTION,
        agency=agency_id,
        last=until(fund_year, span.last_day),
    )
    for verb, measure, sign in (
        (Verb.RECEIVE, Measure.GREW, 1),
        (Verb.VIRE, Measure.LEFT, -1),
        (Verb.SETTLE, Measure.LEFT, -1),
    ):
        pence = found.get((name, agency_id, verb))
        of = replace(extract, verb=verb, measure=measure)
        yield 0 if pence is None else Figure(sign * pence, of)


def _by_verb(fund_year: FundYear, span: Span) -> ByVerb:
    """Return by how much each partner's contribution grew by each verb, what undid it with it."""
    rows = (
        Posting.objects.filter(
            account__fund_year=fund_year,
            account__kind=AccountKind.CONTRIBUTION,
            entry__effective_on__lte=span.last_day,
        )
        .order_by()
        .values_list(
            "account__agency__name",
            "account__agency_id",
            Coalesce("entry__reverses__verb", "entry__verb"),
        )
        .annotate(pence=Sum(SIGNED))
    )
    return {(name, pk, verb): pence for name, pk, verb, pence in rows}


def received(fund_year: FundYear, span: Span) -> list[Table]:
    """Return every receipt of the days, and what was taken back, partner by partner."""
    columns = (
        Column("Partner"),
        Column("Day", Unit.DAY),
        Column("Entry", Unit.COUNT),
        Column("Paper"),
        Column("Received", Unit.PENCE, is_added=True),
    )
    postings = Posting.objects.filter(
        Q(entry__verb=Verb.RECEIVE) | Q(entry__reverses__verb=Verb.RECEIVE),
        account__fund_year=fund_year,
        account__kind=AccountKind.CONTRIBUTION,
        entry__effective_on__range=(span.first_day, span.last_day),
    ).select_related("entry", "account__agency")
    ordered = postings.order_by("account__agency__name", "entry__number")
    rows = tuple(_receipt(posting, fund_year) for posting in ordered)
    return [Table("Contributions received", columns, rows)]


def _receipt(posting: Posting, fund_year: FundYear) -> tuple[Cell, ...]:
    entry, agency = posting.entry, posting.account.agency
    pence = posting.amount_pence if posting.side == Side.CREDIT else -posting.amount_pence
    paper = f"{entry.about}, taken back" if entry.verb == Verb.REVERSE else entry.about
    of = Extract(
        year=fund_year.pk,
        kind=AccountKind.CONTRIBUTION,
        agency=posting.account.agency_id,
        number=entry.number,
    )
    amount = Figure(pence, of)
    return (agency.name if agency else "", entry.effective_on, entry.number, paper, amount)
