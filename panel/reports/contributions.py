"""
What each partner has paid in, the papers by which it came, and how its contribution follows from
it. No child is named here.
"""

from collections import Counter

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from panel.pooledbudget.accounts import AccountKind, Side, Verb
from panel.pooledbudget.contributions import queries as contributions
from panel.pooledbudget.models import FundYear, Posting
from panel.pooledbudget.queries import SIGNED
from panel.presentation import formatting
from panel.reports.span import Span
from panel.reports.table import Cell, Column, Table, Unit

RECEIVED = "Received to date"
VIRED = "Moved by virement to others, net"
AFTER = "After virements"
SETTLED = "Carried forward or given back, net"


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
        (told.agency.name, *told.told().values())
        for told in contributions.statements(fund_year, on=span.late_on)
    )
    note = (
        f"As of {formatting.day(span.late_on)}. Provisional is what no lead of the partner had "
        "approved by then; it falls due as it is stated."
    )
    return [Table("Contributions due", columns, rows, note)]


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
    rows = tuple(
        (name, found[name, Verb.RECEIVE], -found[name, Verb.VIRE], -found[name, Verb.SETTLE])
        for name in sorted({name for name, _ in found})
    )
    note = (
        "Below nothing where more was moved in, or brought forward, than out. The contribution is "
        "what the books divide; elsewhere in this report it is told as it is here."
    )
    return [Table("From what was received to the contribution", columns, rows, note)]


def _by_verb(fund_year: FundYear, span: Span) -> Counter[tuple[str, str]]:
    """Return by how much each partner's contribution grew by each verb, what undid it with it."""
    rows = (
        Posting.objects.filter(
            account__fund_year=fund_year,
            account__kind=AccountKind.CONTRIBUTION,
            entry__effective_on__lte=span.last_day,
        )
        .order_by()
        .values_list("account__agency__name", Coalesce("entry__reverses__verb", "entry__verb"))
        .annotate(pence=Sum(SIGNED))
    )
    return Counter({(name, verb): pence for name, verb, pence in rows})


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
    return [
        Table("Contributions received", columns, tuple(_receipt(posting) for posting in ordered))
    ]


def _receipt(posting: Posting) -> tuple[Cell, ...]:
    entry, agency = posting.entry, posting.account.agency
    pence = posting.amount_pence if posting.side == Side.CREDIT else -posting.amount_pence
    paper = f"{entry.about}, taken back" if entry.verb == Verb.REVERSE else entry.about
    return (agency.name if agency else "", entry.effective_on, entry.number, paper, pence)
