"""Short breaks away from home, added up over twelve months: pure, on first and last days.

Care Planning, Placement and Case Review (England) Regulations 2010, reg 48.
"""

from collections.abc import Sequence
from datetime import date

from panel import working_days
from panel.working_days import ONE_DAY

Break = tuple[date, date]  # its first and last day, both included
YEAR_MONTHS = 12


def days_of(one: Break) -> int:
    """Return how many days a break has."""
    first, last = one
    return (last - first).days + 1


def most_in_a_year(breaks: Sequence[Break]) -> int:
    """Return the most days that fall within any twelve months; such a year begins with a break."""
    return max((_from(first, breaks) for first, _ in breaks), default=0)


def _from(start: date, breaks: Sequence[Break]) -> int:
    end = working_days.add_months(start, YEAR_MONTHS) - ONE_DAY
    within = ((max(first, start), min(last, end)) for first, last in breaks)
    return sum(max(0, days_of(one)) for one in within)
