"""The last moment before a meeting at which something is in time: pure, on plain values."""

from collections.abc import Container
from datetime import date, datetime, time, timedelta

from panel import working_days
from panel.clock import LONDON
from panel.policies.schema import Lead

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
WEEK = timedelta(weeks=1)


def last_moment(
    lead: Lead, *, meeting_on: date, cutoff: time, holidays: Container[date]
) -> datetime:
    """Return when the time that a rule leaves before a meeting runs out, on a London clock.

    Args:
        cutoff: the hour at which days end, if the rule names none itself.
    """
    day = last_day(lead, meeting_on=meeting_on, holidays=holidays)
    return datetime.combine(day, lead.by or cutoff, tzinfo=LONDON)


def last_day(lead: Lead, *, meeting_on: date, holidays: Container[date]) -> date:
    """Return the last day that is in time; 0 days is the meeting's own day.

    Clear days leave out both ends: seven clear days before the 20th is the 12th. A day on which
    offices are closed is no use to anybody, so it gives way to the working day before it.
    """
    if lead.weekday is not None:
        day = _weekday_before(meeting_on, lead.weekday) - WEEK * lead.weeks_earlier
        return working_days.on_or_before(day, holidays)
    days = lead.days or 0
    if lead.unit == "working_days":
        return working_days.add(meeting_on, -days, holidays)
    both_ends = lead.unit == "clear_days"
    return working_days.on_or_before(meeting_on - timedelta(days + both_ends), holidays)


def _weekday_before(day: date, weekday: str) -> date:
    """Return the last such weekday before a day; a week before, if it is one itself."""
    return day - timedelta((day.weekday() - WEEKDAYS.index(weekday) - 1) % 7 + 1)
