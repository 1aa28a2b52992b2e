"""
Values written for people to read, in the one style that every page keeps.

All functions are pure. Months and days are spelt here and not by the host's locale, so that a
page and a PDF made on different machines can't differ.
"""

from collections.abc import Mapping
from datetime import date, datetime

from panel import clock
from panel.money import MINUS, BasisPoints, Pence, in_pounds

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MILLION_POUNDS = 100_000_000
THOUSAND_POUNDS = 100_000


def headline(pence: Pence) -> str:
    """
    Write an amount for a tile: `£2.997 million`, `£111,000`, and pennies only if there are any.

    From a million pounds it is rounded to the nearest thousand, halves away from zero; so use it
    only where the exact amount stands near by.
    """
    if abs(pence) < MILLION_POUNDS:
        return in_pounds(pence).removesuffix(".00")
    thousands = (abs(pence) + THOUSAND_POUNDS // 2) // THOUSAND_POUNDS
    millions, part = divmod(thousands, 1000)
    decimals = f"{part:03d}".rstrip("0")
    size = f"{millions:,}.{decimals}" if decimals else f"{millions:,}"
    return f"{MINUS if pence < 0 else ''}£{size} million"


def against(pence: Pence, over: str = "over", under: str = "under") -> str:
    """Write a difference in words as well as figures: `£53,000.00 over`; nought is `£0.00`."""
    if pence == 0:
        return in_pounds(pence)
    return f"{in_pounds(Pence(abs(pence)))} {over if pence > 0 else under}"


def percent(share: BasisPoints) -> str:
    """Write basis points as a percentage to two places at most: `35%`, `38.32%`, `0.5%`."""
    whole, part = divmod(abs(share), 100)
    decimals = f"{part:02d}".rstrip("0")
    return f"{MINUS if share < 0 else ''}{whole}{'.' + decimals if decimals else ''}%"


def day(on: date) -> str:
    """Write a date in text: `1 December 2026`. A datetime is read on a London calendar."""
    on = _london_day(on)
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def short_day(on: date) -> str:
    """Write a date in a tight table: `1 Dec 2026`."""
    on = _london_day(on)
    return f"{on.day} {MONTHS[on.month - 1][:3]} {on.year}"


def long_day(on: date) -> str:
    """Write the date of a meeting: `Tuesday 1 December 2026`."""
    on = _london_day(on)
    return f"{WEEKDAYS[on.weekday()]} {day(on)}"


def act(at: date, by: str, names: Mapping[str, str]) -> str:
    """Write when something was done and by whom: `1 December 2026, Ada Vale`.

    `names`: of people by username; by that goes whoever isn't among them.
    """
    return f"{day(at)}, {names.get(by, by)}"


def day_range(first: date, last: date) -> str:
    """Write a period, both days included, with the year once: `4 January to 31 March 2027`."""
    if first.year != last.year:
        return f"{day(first)} to {day(last)}"
    return f"{first.day} {MONTHS[first.month - 1]} to {day(last)}"


def months(first: date, last: date) -> str:
    """Write whole months in a tight table: `Apr to Jun`, `Apr 2026 to Mar 2027`."""
    is_one_year = first.year == last.year
    written = [
        MONTHS[day.month - 1][:3] + ("" if is_one_year else f" {day.year}")
        for day in (first, last)
    ]
    return " to ".join(written)


def hour(at: datetime) -> str:
    """Write a time of day in London: `9:30am`, `5pm`, `noon`, `midnight`."""
    local = at.astimezone(clock.LONDON)
    if local.minute == 0 and local.hour in {0, 12}:
        return "noon" if local.hour else "midnight"
    minutes = f":{local.minute:02d}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{'am' if local.hour < 12 else 'pm'}"


def moment(at: datetime) -> str:
    """Write a date and a time in London: `20 November 2026, 3:12pm`."""
    return f"{day(at)}, {hour(at)}"


def financial_year(on: date) -> str:
    """Write the year from 1 April to 31 March that holds a date: `2026 to 2027`."""
    starts = on.year if on.month >= 4 else on.year - 1
    return f"{starts} to {starts + 1}"


def count(number: int, one: str, many: str = "") -> str:
    """Write a number with its noun, `many` being `one` and an s if empty: `1,284 entries`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def with_article(words: str) -> str:
    """Write `a service manager`, `an assistant director`."""
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def listed(words: list[str]) -> str:
    """Join words as a sentence does: `Education, Health and Social care`; empty gives empty."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def file_size(size: int) -> str:
    """Write a number of bytes: `980 bytes`, `198 KB`, `6.2 MB`; rounded up, so never nought."""
    if size < 1000:
        return count(size, "byte")
    if size < 1_000_000:
        return f"{-(-size // 1000)} KB"
    tenths = -(-size // 100_000)
    return f"{tenths // 10}.{tenths % 10} MB"


def fingerprint(sha256: str) -> str:
    """Write a hash in fours, to be compared by eye: `9f2c 41d7 …`."""
    return " ".join(sha256[start : start + 4] for start in range(0, len(sha256), 4))


def _london_day(on: date) -> date:
    return clock.date_of(on) if isinstance(on, datetime) else on
