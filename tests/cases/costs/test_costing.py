"""What an option costs: exact by day, rounded once a line, split without losing a penny."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from panel.cases.costs.costing import Line, Period, charge, cost, financial_year
from panel.money import split

YEAR_OF_365 = financial_year(date(2026, 6, 1))
YEAR_OF_366 = financial_year(date(2027, 6, 1))  # holds 29 February 2028
SHARES = {"education": 4_000, "health": 3_000, "social-care": 3_000}

days = some.dates(date(2020, 1, 1), date(2035, 12, 31))
lines = some.builds(
    Line,
    name=some.just("Care"),
    rate_pence=some.integers(1, 10**8),
    unit=some.sampled_from(["day", "week", "term", "year", "once"]),
    weeks_per_year=some.sampled_from([38, 44, 48, 52]),
    days_per_week=some.sampled_from([5, 7]),
    starts_on=some.none() | days,
    ends_on=some.none() | days,
    uplift_basis_points=some.integers(1, 2_000),
    uplift_from=some.none() | days,
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

    @pytest.mark.parametrize(
        ("unit", "days_per_week", "weeks", "a_year"),
        [("day", 5, 38, 190), ("day", 7, 52, 365), ("term", 7, 38, 3), ("year", 7, 38, 1)],
    )
    def test_each_unit_comes_to_its_year(
        self, unit: str, days_per_week: int, weeks: int, a_year: int
    ):
        line = Line("Taxi", 100_00, unit, weeks, SHARES, days_per_week=days_per_week)

        costing = cost([line], placed=YEAR_OF_365, year=YEAR_OF_365)
        assert costing.period_pence == costing.full_year_pence == a_year * 100_00

    def test_a_line_with_dates_of_its_own_costs_only_between_them(self):
        line = replace(weekly(7_00), starts_on=date(2026, 9, 1), ends_on=date(2026, 9, 30))

        costing = cost([line], placed=YEAR_OF_365, year=YEAR_OF_365)
        assert costing.period_pence == 30_00
        assert costing.lines[0].working == "£7.00 a week ÷ 7 × 30 days"

    def test_a_dated_one_off_falls_in_the_year_of_its_date(self):
        line = replace(Line("Bed", 900_00, "once", 52, SHARES), starts_on=date(2027, 5, 1))
        placed = Period(date(2026, 10, 5), date(2028, 7, 31))

        assert cost([line], placed=placed, year=YEAR_OF_365).period_pence == 0
        costing = cost([line], placed=placed, year=YEAR_OF_366)
        assert costing.period_pence == 900_00
        assert costing.lines[0].working == "£900.00 once, on 1 May 2027"

    def test_a_dated_one_off_is_owed_though_the_child_comes_after_its_day(self):
        line = replace(Line("Bed", 900_00, "once", 52, SHARES), starts_on=date(2026, 10, 5))
        late = Period(date(2026, 10, 19), date(2027, 7, 31))
        gone = Period(date(2026, 9, 1), date(2026, 10, 4))

        assert cost([line], placed=late, year=YEAR_OF_365).period_pence == 900_00
        assert cost([line], placed=gone, year=YEAR_OF_365).period_pence == 0

    def test_an_uplift_counts_from_its_day(self):
        line = replace(weekly(700_00), uplift_basis_points=250, uplift_from=date(2027, 3, 22))
        placed = Period(date(2027, 3, 12), date(2027, 4, 10))

        costing = cost([line], placed=placed, year=YEAR_OF_365)
        assert costing.period_pence == 10 * 100_00 + 10 * 102_50
        assert costing.weekly_pence == 700_00
        assert costing.lines[0].working == (
            "£700.00 a week ÷ 7 × 10 days + (£700.00 a week + 2.50%) ÷ 7 × 10 days"
        )
        assert cost([line], placed=placed, year=YEAR_OF_366).weekly_pence == 717_50


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
        falls_on = line.starts_on or placed.first
        is_owed = falls_on <= placed.last and financial_year(falls_on).first in years
        assert sum(costing.period_pence for costing in costs) == line.rate_pence * is_owed


def charged(line: Line, placed: Period) -> Fraction:
    """Return what a line charges for a placement, year by year, before it is rounded."""
    years = {financial_year(placed.first + timedelta(days=n)).first for n in range(placed.days)}
    return sum(
        (charge(line, placed.within(year), year=year) for year in map(financial_year, years)),
        start=Fraction(0),
    )


recurring = lines.filter(lambda line: line.unit != "once")


@given(recurring, placements(), some.integers(0, 2_000))
def test_where_a_placement_is_split_makes_no_difference(line: Line, placed: Period, after: int):
    cut = min(placed.first + timedelta(days=after), placed.last)
    later = Period(cut + timedelta(days=1), placed.last)

    parts = charged(line, Period(placed.first, cut)) + charged(line, later)
    assert parts == charged(line, placed)


@given(recurring, placements(), some.integers(0, 2_000), days)
def test_a_change_of_nothing_but_shares_costs_no_penny_in_any_year(
    line: Line, placed: Period, after: int, day: date
):
    change_on, year = placed.first + timedelta(days=after), financial_year(day)
    changed = replace(line, shares={"health": 1})

    def paid(line: Line, days: Period) -> int:
        return sum(cost([line], placed=days, year=year).period_by_agency().values())

    parts = paid(line, placed.before_change(change_on))
    parts += paid(changed, Period(change_on, placed.last))
    assert parts == paid(line, placed)


@given(recurring, placements())
def test_the_years_come_to_the_whole_but_for_half_a_penny_each(line: Line, placed: Period):
    years = {financial_year(placed.first + timedelta(days=n)).first for n in range(placed.days)}
    paid = sum(
        cost([line], placed=placed, year=financial_year(first)).period_pence for first in years
    )

    assert abs(paid - charged(line, placed)) <= Fraction(len(years), 2)


@given(lines, placements(), days)
def test_who_has_no_share_pays_nothing(line: Line, placed: Period, day: date):
    shared = replace(line, shares={**line.shares, "social-care": 0})
    costing = cost([shared], placed=placed, year=financial_year(day))

    assert costing.period_by_agency()["social-care"] == 0
    assert (
        costing.period_by_agency()["education"]
        == split(costing.period_pence, dict(line.shares))["education"]
    )


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
