"""What each partner has paid in, and the papers by which it came. No child is named here."""

from panel.pooledbudget.accounts import AccountKind, Side, Verb
from panel.pooledbudget.contributions import queries as contributions
from panel.pooledbudget.models import FundYear, Posting
from panel.reports.span import Span
from panel.reports.table import Cell, Column, Table, Unit


def due(fund_year: FundYear, span: Span) -> list[Table]:
    """Return what each partner has agreed to pay, and what of it was due by the last day."""
    columns = (
        Column("Partner"),
        Column("Agreed for the year", Unit.PENCE, is_added=True),
        Column("Due by then", Unit.PENCE, is_added=True),
        Column("Received to date", Unit.PENCE, is_added=True),
        Column("Late", Unit.PENCE, is_added=True),
    )
    rows = tuple(
        (
            told.agency.name,
            told.agreed_pence,
            told.due_pence,
            told.received_pence,
            told.late_pence,
        )
        for told in contributions.statements(fund_year, on=span.last_day)
    )
    note = "As of the last day. Of days that are still to come, late is what is yet to be paid."
    return [Table("Contributions due", columns, rows, note)]


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
