"""What an option costs: exact by day, in whole pence, with the sum shown.

Pure functions of plain values: no ORM, no clock. `rates` says what a line charges a day.

Sums are kept as exact fractions. Each line is rounded once in each financial year, half a penny
up; so the years of a placement come to its whole cost but for half a penny a line and year. Where
a change takes its last days over, both come to what it would have cost alone, to the penny.

A weekly and a full-year amount is what a line costs while it runs, with the uplift that is in
force on the first day counted.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from panel.cases.costs import rates
from panel.cases.costs.periods import Period, financial_year
from panel.cases.costs.rates import Line
from panel.money import WHOLE, BasisPoints, Pence, in_pounds, split
from panel.working_days import ONE_DAY

__all__ = [
    "CostedLine",
    "Costing",
    "Line",
    "Period",
    "amount",
    "at_its_highest",
    "charge",
    "cost",
    "financial_year",
    "portions",
]


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
    is_once: bool = False

    @property
    def yearly_shares(self) -> Mapping[str, Pence]:
        """What each agency pays in a full year from then on; of a one-off, in its own year."""
        return self.period_shares if self.is_once else self.full_year_shares

    @property
    def once_shares(self) -> Mapping[str, Pence]:
        """What each agency pays once in the period."""
        return self.period_shares if self.is_once else dict.fromkeys(self.period_shares, Pence(0))


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

    def yearly_by_agency(self) -> dict[str, Pence]:
        """Return what each agency pays for a full year with the one-offs of this one, by code."""
        return _added(line.yearly_shares for line in self.lines)

    def once_by_agency(self) -> dict[str, Pence]:
        """Return what each agency pays once in the period, by code."""
        return _added(line.once_shares for line in self.lines)

    def portions(self) -> dict[str, BasisPoints]:
        """Return each agency's part of the cost, by code; see `portions`."""
        return portions(self.yearly_by_agency())


def portions(yearly: Mapping[str, Pence]) -> dict[str, BasisPoints]:
    """Return each agency's part of a full year with what is paid once in the first, by code.

    Together they are the whole. The one way in which pages, records and reports of a placement
    tell its shares; none of no cost at all.
    """
    if not any(yearly.values()):
        return {}
    divided = split(Pence(WHOLE), dict(sorted(yearly.items())))
    return {agency: BasisPoints(part) for agency, part in divided.items()}


def cost(lines: Iterable[Line], *, placed: Period, year: Period) -> Costing:
    """Cost the days of a placement that fall in a financial year.

    Args:
        placed: first and last day of the placement.
        year: the financial year; days of `placed` outside it are left out.
    """
    period = placed.within(year)
    return Costing(period, tuple(_cost_line(line, placed, period, year) for line in lines))


def amount(line: Line, *, placed: Period, year: Period) -> Pence:
    """Return what one line costs on the days of a placement that fall in a financial year."""
    if line.unit == "once":
        return _one_off_pence(line, placed, year)
    whole = _pence(charge(line, placed.whole.within(year), year=year))
    if placed.taken_over is None:
        return whole
    return Pence(whole - _pence(charge(line, placed.taken_over.within(year), year=year)))


def at_its_highest(line: Line, days: Period) -> Line:
    """Return a line as if it charged from the first of some days what it does on its last."""
    last = min(days.last, line.ends_on or days.last)
    return replace(line, uplift_from=days.first, uplift_basis_points=line.uplift_on(last))


def charge(line: Line, days: Period, *, year: Period) -> Fraction:
    """Return what a line charges for some days of one financial year, exactly; no one-off."""
    # One fraction of whole numbers: a forecast asks this of many thousand lines.
    pence, spread_over = rates.spread(line, days_in_year=year.days)
    weighed = sum(stretch.days * (WHOLE + uplift) for stretch, uplift in _stretches(line, days))
    return Fraction(pence * weighed, spread_over * WHOLE)


def _cost_line(line: Line, placed: Period, period: Period, year: Period) -> CostedLine:
    if line.unit == "once":
        return _one_off(line, placed, year)
    uplift = line.uplift_on(period.first)
    return _shared(
        line,
        weekly=_pence(rates.a_week(line, uplift=uplift)),
        period=amount(line, placed=placed, year=year),
        full_year=_pence(rates.full_year(line, uplift=uplift)),
        working=" + ".join(
            f"{rates.shown(line, uplift=uplift, days_in_year=year.days)} × {stretch.days} days"
            for stretch, uplift in _stretches(line, period)
        ),
    )


def _one_off(line: Line, placed: Period, year: Period) -> CostedLine:
    when = f"on {line.starts_on:%-d %B %Y}" if line.starts_on else "on the first day"
    return _shared(
        line,
        weekly=Pence(0),
        period=amount(line, placed=placed, year=year),
        full_year=Pence(0),
        working=f"{in_pounds(Pence(line.rate_pence))} once, {when}",
        is_once=True,
    )


def _one_off_pence(line: Line, placed: Period, year: Period) -> Pence:
    """Return a one-off in the year of its day, which may lie before a child who comes late."""
    falls_on = line.starts_on or placed.first
    is_owed = year.first <= falls_on <= min(placed.last, year.last)
    return Pence(line.rate_pence if is_owed else 0)


def _stretches(line: Line, days: Period) -> Iterator[tuple[Period, int]]:
    """Yield the days on which a line runs with the uplift on them: one stretch, or two."""
    own = Period(line.starts_on or days.first, line.ends_on or days.last)
    running = days.within(own)
    rises_on = line.uplift_from
    if rises_on is None or not running.first < rises_on <= running.last:
        yield running, line.uplift_on(running.first)
        return
    yield Period(running.first, rises_on - ONE_DAY), 0
    yield Period(rises_on, running.last), line.uplift_basis_points


def _pence(exact: Fraction) -> Pence:
    return Pence((2 * exact.numerator + exact.denominator) // (2 * exact.denominator))


def _shared(
    line: Line,
    *,
    weekly: Pence,
    period: Pence,
    full_year: Pence,
    working: str,
    is_once: bool = False,
) -> CostedLine:
    weekly_shares, period_shares, full_year_shares = (
        split(amount, line.shares) if line.shares else {} for amount in (weekly, period, full_year)
    )
    shares = (weekly_shares, period_shares, full_year_shares)
    return CostedLine(line.name, weekly, period, full_year, working, *shares, is_once)


def _added(parts: Iterable[Mapping[str, Pence]]) -> dict[str, Pence]:
    totals: dict[str, Pence] = {}
    for part in parts:
        for agency, pence in part.items():
            totals[agency] = Pence(totals.get(agency, 0) + pence)
    return totals
