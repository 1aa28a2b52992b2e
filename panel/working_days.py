"""Days that count and days that don't: pure calendar arithmetic.

A working day is Monday to Friday and not a holiday. Holidays are always passed in, as any
container of dates; `england` makes the usual one from tables on this machine, never from the
network.
"""

from calendar import monthrange
from collections.abc import Container
from datetime import date, timedelta
from functools import cache

from holidays import country_holidays

ONE_DAY = timedelta(days=1)
SATURDAY = 5


def is_working(day: date, holidays: Container[date]) -> bool:
    """Say whether offices are open on `day`."""
    return day.weekday() < SATURDAY and day not in holidays


def add(start: date, days: int, holidays: Container[date]) -> date:
    """Return the date `days` working days after `start`; before it, if `days` is negative.

    Day 0 is `start` itself, whether or not it is a working day; counting begins on the next day.
    """
    step = ONE_DAY if days > 0 else -ONE_DAY
    day, left = start, abs(days)
    while left:
        day += step
        left -= is_working(day, holidays)
    return day


def count(first: date, last: date, holidays: Container[date]) -> int:
    """Return how many working days lie from `first` to `last`, both included; 0 if reversed."""
    span = (last - first).days + 1
    return sum(is_working(first + ONE_DAY * n, holidays) for n in range(span))


def on_or_after(day: date, holidays: Container[date]) -> date:
    """Return the nearest working day that isn't before `day`."""
    while not is_working(day, holidays):
        day += ONE_DAY
    return day


def on_or_before(day: date, holidays: Container[date]) -> date:
    """Return the nearest working day that isn't after `day`."""
    while not is_working(day, holidays):
        day -= ONE_DAY
    return day


def add_months(day: date, months: int) -> date:
    """Return the corresponding date `months` later, or that month's last day if it has none.

    31 December and two months is 28 February, 29 in a leap year. Negative months go back.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last_day = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last_day))


@cache
def england(first_year: int, last_year: int) -> frozenset[date]:
    """Return the bank holidays of England from `first_year` to `last_year`, both included.

    Proclaimed one-off holidays are there only as far as the `holidays` release in use knows them.

    Source: Banking and Financial Dealings Act 1971, schedule 1; Christmas Day and Good Friday at
    common law.
    """
    return frozenset(country_holidays("GB", subdiv="ENG", years=range(first_year, last_year + 1)))
