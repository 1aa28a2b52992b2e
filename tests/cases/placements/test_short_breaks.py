"""Short breaks are added up over any twelve months."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from panel.cases.placements.short_breaks import days_of, most_in_a_year

WEEK = (date(2026, 4, 6), date(2026, 4, 12))


def test_nothing_is_no_day_and_both_ends_of_a_break_count() -> None:
    assert most_in_a_year([]) == 0
    assert most_in_a_year([WEEK]) == 7


def test_a_year_later_counts_in_a_year_of_its_own() -> None:
    nearly = (date(2027, 3, 31), date(2027, 4, 6))

    assert most_in_a_year([WEEK, nearly]) == 13  # 6 April 2027 lies in the next year


@given(
    st.lists(
        st.tuples(st.dates(date(2024, 1, 1), date(2028, 1, 1)), st.integers(1, 17)),
        min_size=1,
        max_size=12,
    )
)
def test_is_no_less_than_the_longest_and_no_more_than_all(stays: list[tuple[date, int]]) -> None:
    breaks = [(first, first + timedelta(days=days - 1)) for first, days in stays]

    most = most_in_a_year(breaks)

    assert max(map(days_of, breaks)) <= most <= sum(map(days_of, breaks))
