"""What an option costs: exact by day, in whole pence, with the sum shown.

Pure functions of plain values: no ORM, no clock.

A weekly rate for 52 weeks a year is a seventh of it for each day. A weekly rate for fewer weeks,
and a yearly rate, is spread evenly over the year: each day of a financial year bears
1/365 of it, or 1/366 in a year that holds a 29 February. A one-off falls on the first day.
Sums are kept as exact fractions; each line is rounded once, half a penny up.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor

from panel.money import Pence, in_pounds, split

ALL_YEAR = 52  # weeks


@dataclass(frozen=True)
class Period:
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days; 0 when it ends before it starts."""
        return max(0, (self.last - self.first).days + 1)

    def within(self, other: "Period") -> "Period":
        """Return the days that are in both."""
        return Period(max(self.first, other.first), min(self.last, other.last))


def financial_year(day: date) -> Period:
    """Return the financial year, 1 April to 31 March, that holds a day."""
    start = date(day.year if (day.month, day.day) >= (4, 1) else day.year - 1, 4, 1)
    return Period(start, date(start.year + 1, 3, 31))


@dataclass(frozen=True)
class Line:
    """A cost line as plain values. `shares`: agency code → basis points."""

    name: str
    rate_pence: int
    unit: str  # week, year or once
    weeks_per_year: int
    shares: Mapping[str, int]


@dataclass(frozen=True)
class CostedLine:
    """One line's cost in one period, what each agency pays of it, and how it was worked out."""

    name: str
    weekly_pence: Pence
    period_pence: Pence
    full_year_pence: Pence
    working: str
    weekly_shares: Mapping[str, Pence]
    period_shares: Mapping[str, Pence]
    full_year_shares: Mapping[str, Pence]


@dataclass(frozen=True)
class Costing:
    """The cost of an option over a period of days, line by line."""

    period: Period
    lines: tuple[CostedLine, ...]

    @property
    def weekly_pence(self) -> Pence:
        """What a week of it costs; one-off lines left out."""
        return Pence(sum(line.weekly_pence for line in self.lines))

    @property
    def period_pence(self) -> Pence:
        """What the period costs."""
        return Pence(sum(line.period_pence for line in self.lines))

    @property
    def full_year_pence(self) -> Pence:
        """What 365 days of it cost; one-off lines left out."""
        return Pence(sum(line.full_year_pence for line in self.lines))

    def weekly_by_agency(self) -> dict[str, Pence]:
        """Return what each agency pays a week, by code."""
        return _added(line.weekly_shares for line in self.lines)

    def period_by_agency(self) -> dict[str, Pence]:
        """Return what each agency pays for the period, by code."""
        return _added(line.period_shares for line in self.lines)

    def full_year_by_agency(self) -> dict[str, Pence]:
        """Return what each agency pays for a full year, by code."""
        return _added(line.full_year_shares for line in self.lines)


def cost(lines: Iterable[Line], *, placed: Period, year: Period) -> Costing:
    """Cost the days of a placement that fall in a financial year.

    Args:
        placed: first and last day of the placement.
        year: the financial year; days of `placed` outside it are left out.
    """
    period = placed.within(year)
    return Costing(period, tuple(_cost_line(line, placed, period, year) for line in lines))


def _cost_line(line: Line, placed: Period, period: Period, year: Period) -> CostedLine:
    if line.unit == "once":
        falls_here = period.days > 0 and period.first == placed.first
        amount = Pence(line.rate_pence if falls_here else 0)
        working = f"{in_pounds(Pence(line.rate_pence))} once, on the first day"
        return _shared(line, weekly=Pence(0), period=amount, full_year=Pence(0), working=working)
    a_day, sum_shown = _daily(line, year)
    exact = a_day * period.days
    return _shared(
        line,
        weekly=_weekly(line),
        period=_pence(exact),
        full_year=_pence(_full_year(line)),
        working=f"{sum_shown} × {period.days} days",
    )


def _daily(line: Line, year: Period) -> tuple[Fraction, str]:
    rate = in_pounds(Pence(line.rate_pence))
    if line.unit == "week" and line.weeks_per_year == ALL_YEAR:
        return Fraction(line.rate_pence, 7), f"{rate} a week ÷ 7"
    if line.unit == "week":
        annual = line.rate_pence * line.weeks_per_year
        shown = f"{rate} a week × {line.weeks_per_year} weeks ÷ {year.days}"
        return Fraction(annual, year.days), shown
    return Fraction(line.rate_pence, year.days), f"{rate} a year ÷ {year.days}"


def _full_year(line: Line) -> Fraction:
    if line.unit == "week" and line.weeks_per_year == ALL_YEAR:
        return Fraction(line.rate_pence * 365, 7)
    return Fraction(line.rate_pence * (line.weeks_per_year if line.unit == "week" else 1))


def _weekly(line: Line) -> Pence:
    if line.unit == "week":
        return Pence(line.rate_pence)
    return _pence(Fraction(line.rate_pence, ALL_YEAR))


def _pence(exact: Fraction) -> Pence:
    return Pence(floor(exact + Fraction(1, 2)))


def _shared(
    line: Line, *, weekly: Pence, period: Pence, full_year: Pence, working: str
) -> CostedLine:
    by_agency = [
        split(amount, line.shares) if line.shares else {} for amount in (weekly, period, full_year)
    ]
    return CostedLine(line.name, weekly, period, full_year, working, *by_agency)


def _added(parts: Iterable[Mapping[str, Pence]]) -> dict[str, Pence]:
    totals: dict[str, Pence] = {}
    for part in parts:
        for agency, pence in part.items():
            totals[agency] = Pence(totals.get(agency, 0) + pence)
    return totals
