"""Which days of a placement are paid for, where the child was away for some. Pure."""

from collections.abc import Iterable, Iterator

from panel.cases.costs.costing import Period
from panel.working_days import ONE_DAY


def stretches(days: Period, unpaid: Iterable[Period]) -> Iterator[tuple[Period, int]]:
    """Yield days that the cost counts for, and with which sign.

    Every stretch begins on the first day, so that a one-off falls in all or none of them, and what
    is rounded away at one end comes back at the other.

    Args:
        unpaid: the absences that the provider doesn't charge for.
    """
    yield days, 1
    for away in unpaid:
        yield days.until(away.last), -1
        yield days.until(away.first - ONE_DAY), 1
