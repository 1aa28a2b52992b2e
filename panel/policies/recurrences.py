"""The days on which a panel meets by its rules: pure, on plain values."""

from collections.abc import Container, Iterator
from datetime import date, timedelta

from panel import working_days
from panel.policies.leads import WEEKDAYS
from panel.policies.schema.meetings import Recurrence

WEEK = timedelta(weeks=1)


def days(rule: Recurrence, *, after: date, holidays: Container[date]) -> Iterator[date]:
    """Yield the days to come, without end; one on which offices are closed gives way to the next.

    Of every so many months or weeks, months are counted from January and weeks from the first
    Monday there ever was, so that the same rule means the same days whenever it is asked.
    """
    for day in _months(rule, after) if rule.every == "month" else _weeks(rule, after):
        held_on = working_days.on_or_after(day, holidays)
        if held_on > after:
            yield held_on


def _weeks(rule: Recurrence, after: date) -> Iterator[date]:
    monday = after - timedelta(after.weekday())
    while True:
        if (monday.toordinal() // 7) % rule.interval == 0:
            yield monday + timedelta(WEEKDAYS.index(rule.weekday))
        monday += WEEK


def _months(rule: Recurrence, after: date) -> Iterator[date]:
    assert rule.week_of_month is not None, "A monthly rule says which of a month's days it means."
    first = working_days.add_months(after.replace(day=1), -1)
    while True:
        if (first.year * 12 + first.month - 1) % rule.interval == 0:
            yield _nth(first, rule.week_of_month, WEEKDAYS.index(rule.weekday))
        first = working_days.add_months(first, 1)


def _nth(first: date, nth: int, weekday: int) -> date:
    """Return the nth such weekday of the month that begins on `first`; -1 is the last."""
    if nth > 0:
        return first + timedelta((weekday - first.weekday()) % 7) + WEEK * (nth - 1)
    last = working_days.add_months(first, 1) - timedelta(1)
    return last - timedelta((last.weekday() - weekday) % 7)
