"""Every receipt of a partner's money, by its paper. No child is named here."""

from django.db.models import Q

from panel.pooledbudget.accounts import AccountKind, Side, Verb
from panel.pooledbudget.extracts.extract import Extract
from panel.pooledbudget.models import FundYear, Posting
from panel.reports.span import Span
from panel.reports.table import Cell, Column, Figure, Table, Unit


def by_partner(fund_year: FundYear, span: Span) -> list[Table]:
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
