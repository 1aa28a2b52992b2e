"""Counting a length of time from a day, with a reason for each day or block counted or skipped.

Pure. `rules.py` says what is counted; here is only how.
"""

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from panel import working_days
from panel.working_days import ONE_DAY

ONE_WEEK = timedelta(weeks=1)


class Unit(StrEnum):
    """What a rule counts in."""

    CALENDAR_DAYS = "calendar days"
    WEEKS = "weeks"
    MONTHS = "months"
    WORKING_DAYS = "working days"


class Direction(StrEnum):
    """Which way a rule counts from its origin."""

    AFTER = "after"
    BEFORE = "before"


@dataclass(frozen=True)
class Step:
    """A day, or a block of days, that was counted or skipped on the way to a date, and why."""

    first: date
    last: date
    counted: bool
    why: str


@dataclass(frozen=True)
class Length:
    """How far to count: `20 weeks after`."""

    number: int
    unit: Unit
    direction: Direction = Direction.AFTER

    def __str__(self) -> str:
        unit = self.unit.removesuffix("s") if self.number == 1 else self.unit
        return f"{self.number} {unit} {self.direction}"

    @classmethod
    def read(cls, words: str) -> "Length":
        """Return the length that words such as a clock keeps tell: `str` the other way."""
        number, *unit, direction = words.split()
        unit_words = " ".join(unit).removesuffix("s") + "s"
        return cls(int(number), Unit(unit_words), Direction(direction))


def steps(length: Length, start: date, holidays: Container[date]) -> tuple[Step, ...]:
    """Count `length` from `start`, which is day 0 and isn't counted; the last step ends there."""
    if length.unit is Unit.WORKING_DAYS:
        return tuple(_working_days(length, start, holidays))
    return tuple(_blocks(length, start))


def end(length: Length, start: date, holidays: Container[date]) -> date:
    """Return the day `length` leads to from `start`: `start` itself if the length is 0."""
    counted = steps(length, start, holidays)
    if not counted:
        return start
    return counted[-1].last if length.direction is Direction.AFTER else counted[-1].first


def closed(day: date, holidays: Container[date]) -> str:
    """Say why offices are closed on `day`; empty if they are open."""
    if day in holidays:
        return "Bank holiday"
    return "" if working_days.is_working(day, holidays) else f"{day:%A}"


def _blocks(length: Length, start: date) -> Iterator[Step]:
    """Yield one step a calendar day, week or month."""
    name = length.unit.removesuffix("s").capitalize()
    for number in range(1, length.number + 1):
        near = _corresponding(length, start, number - 1)
        far = _corresponding(length, start, number)
        first, last = (near + ONE_DAY, far) if far > near else (far, near - ONE_DAY)
        yield Step(first, last, counted=True, why=f"{name} {number} of {length.number}")


def _corresponding(length: Length, start: date, number: int) -> date:
    """Return the date `number` whole units from `start`.

    Always from the start itself: two months from 31 January is 31 March, though one is in
    February.
    """
    signed = _signed(length, number)
    reach: dict[Unit, Callable[[], date]] = {
        Unit.CALENDAR_DAYS: lambda: start + signed * ONE_DAY,
        Unit.WEEKS: lambda: start + signed * ONE_WEEK,
        Unit.MONTHS: lambda: working_days.add_months(start, signed),
    }
    return reach[length.unit]()


def _working_days(length: Length, start: date, holidays: Container[date]) -> Iterator[Step]:
    """Yield one step a day, closed days included."""
    day, number = start, 0
    while number < length.number:
        day += _signed(length, 1) * ONE_DAY
        reason = closed(day, holidays)
        number += not reason
        why = reason or f"Working day {number} of {length.number}"
        yield Step(day, day, counted=not reason, why=why)


def _signed(length: Length, number: int) -> int:
    return number if length.direction is Direction.AFTER else -number
