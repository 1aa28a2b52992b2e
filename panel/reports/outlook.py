"""What the year is forecast to come to, beside what partners pay in."""

from panel.agencies.models import Agency
from panel.pooledbudget.forecasts import queries as forecast_queries
from panel.pooledbudget.models import FundYear
from panel.reports.span import Span
from panel.reports.table import Column, Table, Unit


def by_partner(fund_year: FundYear, span: Span) -> list[Table]:
    """Return the newest forecast that was made by the last day, by partner; nothing before one."""
    found = forecast_queries.newest_by(fund_year, day=span.last_day)
    if found is None:
        return []
    year = found.years[fund_year.year]
    paid = found.contributions.get(fund_year.year, {})
    agencies = Agency.objects.filter(accounts__fund_year=fund_year).distinct().order_by("name")
    outturns = [(agency, year.of_agency(agency.code)) for agency in agencies]
    columns = (
        Column("Partner"),
        Column("Paid out", Unit.PENCE, is_added=True),
        Column("Committed", Unit.PENCE, is_added=True),
        Column("Expected", Unit.PENCE, is_added=True),
        Column("Pipeline", Unit.PENCE, is_added=True),
        Column("Outturn", Unit.PENCE, is_added=True),
        Column("Contributions", Unit.PENCE, is_added=True),
        Column("Over", Unit.PENCE, is_added=True, less=("Outturn", "Contributions")),
    )
    rows = tuple(
        (agency.name, *outturn.parts, outturn.outturn_pence, paid.get(agency.code, 0))
        for agency, outturn in outturns
    )
    note = "Below nothing where less will be spent than is paid in."
    return [Table("Forecast of the year", columns, rows, note)]
