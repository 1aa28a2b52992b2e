"""How the values of a decision record are worded, on paper and on screen."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.template import Library

from panel.money import Pence, in_pounds

register = Library()

UNITED_KINGDOM = ZoneInfo("Europe/London")


@register.filter
def pounds(pence: Pence) -> str:
    """Write pence as `£1,026.00`."""
    return in_pounds(pence)


@register.filter
def cost(pence: Pence | None) -> str:
    """Write what an option costs, which nobody knows before its dates."""
    return "Dates not known" if pence is None else in_pounds(pence)


@register.filter
def percent(basis_points: int) -> str:
    """Write basis points as `40%` or, when the hundredths matter, `38.32%`."""
    whole, hundredths = divmod(basis_points, 100)
    return f"{whole}.{hundredths:02d}".rstrip("0").rstrip(".") + "%" if hundredths else f"{whole}%"


@register.filter
def day(on: date) -> str:
    """Write a date as `7 December 2026`, whatever the reader's own settings."""
    return f"{on.day} {on:%B %Y}"


@register.filter
def moment(at: datetime) -> str:
    """Write a time as the clocks of the United Kingdom showed it: `20 November 2026, 4:31pm`."""
    there = at.astimezone(UNITED_KINGDOM)
    half = "am" if there.hour < 12 else "pm"
    return f"{day(there)}, {there.hour % 12 or 12}:{there:%M}{half}"


@register.filter
def moment_day(at: datetime) -> str:
    """Write the day it was in the United Kingdom at a time: `20 November 2026`."""
    return day(at.astimezone(UNITED_KINGDOM).date())


@register.filter
def stamp(at: datetime) -> str:
    """Write a time for machines: `2026-11-20T16:31:07Z`."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


@register.filter
def grouped(fingerprint: str) -> str:
    """Write a fingerprint in fours, so that two can be compared by eye."""
    return " ".join(fingerprint[start : start + 4] for start in range(0, len(fingerprint), 4))


@register.filter
def rows_of(items: Sequence[Any], size: int) -> list[Sequence[Any]]:
    """Cut a sequence into pieces of at most `size`, in order, so that a table fits the page."""
    return [items[start : start + size] for start in range(0, len(items), size)]
