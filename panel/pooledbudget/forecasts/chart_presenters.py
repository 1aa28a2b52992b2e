"""The charts of the fund's page: drawing, sentence, key, and the numbers behind them."""

from collections.abc import Iterable, Sequence

from django.utils.safestring import SafeString

from panel.agencies.models import Agency
from panel.money import Pence, in_pounds
from panel.pooledbudget.forecasts import presenters
from panel.pooledbudget.forecasts.drawings import AGENCIES, MONTHS, said_by
from panel.pooledbudget.forecasts.queries import Forecasted
from panel.pooledbudget.models import ForecastDrawing, ForecastMonth
from panel.presentation import formatting
from panel.presentation.parts import Cell, Chart, Row, Swatch

BUDGET = Swatch("Budget", "line")
PARTS = (
    Swatch("Actual", "paid"),
    Swatch("Committed", "committed"),
    Swatch("Expected", "expected"),
    Swatch("Pipeline", "pipeline"),
    BUDGET,
)
MONTH_PARTS = (
    Swatch("Gone by", "paid"),
    Swatch("To come", "committed"),
    Swatch("Pipeline", "pipeline"),
    BUDGET,
)
MONTH_HEADINGS = ("Month", "Approved placements", "Pipeline", "Together")


def by_agency(
    found: Forecasted, agencies: Sequence[Agency], drawings: Iterable[ForecastDrawing]
) -> Chart:
    """Return the forecast of each agency beside its budget."""
    year = min(found.years)
    return Chart(
        name=AGENCIES,
        title="Forecast by agency",
        says=_who_is_over(found, agencies),
        said_by=said_by(AGENCIES),
        key=PARTS,
        drawings=_of(AGENCIES, drawings),
        headings=presenters.HEADINGS,
        rows=presenters.agency_rows(found, year, agencies, found.forecast.fund_year),
        total=presenters.whole_row(found, year, found.forecast.fund_year),
    )


def by_month(
    found: Forecasted, months: Sequence[ForecastMonth], drawings: Iterable[ForecastDrawing]
) -> Chart:
    """Return what the days of each month cost beside a twelfth of the year’s budget.

    With what is paid or promised beyond what days cost they come to the forecast.
    """
    year = min(found.years)
    a_month = Pence(sum(found.budgets.get(year, {}).values()) // 12)
    pipeline = found.years[year].whole().pipeline_pence
    whole = (found.years[year].outturn() - pipeline, pipeline)
    costs = [(month, (month.approved_pence, month.pipeline_pence)) for month in months]
    rest = [
        of_year - sum(of_month)
        for of_year, *of_month in zip(whole, *(parts for _, parts in costs), strict=True)
    ]
    return Chart(
        name=MONTHS,
        title="Cost by month",
        says=_when_over(months, a_month),
        said_by=said_by(MONTHS),
        key=MONTH_PARTS,
        drawings=_of(MONTHS, drawings),
        headings=MONTH_HEADINGS,
        rows=[
            *(_money(f"{month.first:%B %Y}", parts) for month, parts in costs),
            *([_money("Booked beyond these days", rest)] if any(rest) else []),
        ],
        total=_money("Forecast", whole),
    )


def _of(chart: str, drawings: Iterable[ForecastDrawing]) -> dict[str, SafeString]:
    """Return the drawings of a chart by size. They are ours, and hold no text unescaped."""
    return {one.size: SafeString(one.svg) for one in drawings if one.chart == chart}


def _who_is_over(found: Forecasted, agencies: Iterable[Agency]) -> str:
    year = min(found.years)
    variances = [(agency.name, found.variance(year, agency.code)) for agency in agencies]
    over = [
        f"{name} by {in_pounds(one.pence)}" for name, one in variances if one and one.pence > 0
    ]
    if not over:
        return "No agency is forecast to pass its budget."
    return f"Forecast to pass its budget: {formatting.listed(over)}."


def _when_over(months: Iterable[ForecastMonth], a_month: Pence) -> str:
    over = [month for month in months if month.approved_pence + month.pipeline_pence > a_month]
    line = f"{in_pounds(a_month)}, a twelfth of the year’s budget"
    if not over:
        return f"No month costs more than {line}."
    names = [f"{month.first:%B}" for month in over]
    return f"More than {line}, in {formatting.listed(names)}."


def _money(heading: str, parts: Sequence[int]) -> Row:
    return Row(heading, [Cell(in_pounds(Pence(pence))) for pence in (*parts, sum(parts))])
