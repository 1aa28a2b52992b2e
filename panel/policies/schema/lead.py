"""How long before a meeting something must have happened."""

from collections.abc import Iterator
from datetime import time
from typing import Literal

from panel.policies.schema.values import Contradiction, Days, Section, Weekday, field


class Lead(Section):
    """A moment before a meeting: so many days before it, or a weekday before it, until a time."""

    days: Days | None = field(None, "How many days before the meeting's day.")
    unit: Literal["working_days", "calendar_days", "clear_days"] = field(
        "working_days",
        "Which days count; clear days leave out both the last day and the meeting's.",
        "T024",
    )
    weekday: Weekday | None = field(
        None, "Instead of days: the last such day before the meeting's."
    )
    weeks_earlier: int = field(0, "Whole weeks before that weekday.", ge=0, le=8, unit="weeks")
    by: time | None = field(
        None, "Until this time on that day, London; else the calendar's.", "T024"
    )

    def contradictions(self) -> Iterator[Contradiction]:
        if (self.days is None) == (self.weekday is None):
            yield Contradiction("days", "Give either a number of days or a weekday.")
        if self.weeks_earlier and self.weekday is None:
            yield Contradiction("weeks_earlier", "Weeks are counted from a weekday; give one.")
