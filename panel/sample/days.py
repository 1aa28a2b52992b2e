"""When things happened in the sample county: working days counted from the day it is loaded."""

from dataclasses import dataclass
from datetime import date, datetime, time

from panel import clock, working_days


@dataclass(frozen=True)
class Diary:
    """Counts working days from `at`. Nothing it gives for a day up to today is later than `at`."""

    at: datetime

    @property
    def today(self) -> date:
        """The London date of `at`."""
        return clock.date_of(self.at)

    def day(self, days: int) -> date:
        """Return the day that many working days from today; negative ones lie behind."""
        holidays = working_days.england(self.today.year - 1, self.today.year + 1)
        return working_days.add(self.today, days, holidays)

    def moment(self, days: int, hour: int = 10, minute: int = 0) -> datetime:
        """Return a time of that day by London clocks."""
        then = datetime.combine(self.day(days), time(hour, minute), tzinfo=clock.LONDON)
        return min(then, self.at) if days <= 0 else then
