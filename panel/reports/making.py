"""Making a report: from its kind, a fund year and days of it to plain tables. Nothing writes."""

from collections.abc import Callable, Mapping
from datetime import datetime

from panel import clock
from panel.pooledbudget.models import FundYear
from panel.reports.kinds import Kind
from panel.reports.span import Span
from panel.reports.table import Report, Table
from panel.reports.tables import (
    activity,
    effectiveness,
    ledger,
    outlook,
    owed,
    position,
    reconciliation,
    risk,
    spending,
)
from panel.reports.tables.contributions import due, received, reconciled

Maker = Callable[[FundYear, Span], list[Table]]

MAKERS: Mapping[Kind, tuple[Maker, ...]] = {
    Kind.QUARTERLY: (
        position.whole,
        due.by_partner,
        reconciled.by_partner,
        position.by_partner,
        outlook.by_partner,
        risk.by_partner,
        spending.to_partners,
        activity.to_partners,
        effectiveness.to_partners,
        ledger.moved,
        owed.debts,
        owed.late,
    ),
    Kind.ANNUAL: (
        position.whole,
        due.by_partner,
        reconciled.by_partner,
        position.by_partner,
        risk.by_partner,
        risk.memorandum,
        spending.in_public,
        activity.in_public,
        effectiveness.in_public,
        ledger.moved,
        owed.debts,
        owed.late,
    ),
    Kind.CONTRIBUTIONS: (
        due.by_partner,
        reconciled.by_partner,
        received.by_partner,
    ),
    Kind.RECHARGES: (owed.schedule, owed.debts, owed.late),
    Kind.RECONCILIATION: (
        due.by_partner,
        reconciled.by_partner,
        reconciliation.agreements,
        reconciliation.invoices,
    ),
    Kind.TRIAL_BALANCE: (ledger.trial_balance,),
    Kind.TRANSACTIONS: (ledger.transactions,),
}


def made(kind: Kind, fund_year: FundYear, span: Span, *, at: datetime) -> Report:
    """Return a report of a fund year as its books stand at that moment."""
    seen = span.asked_on(clock.date_of(at), fund_year)
    tables = tuple(table for maker in MAKERS[kind] for table in maker(fund_year, seen))
    return Report(
        kind=kind.value,
        title=kind.label,
        fund=str(fund_year.fund),
        year=fund_year.span,
        first_day=span.first_day,
        last_day=span.last_day,
        as_at=at,
        tables=tables,
    )
