from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel import working_days

CHRISTMAS_EVE = date(2026, 12, 24)
ENGLAND = working_days.england(2025, 2028)

DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
HOLIDAYS = st.frozensets(DAYS, max_size=60)
FEW = st.integers(-40, 40)


class TestAdd:
    @pytest.mark.parametrize(
        ("days", "expected"),
        [
            (0, CHRISTMAS_EVE),
            (1, date(2026, 12, 29)),
            (4, date(2027, 1, 4)),
            (-1, date(2026, 12, 23)),
            (-4, date(2026, 12, 18)),
        ],
    )
    def test_steps_over_christmas(self, days, expected):
        assert working_days.add(CHRISTMAS_EVE, days, ENGLAND) == expected

    def test_leaves_day_0_where_it_is_even_on_a_sunday(self):
        assert working_days.add(date(2026, 12, 27), 0, ENGLAND) == date(2026, 12, 27)

    def test_counts_from_the_next_day_when_it_starts_on_a_sunday(self):
        assert working_days.add(date(2026, 11, 22), 1, ENGLAND) == date(2026, 11, 23)

    @given(DAYS, FEW.filter(bool), HOLIDAYS)
    def test_ends_on_a_working_day(self, start, days, holidays):
        assert working_days.is_working(working_days.add(start, days, holidays), holidays)

    @given(DAYS, st.integers(0, 40), HOLIDAYS)
    def test_agrees_with_count(self, start, days, holidays):
        end = working_days.add(start, days, holidays)

        assert working_days.count(start + timedelta(days=1), end, holidays) == days

    @given(DAYS, FEW, HOLIDAYS)
    def test_comes_back_to_a_working_day(self, day, days, holidays):
        start = working_days.on_or_after(day, holidays)

        there = working_days.add(start, days, holidays)

        assert working_days.add(there, -days, holidays) == start

    @given(DAYS, st.integers(0, 20), st.integers(0, 20), HOLIDAYS)
    def test_adds_up(self, start, first_leg, second_leg, holidays):
        halfway = working_days.add(start, first_leg, holidays)

        whole = working_days.add(start, first_leg + second_leg, holidays)

        assert working_days.add(halfway, second_leg, holidays) == whole


class TestCount:
    def test_includes_both_ends(self):
        assert working_days.count(date(2026, 11, 23), date(2026, 11, 27), ENGLAND) == 5

    def test_of_one_day_is_one_or_none(self):
        assert working_days.count(CHRISTMAS_EVE, CHRISTMAS_EVE, ENGLAND) == 1
        assert working_days.count(date(2026, 12, 25), date(2026, 12, 25), ENGLAND) == 0

    def test_is_0_when_reversed(self):
        assert working_days.count(CHRISTMAS_EVE, date(2026, 12, 1), ENGLAND) == 0

    @given(DAYS, DAYS, HOLIDAYS, st.data())
    def test_may_be_cut_anywhere(self, first, last, holidays, data):
        cut = data.draw(st.dates(min(first, last), max(first, last)))
        first, last = min(first, last), max(first, last)

        before = working_days.count(first, cut, holidays)
        after = working_days.count(cut + timedelta(days=1), last, holidays)

        assert before + after == working_days.count(first, last, holidays)


class TestNearest:
    def test_stays_on_a_working_day(self):
        assert working_days.on_or_after(CHRISTMAS_EVE, ENGLAND) == CHRISTMAS_EVE
        assert working_days.on_or_before(CHRISTMAS_EVE, ENGLAND) == CHRISTMAS_EVE

    def test_leaves_christmas_by_the_side_asked_for(self):
        assert working_days.on_or_after(date(2026, 12, 26), ENGLAND) == date(2026, 12, 29)
        assert working_days.on_or_before(date(2026, 12, 27), ENGLAND) == CHRISTMAS_EVE

    @given(DAYS, HOLIDAYS)
    def test_passes_over_no_working_day(self, day, holidays):
        before = working_days.on_or_before(day, holidays)
        after = working_days.on_or_after(day, holidays)

        assert before <= day <= after
        assert working_days.count(before, after, holidays) == (1 if before == after else 2)


class TestAddMonths:
    @pytest.mark.parametrize(
        ("day", "months", "expected"),
        [
            (date(2026, 12, 31), 2, date(2027, 2, 28)),
            (date(2027, 12, 31), 2, date(2028, 2, 29)),
            (date(2026, 11, 23), 0, date(2026, 11, 23)),
            (date(2028, 2, 29), 12, date(2029, 2, 28)),
            (date(2026, 1, 31), -2, date(2025, 11, 30)),
            (date(2026, 10, 31), 1, date(2026, 11, 30)),
        ],
    )
    def test_finds_the_corresponding_date_or_the_last_of_the_month(self, day, months, expected):
        assert working_days.add_months(day, months) == expected

    @given(DAYS, FEW)
    def test_lands_in_the_month_asked_for_and_never_on_a_later_date(self, day, months):
        there = working_days.add_months(day, months)

        assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == months
        assert there.day <= day.day


class TestEngland:
    def test_has_the_holidays_of_a_year_with_substitute_days(self):
        working = [day for day in working_days.england(2026, 2026) if day.weekday() < 5]

        assert sorted(working) == [
            date(2026, 1, 1),
            date(2026, 4, 3),
            date(2026, 4, 6),
            date(2026, 5, 4),
            date(2026, 5, 25),
            date(2026, 8, 31),
            date(2026, 12, 25),
            date(2026, 12, 28),
        ]

    def test_knows_the_one_off_holidays_of_the_past(self):
        one_off = {date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8)}

        assert one_off <= working_days.england(2022, 2023)

    def test_has_no_scottish_holiday(self):
        assert date(2026, 1, 2) not in working_days.england(2026, 2026)
