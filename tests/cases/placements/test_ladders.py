"""Reviews and visits of a looked-after child come again, each counted from the one before."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.cases.placements import ladders
from panel.cases.placements.stay import Under
from panel.cases.vocabulary.placements import TaskKind
from panel.policies import documents

KENT = documents.parse((documents.FOLDER / "kent.toml").read_text(encoding="utf-8"))
UNDER = Under(KENT, "Northmere, version 1", date(2010, 4, 1))
START = date(2026, 10, 5)


def due(kind: TaskKind, number: int, counted_from: date) -> date:
    ladder = ladders.ladders(KENT.clocks)[kind]
    step = ladders.step(ladder, number, UNDER, counted_from=counted_from, first_day=START)
    return step.due_on


@pytest.mark.parametrize(
    ("number", "counted_from", "expected"),
    [
        (1, START, date(2026, 11, 2)),  # 20 working days
        (2, date(2026, 11, 2), date(2027, 2, 2)),  # three months
        (3, date(2027, 2, 2), date(2027, 8, 2)),  # six, then six again
        (4, date(2027, 8, 2), date(2028, 2, 2)),
    ],
)
def test_reviews_are_after_20_working_days_three_months_and_then_every_six(
    number: int, counted_from: date, expected: date
) -> None:
    assert due(TaskKind.CARE_REVIEW, number, counted_from) == expected


@pytest.mark.parametrize(
    ("number", "counted_from", "expected"),
    [
        (1, START, date(2026, 10, 12)),  # a week
        (2, date(2026, 10, 12), date(2026, 11, 23)),  # six weeks
        (9, date(2027, 9, 1), date(2027, 10, 13)),
        (10, date(2027, 10, 13), date(2028, 1, 13)),  # settled for a year: three months
    ],
)
def test_visits_are_weekly_at_first_six_weekly_for_a_year_and_then_quarterly(
    number: int, counted_from: date, expected: date
) -> None:
    assert due(TaskKind.CARE_VISIT, number, counted_from) == expected


@given(number=st.integers(1, 40), day=st.dates(START, date(2040, 1, 1)))
def test_a_step_never_falls_before_the_day_it_is_counted_from(number: int, day: date) -> None:
    for kind in (TaskKind.CARE_REVIEW, TaskKind.CARE_VISIT):
        assert due(kind, number, day) > day
