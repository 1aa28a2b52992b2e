"""What an option costs: exact by day, rounded once a line, split without losing a penny."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from panel.cases.costing import Line, Period, cost, financial_year

YEAR_OF_365 = financial_year(date(2026, 6, 1))
YEAR_OF_366 = financial_year(date(2027, 6, 1))  # holds 29 February 2028
SHARES = {"education": 4_000, "health": 3_000, "social-care": 3_000}

days = some.dates(date(2020, 1, 1), date(2035, 12, 31))
lines = some.builds(
    Line,
    name=some.just("Care"),
    rate_pence=some.integers(1, 10**8),
    unit=some.sampled_from(["week", "year", "once"]),
    weeks_per_year=some.sampled_from([38, 44, 48, 52]),
    shares=some.fixed_dictionaries(
        {"education": some.integers(1, 9_999), "health": some.integers(0, 9_999)}
    ),
)


@some.composite
def placements(draw) -> Period:
    first = draw(days)
    return Period(first, first + timedelta(days=draw(some.integers(0, 2_000))))


def weekly(rate_pence: int, weeks: int = 52) -> Line:
    return Line("Care", rate_pence, "week", weeks, SHARES)


class TestFinancialYear:
    @pytest.mark.parametrize(
        ("day", "first"),
        [(date(2026, 3, 31), 2025), (date(2026, 4, 1), 2026), (date(2027, 1, 1), 2026)],
    )
    def test_runs_from_april_to_march(self, day: date, first: int):
        assert financial_year(day) == Period(date(first, 4, 1), date(first + 1, 3, 31))

    def test_has_a_day_more_when_it_holds_a_29_february(self):
        assert (YEAR_OF_365.days, YEAR_OF_366.days) == (365, 366)


class TestCost:
    def test_a_52_week_rate_is_a_seventh_a_day(self):
        placed = Period(date(2026, 10, 5), date(2028, 7, 31))
        costing = cost([weekly(7_00)], placed=placed, year=YEAR_OF_365)

        assert costing.period.days == 178
        assert costing.period_pence == 178_00
        assert costing.lines[0].working == "£7.00 a week ÷ 7 × 178 days"

    def test_a_term_time_rate_is_spread_over_the_year(self):
        costing = cost([weekly(365_00, 38)], placed=YEAR_OF_365, year=YEAR_OF_365)

        assert costing.period_pence == 38 * 365_00
        assert costing.full_year_pence == 38 * 365_00

    def test_a_yearly_rate_comes_to_itself_in_a_leap_year_too(self):
        line = Line("Place", 20_000_00, "year", 52, SHARES)

        assert cost([line], placed=YEAR_OF_366, year=YEAR_OF_366).period_pence == 20_000_00

    def test_a_one_off_falls_in_the_year_of_the_first_day_only(self):
        line = Line("Adaptations", 9_999_99, "once", 52, SHARES)
        placed = Period(date(2026, 10, 5), date(2028, 7, 31))

        assert cost([line], placed=placed, year=YEAR_OF_365).period_pence == 9_999_99
        assert cost([line], placed=placed, year=YEAR_OF_366).period_pence == 0

    def test_a_placement_outside_the_year_costs_nothing_in_it(self):
        placed = Period(date(2027, 4, 1), date(2027, 4, 30))

        costing = cost([weekly(3_420_01)], placed=placed, year=YEAR_OF_365)
        assert (costing.period.days, costing.period_pence) == (0, 0)

    def test_each_line_is_rounded_once_half_a_penny_up(self):
        line = Line("Care", 1, "week", 52, SHARES)
        half = Period(date(2026, 4, 1), date(2026, 4, 4))  # four sevenths of a penny

        assert cost([line], placed=half, year=YEAR_OF_365).period_pence == 1


@given(some.lists(lines, max_size=4), placements(), days)
def test_the_agencies_pay_exactly_what_it_costs(drawn: list[Line], placed: Period, day: date):
    costing = cost(drawn, placed=placed, year=financial_year(day))

    assert sum(costing.period_by_agency().values()) == costing.period_pence
    assert sum(costing.weekly_by_agency().values()) == costing.weekly_pence
    assert sum(costing.full_year_by_agency().values()) == costing.full_year_pence


@given(lines, placements())
def test_the_years_of_a_placement_come_to_its_days(line: Line, placed: Period):
    years = {financial_year(placed.first + timedelta(days=n)).first for n in range(placed.days)}
    costs = [cost([line], placed=placed, year=financial_year(first)) for first in years]

    assert sum(costing.period.days for costing in costs) == placed.days
    if line.unit == "once":
        assert sum(costing.period_pence for costing in costs) == line.rate_pence


@given(some.integers(1, 10**8), placements())
def test_a_52_week_rate_is_never_a_penny_out_a_year(rate: int, placed: Period):
    years = {financial_year(placed.first + timedelta(days=n)).first for n in range(placed.days)}
    paid = sum(
        cost([weekly(rate)], placed=placed, year=financial_year(first)).period_pence
        for first in years
    )

    assert abs(paid - Fraction(rate * placed.days, 7)) <= Fraction(len(years), 2)


@given(lines, placements(), days)
def test_a_longer_placement_never_costs_less(line: Line, placed: Period, day: date):
    longer = Period(placed.first, placed.last + timedelta(days=1))
    year = financial_year(day)

    before = cost([line], placed=placed, year=year).period_pence
    assert before <= cost([line], placed=longer, year=year).period_pence
