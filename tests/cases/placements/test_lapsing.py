"""Until when an approval stands by the panel's rules."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.cases.placements.lapsing import holds_until, lapses_on
from panel.policies.schema import Agreement

FIRST, LAST, DECIDED = date(2026, 10, 5), date(2028, 7, 31), date(2026, 9, 21)
RULES = ("academic_year", "approval", "none")


@pytest.mark.parametrize(
    ("auto_end", "expected"),
    [
        ("academic_year", date(2027, 8, 31)),
        ("approval", date(2027, 9, 21)),
        ("none", LAST),
    ],
)
def test_it_lapses_as_the_rules_say(auto_end: str, expected: date) -> None:
    rules = Agreement(auto_end=auto_end)

    assert lapses_on(FIRST, LAST, decided_on=DECIDED, rules=rules) == expected


def test_a_start_in_the_last_weeks_of_a_school_year_holds_through_the_next() -> None:
    first = date(2027, 7, 7)  # less than eight weeks before 31 August

    assert lapses_on(first, LAST, decided_on=DECIDED, rules=Agreement()) == LAST
    assert lapses_on(date(2027, 7, 6), LAST, decided_on=DECIDED, rules=Agreement()) == date(
        2027, 8, 31
    )


def test_rules_without_a_limit_let_an_approval_hold() -> None:
    assert holds_until(DECIDED, Agreement(approval_max_months=0)) == date.max
    assert holds_until(None, Agreement()) == date.max


@given(
    first=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    days=st.integers(0, 2000),
    decided_before=st.integers(0, 500),
    months=st.integers(0, 36),
    auto_end=st.sampled_from(RULES),
)
def test_it_lapses_while_the_agreement_runs(
    first: date, days: int, decided_before: int, months: int, auto_end: str
) -> None:
    last = first + timedelta(days=days)
    rules = Agreement(auto_end=auto_end, approval_max_months=months)
    decided_on = first - timedelta(days=decided_before)

    assert first <= lapses_on(first, last, decided_on=decided_on, rules=rules) <= last
