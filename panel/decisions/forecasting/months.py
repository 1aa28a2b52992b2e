"""A year's cost month by month, from what is planned. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from panel import working_days
from panel.cases.costs.costing import Period
from panel.decisions.forecasting.forecast import (
    Holding,
    beyond,
    is_promised,
    likely,
    relieved,
)
from panel.decisions.forecasting.planned import Planned
from panel.money import WHOLE, Pence
from panel.pooledbudget.forecasts.outturn import MonthForecast
from panel.working_days import ONE_DAY


def by_month(
    planned: Iterable[Planned], holdings: Mapping[str, Holding], year: Period
) -> list[MonthForecast]:
    """Return what the days of each month of a year cost; they come to what the year's cost.

    Of the pipeline that is what counts of it in the year. A month in which a change costs less
    than the placement before it would have is below nought.
    """
    months = _months(year)
    plans = [
        replace(plan, likelihood=None) if is_promised(holdings.get(plan.reference)) else plan
        for plan in relieved(planned)
    ]
    by_reference = {plan.reference: plan for plan in plans}
    approved, pipeline = [0] * len(months), [0] * len(months)
    for plan in plans:
        column = approved if plan.is_approved else pipeline
        before = None if plan.is_approved else by_reference.get(plan.instead_of)
        for place, pence in enumerate(_of_months(plan, before, months, year)):
            column[place] += pence
    return [
        MonthForecast(month.first, month.last, Pence(approved[place]), Pence(pipeline[place]))
        for place, month in enumerate(months)
    ]


def _months(year: Period) -> list[Period]:
    starts = [working_days.add_months(year.first, month) for month in range(13)]
    return [Period(first, after - ONE_DAY) for first, after in pairwise(starts)]


def _of_months(
    plan: Planned, before: Planned | None, months: Sequence[Period], year: Period
) -> Iterator[int]:
    """Yield what each month adds to what counts of those before it: rounding never adds up."""
    until_then = 0
    for month in months:
        replaced = _until(month.last, before) if before else None
        cost = beyond(_until(month.last, plan), replaced, year)
        so_far = likely(cost.total(), plan.likelihood or WHOLE)
        yield so_far - until_then
        until_then = so_far


def _until(last: date, plan: Planned) -> Planned:
    return replace(plan, days=plan.days.until(last))
