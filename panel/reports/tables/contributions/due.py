"""What each partner has agreed to pay, and what of it was due and came in."""

from collections.abc import Iterator

from panel.pooledbudget.contributions import queries as contributions
from panel.pooledbudget.contributions import sources
from panel.pooledbudget.contributions.statements import Statement
from panel.pooledbudget.models import FundYear
from panel.presentation import formatting
from panel.reports.span import Span
from panel.reports.table import Column, Figure, Table, Unit

RECEIVED = "Received to date"


def by_partner(fund_year: FundYear, span: Span) -> list[Table]:
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
