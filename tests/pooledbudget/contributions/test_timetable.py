"""When contributions are agreed, changed and due."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.money import Pence
from panel.policies.schema.fund import Fund, Instalment
from panel.policies.schema.values import DayOfYear
from panel.pooledbudget.contributions import timetable
from panel.pooledbudget.contributions.timetable import Due, Window

APRIL = date(2026, 4, 1)
QUARTERLY = Fund(
    instalments=tuple(Instalment(on=DayOfYear(day=1, month=month)) for month in (1, 4, 7, 10))
)
days = st.dates(date(2026, 4, 1), date(2027, 3, 31))


def test_the_budget_of_a_year_is_approved_before_it_and_at_the_latest_in_it():
    found = timetable.of(Fund(), 2026)

    assert (found.issues_by, found.approve_by) == (date(2025, 12, 1), date(2026, 2, 28))
    assert found.longstop == date(2026, 6, 30)


class TestPlan:
    def test_is_of_twelve_months_by_default(self):
        dues = timetable.plan(Fund(), 2026, Pence(1_200_00), first_day=APRIL)

        assert [due.on.month for due in dues] == [*range(4, 13), 1, 2, 3]
        assert {due.pence for due in dues} == {Pence(100_00)}

    def test_gives_odd_pennies_to_the_first(self):
        dues = timetable.plan(QUARTERLY, 2026, Pence(10_02), first_day=APRIL)

        assert [(due.on.month, due.pence) for due in dues] == [
            (4, 2_51),
            (7, 2_51),
            (10, 2_50),
            (1, 2_50),
        ]

    def test_goes_by_the_weights(self):
        rules = Fund(
            instalments=(
                Instalment(on=DayOfYear(day=1, month=4), weight=3),
                Instalment(on=DayOfYear(day=1, month=10), weight=1),
            )
        )
        dues = timetable.plan(rules, 2026, Pence(100), first_day=APRIL)

        assert [due.pence for due in dues] == [75, 25]

    def test_begins_on_the_day_itself(self):
        dues = timetable.plan(QUARTERLY, 2026, Pence(2), first_day=date(2026, 10, 1))

        assert dues == [Due(date(2026, 10, 1), Pence(1)), Due(date(2027, 1, 1), Pence(1))]

    def test_is_all_at_once_where_no_instalment_is_left(self):
        day = date(2027, 1, 2)

        assert timetable.plan(QUARTERLY, 2026, Pence(7), first_day=day) == [Due(day, Pence(7))]

    @given(st.integers(0, 10**12), days)
    def test_loses_no_penny_and_falls_due_in_order(self, pence: int, first_day: date):
        dues = timetable.plan(Fund(), 2026, Pence(pence), first_day=first_day)

        assert timetable.total(dues) == pence
        assert [due.on for due in dues] == sorted(due.on for due in dues)
        assert all(due.pence > 0 and due.on >= first_day for due in dues)


class TestWindow:
    @pytest.mark.parametrize(
        ("on", "first", "last"),
        [
            (date(2026, 7, 1), date(2026, 7, 1), date(2026, 7, 20)),
            (date(2026, 7, 21), date(2026, 7, 1), date(2026, 7, 20)),
            (date(2027, 1, 5), date(2027, 1, 1), date(2027, 1, 20)),
        ],
    )
    def test_is_that_of_the_last_quarter_to_end(self, on: date, first: date, last: date):
        assert timetable.window(2026, 20, on=on) == Window(first, last)

    def test_is_none_before_a_quarter_has_ended(self):
        assert timetable.window(2026, 20, on=date(2026, 6, 30)) is None

    def test_that_comes_next_is_after_the_next_quarter_s_end(self):
        found = timetable.next_window(2026, 20, on=date(2026, 7, 21))

        assert found == Window(date(2026, 10, 1), date(2026, 10, 20))

    def test_no_other_comes_after_the_last(self):
        assert timetable.next_window(2026, 20, on=date(2027, 1, 1)) is None
