from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError

from panel.agencies.models import Role
from panel.deadlines import operations, queries, rules
from panel.deadlines.models import Clock, Outcome, Reminder
from panel.policies.schema import Rung
from tests.deadlines.conftest import MONDAY, MONDAY_10AM, County

CASE = "JRAP-2026-00042"
DUE_4PM = datetime(2026, 12, 14, 16, tzinfo=UTC)
AFTER_MIDNIGHT = datetime(2026, 12, 15, 0, 1, tzinfo=UTC)


def start(county: County, key: str = "", ladder: tuple[Rung, ...] = (), days: int = 15) -> Clock:
    return operations.start_clock(
        subject=CASE,
        rule=rules.local_advice(
            days, agency="Health", policy="Kent, version 1", effective_from=date(2026, 1, 1)
        ),
        started_on=MONDAY,
        owner=operations.Owner(county.panel.pk, Role.ADVISER, county.health.pk),
        by=county.coordinator,
        at=MONDAY_10AM,
        key=key,
        ladder=ladder,
    )


class TestStartClock:
    def test_keeps_the_date_with_its_source_and_its_reasons(self, county: County) -> None:
        clock = Clock.objects.get(pk=start(county).pk)

        assert (clock.due_on, clock.operational_on) == (date(2026, 12, 14), date(2026, 12, 14))
        assert (clock.title, clock.source) == ("Advice of Health", "Kent, version 1")
        assert clock.explanation[0] == {
            "first": "2026-11-24",
            "last": "2026-11-24",
            "counted": True,
            "why": "Working day 1 of 15",
        }

    def test_starts_once_for_its_key_and_returns_the_first(self, county: County) -> None:
        first = start(county, key="health/1")
        again = start(county, key="health/1", days=3)
        another = start(county, key="health/2")

        assert again == first
        assert again.due_on == date(2026, 12, 14)
        assert another != first

    def test_writes_a_reminder_for_each_rung_at_nine_in_the_morning(self, county: County) -> None:
        ladder = (
            Rung(working_days=-5, to="owner"),
            Rung(working_days=0, to="owner"),
            Rung(working_days=1, to="coordinator"),
        )

        clock = start(county, ladder=ladder)

        assert list(clock.reminders.values_list("rung", "to", "due_at")) == [
            (0, "owner", datetime(2026, 12, 7, 9, tzinfo=UTC)),
            (1, "owner", datetime(2026, 12, 14, 9, tzinfo=UTC)),
            (2, "coordinator", datetime(2026, 12, 15, 9, tzinfo=UTC)),
        ]

    def test_leaves_out_rungs_whose_day_has_passed(self, county: County) -> None:
        ladder = (Rung(working_days=-15, to="owner"), Rung(working_days=-14, to="owner"))

        clock = start(county, ladder=ladder)

        assert list(clock.reminders.values_list("rung", flat=True)) == [1]

    def test_writes_reminders_once_however_often_it_is_asked(self, county: County) -> None:
        ladder = (Rung(working_days=0, to="owner"),)

        start(county, ladder=ladder)
        start(county, ladder=ladder)

        assert Reminder.objects.count() == 1


class TestStopClock:
    def stop(self, county: County, at: datetime) -> Clock:
        return operations.stop_clock(
            subject=CASE, rule_id="LOCAL-ADVICE", by=county.coordinator, at=at
        )

    def test_is_met_on_the_due_date(self, county: County) -> None:
        start(county)

        clock = self.stop(county, DUE_4PM)

        assert (clock.outcome, clock.stopped_at) == (Outcome.MET, DUE_4PM)
        assert clock.stopped_by == county.coordinator

    def test_is_missed_a_day_later(self, county: County) -> None:
        start(county)

        assert self.stop(county, AFTER_MIDNIGHT).outcome == Outcome.MISSED

    def test_refuses_a_clock_that_does_not_run(self, county: County) -> None:
        start(county)
        self.stop(county, DUE_4PM)

        with pytest.raises(operations.NotRunning, match="No clock LOCAL-ADVICE"):
            self.stop(county, AFTER_MIDNIGHT)


class TestVoidClocks:
    def test_stops_what_still_runs_and_leaves_the_rest(self, county: County) -> None:
        start(county, key="health/1")
        start(county, key="health/2")
        operations.stop_clock(
            subject=CASE,
            rule_id="LOCAL-ADVICE",
            key="health/1",
            by=county.coordinator,
            at=MONDAY_10AM,
        )

        operations.void_clocks(subject=CASE, by=county.coordinator, at=DUE_4PM)

        outcomes = Clock.objects.order_by("key").values_list("outcome", flat=True)
        assert list(outcomes) == [Outcome.MET, Outcome.VOID]


class TestQueries:
    def test_list_what_runs_for_a_case_the_soonest_first(self, county: County) -> None:
        start(county, key="late")
        soon = start(county, key="soon", days=5)
        start(county, key="stopped", days=1)
        operations.stop_clock(
            subject=CASE,
            rule_id="LOCAL-ADVICE",
            key="stopped",
            by=county.coordinator,
            at=MONDAY_10AM,
        )

        running = list(queries.open_clocks(CASE))

        assert [clock.key for clock in running] == ["soon", "late"]
        assert running[0] == soon

    def test_find_what_is_due_within_two_days_both_included(self, county: County) -> None:
        clock = start(county)
        due, next_day = clock.operational_on, clock.operational_on + timedelta(days=1)

        def within(first: date, last: date) -> list[Clock]:
            return list(queries.due_within(panel_id=county.panel.pk, first=first, last=last))

        assert within(due, due) == [clock]
        assert within(date.min, due) == [clock]
        assert within(next_day, next_day) == []


class TestTheDatabaseRefuses:
    def test_a_second_clock_of_the_same_key(self, county: County) -> None:
        clock = start(county)
        clock.pk = None

        with pytest.raises(IntegrityError, match="clock_starts_once_for_its_key"):
            clock.save(force_insert=True)

    def test_a_clock_stopped_by_nobody(self, county: County) -> None:
        clock = start(county)

        with pytest.raises(IntegrityError, match="clock_stopped_has_at_by_and_outcome"):
            Clock.objects.filter(pk=clock.pk).update(
                stopped_at=DUE_4PM, outcome=Outcome.MET, done_on=DUE_4PM.date()
            )

    def test_one_met_or_missed_without_the_day(self, county: County) -> None:
        clock = start(county)

        with pytest.raises(IntegrityError, match="clock_met_or_missed_has_the_day"):
            Clock.objects.filter(pk=clock.pk).update(done_on=DUE_4PM.date())

    def test_offices_more_time_than_the_law(self, county: County) -> None:
        clock = start(county)

        with pytest.raises(IntegrityError, match="clock_is_worked_to_no_later_than_due"):
            Clock.objects.filter(pk=clock.pk).update(operational_on=date(2026, 12, 15))
