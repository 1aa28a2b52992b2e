"""How values are written."""

from datetime import UTC, date, datetime

import pytest

from panel.money import BasisPoints, Pence
from panel.presentation import formatting


@pytest.mark.parametrize(
    ("pence", "words"),
    [
        (0, "£0"),
        (11_100_000, "£111,000"),
        (1_685_571, "£16,855.71"),
        (99_999_999, "£999,999.99"),
        (100_000_000, "£1 million"),
        (299_700_000, "£2.997 million"),
        (546_000_000, "£5.46 million"),
        (100_049_999, "£1 million"),
        (100_050_000, "£1.001 million"),
        (-299_700_000, "−£2.997 million"),
        (123_456_700_000, "£1,234.567 million"),
    ],
)
def test_a_headline_is_short_and_near(pence: int, words: str) -> None:
    assert formatting.headline(Pence(pence)) == words


def test_a_difference_says_which_way_in_words() -> None:
    assert formatting.against(Pence(5_300_000)) == "£53,000.00 over"
    assert formatting.against(Pence(-800), "more", "less") == "£8.00 less"
    assert formatting.against(Pence(0)) == "£0.00"


@pytest.mark.parametrize(
    ("share", "words"),
    [(10_000, "100%"), (3832, "38.32%"), (3830, "38.3%"), (50, "0.5%"), (0, "0%"), (-5, "−0.05%")],
)
def test_a_share_has_two_places_at_most(share: int, words: str) -> None:
    assert formatting.percent(BasisPoints(share)) == words


def test_days_have_three_lengths() -> None:
    on = date(2026, 12, 1)

    assert formatting.day(on) == "1 December 2026"
    assert formatting.short_day(on) == "1 Dec 2026"
    assert formatting.long_day(on) == "Tuesday 1 December 2026"


def test_a_moment_is_read_on_a_london_clock() -> None:
    late_in_summer = datetime(2026, 7, 31, 23, 30, tzinfo=UTC)

    assert formatting.moment(late_in_summer) == "1 August 2026, 12:30am"


@pytest.mark.parametrize(
    ("hours", "minutes", "words"),
    [
        (0, 0, "midnight"),
        (0, 5, "12:05am"),
        (9, 30, "9:30am"),
        (12, 0, "noon"),
        (12, 1, "12:01pm"),
        (17, 0, "5pm"),
    ],
)
def test_hours(hours: int, minutes: int, words: str) -> None:
    assert formatting.hour(datetime(2026, 12, 1, hours, minutes, tzinfo=UTC)) == words


def test_a_period_says_the_year_once_if_it_can() -> None:
    assert (
        formatting.day_range(date(2027, 1, 4), date(2027, 3, 31)) == "4 January to 31 March 2027"
    )
    assert (
        formatting.day_range(date(2026, 12, 7), date(2027, 3, 31))
        == "7 December 2026 to 31 March 2027"
    )


def test_whole_months_say_the_year_only_if_there_are_two() -> None:
    assert formatting.months(date(2026, 7, 1), date(2026, 9, 30)) == "Jul to Sep"
    assert formatting.months(date(2026, 4, 1), date(2027, 3, 31)) == "Apr 2026 to Mar 2027"


def test_a_financial_year_turns_on_the_first_of_april() -> None:
    assert formatting.financial_year(date(2027, 3, 31)) == "2026 to 2027"
    assert formatting.financial_year(date(2027, 4, 1)) == "2027 to 2028"


def test_a_number_has_its_noun() -> None:
    assert formatting.count(1, "working day") == "1 working day"
    assert formatting.count(0, "working day") == "0 working days"
    assert formatting.count(1284, "entry", "entries") == "1,284 entries"


def test_words_are_listed_as_in_a_sentence() -> None:
    assert formatting.listed([]) == ""
    assert formatting.listed(["Health"]) == "Health"
    assert formatting.listed(["Education", "Health", "Social care"]) == (
        "Education, Health and Social care"
    )


@pytest.mark.parametrize(
    ("size", "words"),
    [(1, "1 byte"), (999, "999 bytes"), (197_001, "198 KB"), (6_150_000, "6.2 MB")],
)
def test_a_file_is_never_said_smaller_than_it_is(size: int, words: str) -> None:
    assert formatting.file_size(size) == words


def test_a_fingerprint_is_read_in_fours() -> None:
    assert formatting.fingerprint("9f2c41d70b6e") == "9f2c 41d7 0b6e"
