"""What the books themselves say: the trial balance, and every transaction with both its sides."""

from collections.abc import Mapping

from django.db.models import Q, Sum

from panel.agencies import queries as people
from panel.pooledbudget.accounts import CHART, AccountGroup, AccountKind, Side, Verb
from panel.pooledbudget.extracts.extract import Extract, Measure
from panel.pooledbudget.models import Account, FundYear, JournalEntry, Posting
from panel.presentation import formatting
from panel.reports.span import Span
from panel.reports.table import Cell, Column, Figure, Table, Unit
from panel.reports.tables import balances


def trial_balance(fund_year: FundYear, span: Span) -> list[Table]:
    """Return every account as it stood at the end of the span; debits come to credits."""
    columns = (
        Column("Account"),
        Column("Agency"),
        Column("Debit", Unit.PENCE, is_added=True),
        Column("Credit", Unit.PENCE, is_added=True),
    )
    found = balances.standing(fund_year, on=span.last_day)
    return [Table("Trial balance", columns, tuple(_balance(*each) for each in found))]


def _balance(account: Account, pence: int) -> tuple[Cell, ...]:
    side = Side(account.normal_side)
    if pence < 0:  # a pot that was let go below nothing
        side, pence = side.opposite, balances.turned(pence)
    sides = (pence, None) if side is Side.DEBIT else (None, pence)
    return (_name(account), _holder(account), *sides)


def _name(account: Account) -> str:
    return CHART[AccountKind(account.kind)].name


def _holder(account: Account) -> str:
    return account.agency.name if account.agency else "All"


def transactions(fund_year: FundYear, span: Span) -> list[Table]:
    """Return every posting of the days of the span, in the order of posting."""
    columns = (
        Column("Entry", Unit.COUNT),
        Column("Day", Unit.DAY),
        Column("What happened"),
        Column("About"),
        Column("Account"),
        Column("Agency"),
        Column("Debit", Unit.PENCE, is_added=True),
        Column("Credit", Unit.PENCE, is_added=True),
        Column("Posted at"),
        Column("Posted by"),
    )
    postings = Posting.objects.filter(
        entry__fund_year=fund_year,
        entry__effective_on__range=(span.first_day, span.last_day),
    ).select_related("entry", "account__agency")
    names = people.names(postings.order_by().values_list("entry__posted_by", flat=True).distinct())
    rows = (_transaction(posting, names) for posting in postings.order_by("entry__number", "pk"))
    return [Table("Transactions", columns, tuple(rows))]


def moved(fund_year: FundYear, span: Span) -> list[Table]:
    """Return what was moved between pots and funds, and what was set aside against risk.

    How much, the pots and the risk reserve say: whose contribution it is may change besides.
    """
    columns = (
        Column("Entry", Unit.COUNT),
        Column("Day", Unit.DAY),
        Column("What happened"),
        Column("Moved", Unit.PENCE),
    )
    verbs = (Verb.VIRE, Verb.SET_ASIDE, Verb.SETTLE)
    entries = JournalEntry.objects.filter(
        Q(verb__in=verbs) | Q(reverses__verb__in=verbs),
        fund_year=fund_year,
        effective_on__range=(span.first_day, span.last_day),
    )
    of_pots = ~Q(postings__account__kind=AccountKind.CONTRIBUTION)
    debit, credit = (
        Sum("postings__amount_pence", filter=of_pots & Q(postings__side=side), default=0)
        for side in Side
    )
    found = entries.order_by("number").annotate(debit=debit, credit=credit)
    rows = tuple(
        (number, day, memo, _greater(fund_year, number, debit, credit))
        for number, day, memo, debit, credit in found.values_list(
            "number", "effective_on", "memo", "debit", "credit"
        )
    )
    return [Table("Money moved and set aside", columns, rows)]


def _greater(fund_year: FundYear, number: int, debit: int, credit: int) -> Figure:
    """Return what an entry moved, with its own lines."""
    measure = Measure.DEBITS if debit >= credit else Measure.CREDITS
    of = Extract(year=fund_year.pk, kind=AccountGroup.HELD, number=number, measure=measure)
    return Figure(max(debit, credit), of)


def _transaction(posting: Posting, names: Mapping[str, str]) -> tuple[Cell, ...]:
    entry = posting.entry
    of = Extract(
        year=entry.fund_year_id,
        kind=AccountKind(posting.account.kind),
        agency=posting.account.agency_id,
        number=entry.number,
        measure=Measure.DEBITS if posting.side == Side.DEBIT else Measure.CREDITS,
    )
    pence = Figure(posting.amount_pence, of)
    return (
        entry.number,
        entry.effective_on,
        entry.memo,
        entry.about,
        _name(posting.account),
        _holder(posting.account),
        *((pence, None) if posting.side == Side.DEBIT else (None, pence)),
        formatting.moment(entry.posted_at),
        names.get(entry.posted_by, entry.posted_by),
    )
