"""Days on end: of a financial year, of a placement, and of one whose last days another takes over.

Pure functions of plain values.
"""

from dataclasses import dataclass
from datetime import date

from panel.working_days import ONE_DAY


@dataclass(frozen=True)
class Period:
    """Days from `first` to `last`, both included.

    Attributes:
        planned_last: the last day there would have been, had no change taken over before it.
    """

    first: date
    last: date
    planned_last: date | None = None

    @property
    def days(self) -> int:
        """How many days; 0 when it ends before it starts."""
        return max(0, (self.last - self.first).days + 1)

    @property
    def whole(self) -> "Period":
        """All days there would have been."""
        return Period(self.first, self.planned_last or self.last)

    @property
    def taken_over(self) -> "Period | None":
        """The days that a change took over; None where none did."""
        if self.planned_last is None:
            return None
        return Period(max(self.first, self.last + ONE_DAY), self.planned_last)

    def within(self, other: "Period") -> "Period":
        """Return the days that are in both."""
        return Period(max(self.first, other.first), min(self.last, other.last))

    def until(self, day: date) -> "Period":
        """Return the days up to one."""
        return self if self.last <= day else Period(self.first, day)

    def before_change(self, first: date) -> "Period":
        """Return the days before a change begins, which takes over those that are left."""
        if self.last < first:
            return self
        return Period(self.first, first - ONE_DAY, self.planned_last or self.last)


def financial_year(day: date) -> Period:
    """Return the financial year, 1 April to 31 March, that holds a day."""
    start = date(day.year if (day.month, day.day) >= (4, 1) else day.year - 1, 4, 1)
    return Period(start, date(start.year + 1, 3, 31))
