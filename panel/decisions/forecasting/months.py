"""A year's cost month by month, from what is planned. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from panel import working_days
from panel.cases.costing import Period
from panel.decisions.forecasting.forecast import relieved
from panel.decisions.forecasting.planned import Planned, costs
from panel.money import WHOLE, Pence
from panel.pooledbudget.forecasts.outturn import MonthForecast

ONE_DAY = timedelta(days=1)


def by_month(planned: Iterable[Planned], year: Period) -> list[MonthForecast]:
    """Return what each month of a year costs; what is approved comes to the year.

    Of the pipeline each month is rounded by itself, and the year once. A request that would take
    the place of a placement counts beside it until it has.
    """
    months = _months(year)
    approved, pipeline = [0] * len(months), [0] * len(months)
    for plan in relieved(planned):
        for place, pence in enumerate(_of_months(plan, months, year)):
            if plan.likelihood is None:
                approved[place] += pence
            else:
                pipeline[place] += (pence * plan.likelihood + WHOLE // 2) // WHOLE
    return [
        MonthForecast(month.first, month.last, Pence(approved[place]), Pence(pipeline[place]))
        for place, month in enumerate(months)
    ]


def _months(year: Period) -> list[Period]:
    starts = [working_days.add_months(year.first, month) for month in range(13)]
    return [Period(first, after - ONE_DAY) for first, after in pairwise(starts)]


def _of_months(plan: Planned, months: Sequence[Period], year: Period) -> Iterator[int]:
    """Yield what each month adds to the cost of those before it: rounding never adds up."""
    before = 0
    for month in months:
        days = Period(plan.days.first, min(plan.days.last, month.last))
        so_far = sum(costs(replace(plan, days=days), year).values())
        yield so_far - before
        before = so_far
