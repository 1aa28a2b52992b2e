"""When contributions are agreed, changed and due: sums of plain values, by the panel's rules."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from panel.money import Pence, split
from panel.policies.schema.fund import Fund as FundRules
from panel.policies.schema.values import DayOfYear
from panel.working_days import ONE_DAY

QUARTER_ENDS = ((6, 30), (9, 30), (12, 31), (3, 31))


@dataclass(frozen=True)
class Timetable:
    """By when the budget of a year is discussed and approved."""

    issues_by: date
    approve_by: date
    longstop: date


@dataclass(frozen=True)
class Due:
    """An amount that falls due on a day."""

    on: date
    pence: Pence


@dataclass(frozen=True)
class Window:
    """When a quarter's changes of contributions are taken: both days included."""

    first: date
    last: date


def of(rules: FundRules, year: int) -> Timetable:
    """Return the days of the budget of the year from 1 April of `year`.

    Partners raise issues and approve in the year before; the longstop is in the year itself.
    """
    return Timetable(
        within(year - 1, rules.issues_by),
        within(year - 1, rules.approve_by),
        within(year, rules.longstop),
    )


def within(year: int, day: DayOfYear) -> date:
    """Return a date that comes every year, in the year from 1 April of `year`."""
    return date(year if day.month >= 4 else year + 1, day.month, day.day)


def plan(rules: FundRules, year: int, pence: Pence, *, first_day: date) -> list[Due]:
    """
    Spread an amount over the year's instalments from a day on, by their weights.

    The parts sum to it exactly, in the order of their days; no part is of nothing. All of it is
    due on `first_day` where no instalment is left in the year.
    """
    weights = {
        place: (within(year, instalment.on), instalment.weight)
        for place, instalment in enumerate(rules.instalments)
        if within(year, instalment.on) >= first_day
    }
    if not weights:
        return [Due(first_day, pence)] if pence else []
    in_order = sorted(weights, key=lambda place: weights[place][0])
    parts = split(pence, {place: weights[place][1] for place in in_order})
    return [Due(weights[place][0], part) for place, part in parts.items() if part]


def window(year: int, days: int, *, on: date) -> Window | None:
    """Return when the changes of the last quarter to end by a day are taken; None before one."""
    ended = [day for day in quarter_ends(year) if day < on]
    if not ended:
        return None
    return Window(ended[-1] + ONE_DAY, ended[-1] + timedelta(days=days))


def next_window(year: int, days: int, *, on: date) -> Window | None:
    """Return when changes are next taken after a day; None where the year is over by then."""
    coming = [day for day in quarter_ends(year)[:-1] if day >= on]
    if not coming:
        return None
    return Window(coming[0] + ONE_DAY, coming[0] + timedelta(days=days))


def quarter_ends(year: int) -> list[date]:
    """Return the last days of the four quarters of the year from 1 April of `year`."""
    return [date(year if month > 3 else year + 1, month, day) for month, day in QUARTER_ENDS]


def total(dues: Iterable[Due]) -> Pence:
    """Return what amounts come to."""
    return Pence(sum(due.pence for due in dues))
