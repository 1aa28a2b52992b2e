from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel import working_days
from panel.deadlines import rules
from panel.deadlines.counting import Direction, Length, Step, Unit
from panel.deadlines.rules import EHC_05, Due, Roll, Rule, compute

ENGLAND = working_days.england(2024, 2031)
STARTS = st.dates(date(2026, 1, 1), date(2028, 12, 31))
LENGTHS = st.builds(Length, st.integers(0, 60), st.sampled_from(Unit), st.sampled_from(Direction))


def a_rule(length: Length, roll: Roll = Roll.BACK) -> Rule:
    return Rule("TEST", "Something", "A test", date(2014, 9, 1), length, roll=roll)


def advice(days: int) -> Rule:
    return rules.local_advice(
        days, agency="Health", policy="Kent, version 1", effective_from=date(2026, 1, 1)
    )


@given(LENGTHS)
def test_a_length_is_read_as_it_is_written(length: Length) -> None:
    assert Length.read(str(length)) == length


class TestTheFinalPlan:
    def test_is_due_twenty_weeks_after_the_request(self) -> None:
        assert compute(EHC_05, date(2026, 9, 1), ENGLAND).due_on == date(2027, 1, 19)

    def test_keeps_its_date_in_law_on_a_bank_holiday_and_is_worked_to_before_it(self) -> None:
        due = compute(EHC_05, date(2026, 8, 10), ENGLAND)

        assert (due.due_on, due.operational_on) == (date(2026, 12, 28), date(2026, 12, 24))

    def test_explains_each_week_and_each_closed_day_it_rolled_over(self) -> None:
        explanation = compute(EHC_05, date(2026, 8, 10), ENGLAND).explanation

        assert [step.why for step in explanation[:20]] == [f"Week {n} of 20" for n in range(1, 21)]
        assert explanation[0] == Step(date(2026, 8, 11), date(2026, 8, 17), True, "Week 1 of 20")
        assert [(step.first.day, step.why) for step in explanation[20:]] == [
            (28, "Bank holiday: offices are closed"),
            (27, "Sunday: offices are closed"),
            (26, "Bank holiday: offices are closed"),
            (25, "Bank holiday: offices are closed"),
        ]

    def test_has_no_date_for_a_request_before_the_law_was_in_force(self) -> None:
        with pytest.raises(rules.NotInForce, match="EHC-05 doesn't apply to 31 August 2014"):
            compute(EHC_05, date(2014, 8, 31), ENGLAND)

    def test_has_no_date_once_the_law_has_ended(self) -> None:
        ended = replace(EHC_05, effective_until=date(2029, 9, 1))

        assert compute(ended, date(2029, 8, 31), ENGLAND)
        with pytest.raises(rules.NotInForce):
            compute(ended, date(2029, 9, 1), ENGLAND)


class TestTheLatestSafePanel:
    def test_lies_twenty_eight_days_before_the_plan(self) -> None:
        due = rules.latest_safe_panel(date(2027, 1, 19), ENGLAND)

        assert (due.due_on, due.operational_on) == (date(2026, 12, 22), date(2026, 12, 22))
        assert len(due.explanation) == 28

    def test_is_worked_to_before_a_weekend(self) -> None:
        due = rules.latest_safe_panel(date(2026, 6, 27), ENGLAND)

        assert (due.due_on, due.operational_on) == (date(2026, 5, 30), date(2026, 5, 29))


class TestLocalRules:
    def test_count_working_days_and_say_why_the_others_were_skipped(self) -> None:
        due = compute(advice(3), date(2026, 12, 23), ENGLAND)

        assert due.due_on == due.operational_on == date(2026, 12, 30)
        assert [(step.first.day, step.counted, step.why) for step in due.explanation] == [
            (24, True, "Working day 1 of 3"),
            (25, False, "Bank holiday"),
            (26, False, "Bank holiday"),
            (27, False, "Sunday"),
            (28, False, "Bank holiday"),
            (29, True, "Working day 2 of 3"),
            (30, True, "Working day 3 of 3"),
        ]

    def test_of_no_days_are_due_at_once(self) -> None:
        due = compute(advice(0), date(2026, 11, 23), ENGLAND)

        assert due == Due(date(2026, 11, 23), date(2026, 11, 23), ())

    def test_name_the_agency_and_the_policy(self) -> None:
        rule = rules.share_approval(
            5, agency="Health", policy="Kent, version 1", effective_from=date(2026, 1, 1)
        )

        assert (rule.title, rule.source) == ("Approval by Health", "Kent, version 1")
        assert str(rule.length) == "5 working days after"

    def test_name_no_agency_where_one_approves_for_all(self) -> None:
        rule = rules.share_approval(
            5, agency="", policy="Kent, version 1", effective_from=date(2026, 1, 1)
        )

        assert rule.title == "Approval for every agency that pays"


class TestCompute:
    def test_counts_months_from_the_start_itself(self) -> None:
        two_months = a_rule(Length(2, Unit.MONTHS))

        due = compute(two_months, date(2026, 12, 31), ENGLAND)

        assert due.due_on == date(2027, 2, 28)
        assert [(step.first, step.last) for step in due.explanation[:2]] == [
            (date(2027, 1, 1), date(2027, 1, 31)),
            (date(2027, 2, 1), date(2027, 2, 28)),
        ]

    def test_moves_the_due_date_only_where_the_rule_says_so(self) -> None:
        forward = a_rule(Length(1, Unit.CALENDAR_DAYS), Roll.FORWARD)

        due = compute(forward, date(2026, 12, 24), ENGLAND)

        assert due.due_on == due.operational_on == date(2026, 12, 29)

    @given(STARTS, LENGTHS)
    def test_never_gives_offices_longer_than_the_law(self, start: date, length: Length) -> None:
        due = compute(a_rule(length), start, ENGLAND)

        assert due.operational_on == working_days.on_or_before(due.due_on, ENGLAND)

    @given(STARTS, LENGTHS)
    def test_accounts_for_every_day_between_once(self, start: date, length: Length) -> None:
        due = compute(a_rule(length), start, frozenset())
        told = [
            step.first + timedelta(days=n)
            for step in due.explanation
            if "offices" not in step.why
            for n in range((step.last - step.first).days + 1)
        ]

        span = abs((due.due_on - start).days)
        sign = 1 if length.direction is Direction.AFTER else -1
        assert sorted(told) == sorted(start + timedelta(days=sign * n) for n in range(1, span + 1))

    @given(STARTS, st.integers(0, 60), st.sampled_from([1, -1]))
    def test_counts_working_days_as_the_calendar_does(
        self, start: date, days: int, sign: int
    ) -> None:
        direction = Direction.AFTER if sign == 1 else Direction.BEFORE

        due = compute(a_rule(Length(days, Unit.WORKING_DAYS, direction)), start, ENGLAND)

        assert due.due_on == working_days.add(start, sign * days, ENGLAND)
