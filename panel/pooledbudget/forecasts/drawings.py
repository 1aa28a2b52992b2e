"""Drawing the charts of a forecast: a worker does, pages only show what it drew. Reads only."""

from collections.abc import Mapping, Sequence
from datetime import date

from panel.agencies.models import Agency
from panel.money import Pence
from panel.pooledbudget.forecasts import queries as forecasts
from panel.pooledbudget.forecasts.charts import SIZES, Bar, by_agency
from panel.pooledbudget.forecasts.month_chart import by_month
from panel.pooledbudget.forecasts.outturn import MonthForecast, YearForecast
from panel.pooledbudget.models import FundYear
from panel.presentation import drawing

AGENCIES, MONTHS = "agencies", "months"
MONTHS_OF_A_YEAR = 12


def drawn(
    fund_year: FundYear, year: YearForecast, months: Sequence[MonthForecast], *, on: date
) -> dict[tuple[str, str], str]:
    """Return each chart in each size, by the names of both."""
    budgets = _budgets(fund_year)
    bars = [
        Bar(agency.name, year.of_agency(agency.code), budgets.get(agency.code, Pence(0)))
        for agency in Agency.objects.filter(accounts__fund_year=fund_year)
        .distinct()
        .order_by("code")
    ]
    a_month = Pence(sum(budgets.values()) // MONTHS_OF_A_YEAR)
    found = {}
    for size in SIZES:
        found[AGENCIES, size.name] = drawing.svg(by_agency(bars, size), named_by=said_by(AGENCIES))
        found[MONTHS, size.name] = drawing.svg(
            by_month(months, a_month, size, on=on), named_by=said_by(MONTHS)
        )
    return found


def said_by(chart: str) -> str:
    """Return the id of the sentence that says what a chart shows."""
    return f"{chart}-chart-says"


def _budgets(fund_year: FundYear) -> Mapping[str, Pence]:
    year = fund_year.year
    return forecasts.budgets(fund_year.fund_id, since=year, until=year)[year]
