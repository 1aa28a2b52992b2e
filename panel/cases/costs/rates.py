"""What a cost line charges: the exact sum a day, a week and a year, and how it is said.

Pure: plain values in, exact fractions of pence out; `costing` rounds them.

A weekly or daily rate that is charged all year falls on each day alike. Every other rate is
first made a year's charge, which is spread evenly: each day of a financial year bears 1/365 of
it, or 1/366 in a year that holds a 29 February.

    day     the rate × the days a week × the weeks a year
    week    the rate × the weeks a year
    term    the rate × 3 terms a year
    year    the rate
    once    on one day, so neither a day's nor a year's charge
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from panel.money import WHOLE, Pence, in_pounds

ALL_YEAR = 52  # weeks
ALL_WEEK = 7  # days
TERMS = 3  # a year


@dataclass(frozen=True)
class Line:
    """A cost line as plain values. `shares`: agency code → basis points.

    It runs as long as the placement unless it has dates of its own, both included; a one-off
    falls on `starts_on`. From `uplift_from` on its rate is `uplift_basis_points` higher.
    """

    name: str
    rate_pence: int
    unit: str  # day, week, term, year or once
    weeks_per_year: int
    shares: Mapping[str, int]
    days_per_week: int = ALL_WEEK
    starts_on: date | None = None
    ends_on: date | None = None
    uplift_basis_points: int = 0
    uplift_from: date | None = None

    def uplift_on(self, day: date) -> int:
        """Return how many basis points the rate is higher on a day; 0 before the uplift."""
        is_on = self.uplift_from is not None and day >= self.uplift_from
        return self.uplift_basis_points if is_on else 0


def a_day(line: Line, *, uplift: int, days_in_year: int) -> Fraction:
    """Return what a day costs, in a financial year of so many days."""
    return _factor(uplift) * Fraction(*spread(line, days_in_year=days_in_year))


def spread(line: Line, *, days_in_year: int) -> tuple[int, int]:
    """Return pence, before any uplift, and the days over which they are spread evenly."""
    if _falls_on_each_day_alike(line):
        return line.rate_pence, _days_of_the_rate(line)
    return _yearly(line), days_in_year


def a_week(line: Line, *, uplift: int) -> Fraction:
    """Return what a week in which it is charged costs; a term or a year is spread over 52."""
    if line.unit in ("term", "year"):
        return _factor(uplift) * Fraction(_yearly(line), ALL_YEAR)
    return _factor(uplift) * line.rate_pence * (line.days_per_week if line.unit == "day" else 1)


def full_year(line: Line, *, uplift: int) -> Fraction:
    """Return what 365 days cost."""
    if _falls_on_each_day_alike(line):
        return 365 * a_day(line, uplift=uplift, days_in_year=365)
    return _factor(uplift) * _yearly(line)


def shown(line: Line, *, uplift: int, days_in_year: int) -> str:
    """Return the sum of `a_day` as it is printed: `£7.00 a week × 38 weeks ÷ 365`."""
    rate = f"{in_pounds(Pence(line.rate_pence))} a {line.unit}"
    if uplift:
        rate = f"({rate} + {uplift // 100}.{uplift % 100:02d}%)"
    if _falls_on_each_day_alike(line):
        return f"{rate} ÷ 7" if line.unit == "week" else rate
    times = {
        "day": f" × {line.days_per_week} days × {line.weeks_per_year} weeks",
        "week": f" × {line.weeks_per_year} weeks",
        "term": f" × {TERMS} terms",
    }
    return f"{rate}{times.get(line.unit, '')} ÷ {days_in_year}"


def _falls_on_each_day_alike(line: Line) -> bool:
    whole_week = line.unit == "week" or (line.unit == "day" and line.days_per_week == ALL_WEEK)
    return whole_week and line.weeks_per_year == ALL_YEAR


def _days_of_the_rate(line: Line) -> int:
    return ALL_WEEK if line.unit == "week" else 1


def _yearly(line: Line) -> int:
    """Return a year's charge for a rate that isn't charged every day."""
    times = {
        "day": line.days_per_week * line.weeks_per_year,
        "week": line.weeks_per_year,
        "term": TERMS,
        "year": 1,
    }
    return line.rate_pence * times[line.unit]


def _factor(uplift: int) -> Fraction:
    return Fraction(WHOLE + uplift, WHOLE)
