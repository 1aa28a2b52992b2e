"""Which days of a placement are paid for, where the child was away for some. Pure."""

from collections.abc import Iterable, Iterator
from datetime import date

from panel.cases.costing import Period
from panel.working_days import ONE_DAY


def stretches(days: Period, unpaid: Iterable[Period]) -> Iterator[tuple[date, int]]:
    """Yield days up to which the cost counts, and with which sign.

    Every stretch is counted from the first day, so that a one-off falls in all or none of them,
    and what is rounded away at one end comes back at the other.

    Args:
        unpaid: the absences that the provider doesn't charge for.
    """
    yield days.last, 1
    for away in unpaid:
        yield min(away.last, days.last), -1
        yield min(away.first - ONE_DAY, days.last), 1
