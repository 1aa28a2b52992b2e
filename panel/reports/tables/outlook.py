"""What the year is forecast to come to, beside its budget."""

from collections.abc import Iterator, Mapping

from panel.agencies.models import Agency
from panel.pooledbudget.extracts.extract import Extract
from panel.pooledbudget.forecasts import queries as forecast_queries
from panel.pooledbudget.forecasts import sources
from panel.pooledbudget.forecasts.outturn import Outturn
from panel.pooledbudget.forecasts.presenters import PARTS
from panel.pooledbudget.models import FundYear
from panel.presentation import formatting
from panel.reports.span import Span
from panel.reports.table import Cell, Column, Figure, Table, Unit

BUDGET = "Budget"


def by_partner(fund_year: FundYear, span: Span) -> list[Table]:
    """Return the newest forecast that was made by the last day, by partner; nothing before one."""
    found = forecast_queries.newest_by(fund_year, day=span.last_day)
    if found is None:
        return []
    year = found.years[fund_year.year]
    budgets = found.budgets.get(fund_year.year, {})
    agencies = Agency.objects.filter(accounts__fund_year=fund_year).distinct().order_by("name")
    outturns = [(agency, year.of_agency(agency.code)) for agency in agencies]
    columns = (
        Column("Partner"),
        *(Column(name, Unit.PENCE, is_added=True) for name in (*PARTS[:-1], "Outturn", BUDGET)),
        Column("Over", Unit.PENCE, is_added=True, less=("Outturn", BUDGET)),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            agency.name,
            *_parts(outturn, sources.of_entries(found.forecast, fund_year, agency.pk)),
            outturn.outturn_pence,
            budgets.get(agency.code, 0),
        )
        for agency, outturn in outturns
    )
    made_at = found.forecast.made_at
    assert made_at is not None, "Only what has been made is found."
    note = (
        f"As forecast on {formatting.moment(made_at)}. Actual is delivered, invoiced or paid, "
        "by whomever in the end. The budget is what a partner agreed to pay in, or else what it "
        "paid in, with what virements moved to it and what it was recharged. Below nothing where "
        "less will be spent."
    )
    return [Table("Forecast of the year", columns, rows, note)]


def _parts(outturn: Outturn, of: Mapping[str, Extract]) -> Iterator[int]:
    """Yield the four parts, those that the ledger held with their entries."""
    for name, pence in zip(PARTS, outturn.parts, strict=False):
        yield Figure(pence, of[name]) if pence and name in of else pence
