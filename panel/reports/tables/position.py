"""Where the money stands: what has become of contributions, and each partner's part."""

from panel.pooledbudget.accounts import CHART, AccountKind
from panel.pooledbudget.models import FundYear
from panel.reports.span import Span
from panel.reports.table import Cell, Column, Table, Unit
from panel.reports.tables import balances
from panel.working_days import ONE_DAY

#: What is an agency's own: what it paid in, and what its shares of requests have become.
OWN = (
    AccountKind.CONTRIBUTION,
    *(kind for kind in AccountKind if CHART[kind].is_per_request),
)


def whole(fund_year: FundYear, span: Span) -> list[Table]:
    """Return what the accounts of each kind came to before the days of the span, and after."""
    after = balances.standing(fund_year, on=span.last_day)
    before = balances.standing(fund_year, on=span.first_day - ONE_DAY)
    columns = (
        Column("Account"),
        Column("At the end", Unit.PENCE, is_added=True),
        Column("Before", Unit.PENCE, is_added=True),
        Column("In these days", Unit.PENCE, is_added=True, less=("At the end", "Before")),
    )
    rows = tuple(
        (CHART[kind].name, balances.of_kind(after, kind), balances.of_kind(before, kind))
        for kind in AccountKind
        if kind is not AccountKind.CONTRIBUTION
    )
    note = "The total is the contribution of all partners."
    return [Table("Where the money stands", columns, rows, note)]


def by_partner(fund_year: FundYear, span: Span) -> list[Table]:
    """Return for each partner what it paid in, and what its shares of requests have become."""
    pence: dict[str, dict[str, int]] = {}
    for account, balance in balances.standing(fund_year, on=span.last_day):
        if account.agency is not None:
            pence.setdefault(account.agency.name, {})[account.kind] = balance
    columns = (
        Column("Partner"),
        *(Column(CHART[kind].name, Unit.PENCE, is_added=True) for kind in OWN),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (name, *(sums.get(kind, 0) for kind in OWN)) for name, sums in pence.items()
    )
    note = "As of the last day."
    return [Table("Each partner’s part", columns, rows, note)]
