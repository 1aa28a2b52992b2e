"""When a panel meets next by its rules, and whether it meets often enough."""

from dataclasses import dataclass
from datetime import date
from itertools import islice

from panel import clock
from panel.agencies.models import Panel
from panel.meetings.stages import MeetingStage
from panel.policies import calendars, recurrences
from panel.policies import queries as versions
from panel.presentation import formatting

OFFERED = 4  # days at a time


@dataclass(frozen=True)
class Proposal:
    """The days that a panel's rules have next, less those planned; and what they ask of a year."""

    panel: Panel
    days: tuple[date, ...]
    in_a_year: str  # "1 meeting is planned or held in 2026. The rules ask for 4 at least."

    @property
    def in_words(self) -> str:
        """The days in a sentence; empty where the rules name no pattern."""
        named = formatting.listed([formatting.long_day(day) for day in self.days])
        return f"By its rules {self.panel} next meets on {named}." if named else ""


def of(panel: Panel, *, on: date) -> Proposal:
    """Return what a panel's rules of a day propose from the day after it."""
    rules = versions.in_force(panel.pk, on=on).policy
    starts = panel.meetings.exclude(stage=MeetingStage.CANCELLED).values_list(
        "starts_at", flat=True
    )
    planned = [clock.date_of(starts_at) for starts_at in starts]
    offered: tuple[date, ...] = ()
    if rules.meeting.recurrence is not None:
        holidays = calendars.closed(rules.calendar, on.year, on.year + OFFERED)
        to_come = recurrences.days(rules.meeting.recurrence, after=on, holidays=holidays)
        offered = tuple(islice((day for day in to_come if day not in planned), OFFERED))
    held = formatting.count(sum(day.year == on.year for day in planned), "meeting")
    least = rules.meeting.a_year_min
    in_a_year = f"In {on.year}: {held} planned or held. The rules ask for {least} at least."
    return Proposal(panel, offered, in_a_year)
