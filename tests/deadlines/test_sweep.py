from collections import Counter
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from itertools import chain

import pytest
from django.core.management import CommandError, call_command
from dramatiq import Message
from redis import Redis

from panel.agencies.models import Appointment, Role
from panel.deadlines import operations, rules
from panel.deadlines.models import Clock, Notice, Reminder
from panel.policies.schema import Rung
from tests.deadlines.conftest import MONDAY, MONDAY_10AM, County
from tests.deadlines.postbox import Postbox

CASE = "JRAP-2026-00042"
OWNER_ON_THE_DAY = Rung(working_days=0, to="owner")
COORDINATOR_NEXT_DAY = Rung(working_days=1, to="coordinator")
DUE_8AM = datetime(2026, 12, 14, 8, tzinfo=UTC)
DUE_9AM = datetime(2026, 12, 14, 9, tzinfo=UTC)
NEXT_DAY = datetime(2026, 12, 15, 9, 30, tzinfo=UTC)


def start(county: County, *ladder: Rung) -> Clock:
    return operations.start_clock(
        subject=CASE,
        rule=rules.local_advice(
            15, agency="Health", policy="Kent, version 1", effective_from=date(2026, 1, 1)
        ),
        started_on=MONDAY,
        owner=operations.Owner(county.panel.pk, Role.ADVISER, county.health.pk),
        by=county.coordinator,
        at=MONDAY_10AM,
        ladder=ladder,
    )


def stop(county: County) -> None:
    operations.stop_clock(subject=CASE, rule_id="LOCAL-ADVICE", by=county.coordinator, at=DUE_8AM)


@pytest.mark.usefixtures("redis")
class TestReminders:
    def test_become_notices_on_their_day_and_not_before(self, county: County) -> None:
        start(county, OWNER_ON_THE_DAY)

        operations.sweep(at=DUE_8AM)
        assert not Notice.objects.exists()

        operations.sweep(at=DUE_9AM)
        assert Notice.objects.get().recipient == county.adviser.username

    def test_become_notices_once_however_often_it_is_swept(self, county: County) -> None:
        start(county, OWNER_ON_THE_DAY)

        operations.sweep(at=DUE_9AM)
        operations.sweep(at=DUE_9AM)

        assert Notice.objects.count() == 1

    def test_say_what_is_due_and_why_and_name_nobody_but_the_case(self, county: County) -> None:
        start(county, OWNER_ON_THE_DAY)

        operations.sweep(at=DUE_9AM)

        notice = Notice.objects.get()
        assert notice.subject_line == (
            "JRAP-2026-00042: Advice of Health is due on Monday 14 December 2026"
        )
        assert "Advice of Health on JRAP-2026-00042: due today." in notice.body
        assert "15 working days after Monday 23 November 2026. Kent, version 1." in notice.body

    def test_say_that_it_is_overdue_afterwards(self, county: County) -> None:
        start(county, COORDINATOR_NEXT_DAY)

        operations.sweep(at=NEXT_DAY)

        notice = Notice.objects.get()
        assert notice.recipient == county.coordinator.username
        assert "was due on Monday 14 December 2026" in notice.subject_line
        assert "overdue by 1 day." in notice.body

    def test_go_to_the_coordinator_when_the_owner_has_left(self, county: County) -> None:
        start(county, OWNER_ON_THE_DAY)
        county.adviser.is_active = False
        county.adviser.save()

        operations.sweep(at=DUE_9AM)

        assert Notice.objects.get().recipient == county.coordinator.username

    def test_that_find_nobody_say_so(self, county: County) -> None:
        start(county, OWNER_ON_THE_DAY)
        Appointment.objects.all().delete()

        operations.sweep(at=DUE_9AM)

        assert Reminder.objects.get().outcome == Reminder.Outcome.NOBODY

    def test_are_cancelled_when_the_clock_has_stopped(self, county: County) -> None:
        start(county, OWNER_ON_THE_DAY)
        stop(county)

        operations.sweep(at=DUE_9AM)

        assert Reminder.objects.get().outcome == Reminder.Outcome.CANCELLED
        assert not Notice.objects.exists()


@pytest.mark.usefixtures("redis")
class TestNoticesOfStoppedClocks:
    def test_are_dropped_by_the_sweep(self, county: County) -> None:
        start(county, OWNER_ON_THE_DAY)
        operations.sweep(at=DUE_9AM)
        stop(county)

        done = operations.sweep(at=DUE_9AM + timedelta(minutes=6))

        assert done["notices dropped because their clock stopped"] == 1
        assert Notice.objects.get().last_error == "The clock stopped first."

    def test_are_sent_by_nobody_in_the_meantime(self, county: County, postbox: Postbox) -> None:
        start(county, OWNER_ON_THE_DAY)
        operations.sweep(at=DUE_9AM)
        stop(county)

        sent = operations.send_notices(ids=[Notice.objects.get().pk], at=DUE_9AM)

        assert (sent, postbox.accepted) == (0, [])


def owe(number: int) -> None:
    operations.owe_notice(
        key=f"outcome/{number}",
        recipient=f"person-{number}@example.org",
        subject="The outcome",
        body="It is decided.\n",
        due_at=DUE_9AM,
        at=MONDAY_10AM,
    )


def ids_called(redis: Redis) -> list[list[int]]:
    waiting = redis.hgetall("dramatiq:default.msgs").values()
    return [Message.decode(text).args[0] for text in waiting]


@pytest.mark.django_db
class TestOffering:
    def test_calls_the_workers_for_a_hundred_notices_at_a_time(self, redis: Redis) -> None:
        for number in range(230):
            owe(number)

        done = operations.sweep(at=DUE_9AM)

        batches = ids_called(redis)
        assert done["notices offered to the workers"] == 230
        assert sorted(map(len, batches)) == [30, 100, 100]
        assert Counter(chain.from_iterable(batches)) == Counter(
            Notice.objects.values_list("pk", flat=True)
        )

    def test_calls_nobody_for_what_is_not_due_yet(self, redis: Redis) -> None:
        owe(1)

        operations.sweep(at=DUE_8AM)

        assert ids_called(redis) == []

    def test_calls_again_only_after_a_while(self, redis: Redis) -> None:
        owe(1)
        for minutes in (0, 1, 4):
            operations.sweep(at=DUE_9AM + timedelta(minutes=minutes))
        assert len(ids_called(redis)) == 1

        operations.sweep(at=DUE_9AM + timedelta(minutes=5))
        assert len(ids_called(redis)) == 2


@pytest.mark.usefixtures("committed_db")
class TestTheCommand:
    def test_counts_what_it_did(self, redis: Redis) -> None:
        owe(1)
        Notice.objects.update(offer_at=MONDAY_10AM - timedelta(days=365))
        said = StringIO()

        call_command("sweep", stdout=said)

        assert said.getvalue() == "notices offered to the workers: 1\n"

    @pytest.mark.usefixtures("dead_redis")
    def test_leaves_everything_owed_when_redis_is_down(self) -> None:
        owe(1)
        Notice.objects.update(offer_at=MONDAY_10AM - timedelta(days=365))

        with pytest.raises(CommandError, match="stopped short and will be needed again"):
            call_command("sweep")

        assert Notice.objects.get().offer_at == MONDAY_10AM - timedelta(days=365)
