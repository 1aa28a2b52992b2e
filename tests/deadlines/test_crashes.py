"""Whatever dies, each notice arrives: real PostgreSQL, Valkey, mail server and workers."""

import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection, connections, transaction
from django.db.models import F
from redis import Redis

from panel import clock
from panel.deadlines import operations, outbox
from panel.deadlines.models import Notice
from tests.deadlines.conftest import kill
from tests.deadlines.postbox import Postbox
from tests.waiting import wait_until

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("committed_db")]

Start = Callable[[], "subprocess.Popen[bytes]"]


def owe(number: int) -> list[Notice]:
    """Owe so many notices without calling a worker for them; return them."""
    at = clock.now()
    for n in range(number):
        operations.owe_notice(
            key=f"outcome/{n}",
            recipient=f"person-{n}@example.org",
            subject="The outcome",
            body="It is decided.\n",
            due_at=at + timedelta(milliseconds=1),
            at=at,
        )
    return list(Notice.objects.order_by("pk"))


def sweep() -> None:
    operations.sweep(at=clock.now())


def let_time_pass(length: timedelta) -> None:
    """Make every lease and every offer older by `length`."""
    Notice.objects.update(lease_until=F("lease_until") - length, offer_at=F("offer_at") - length)


def all_marked() -> bool:
    return not Notice.objects.filter(sent_at=None).exists()


WAITING_MARKS = """
    FROM pg_stat_activity
    WHERE wait_event_type = 'Lock' AND query LIKE 'UPDATE "deadlines_notice"%%'
"""


def a_mark_waits() -> bool:
    with connection.cursor() as cursor:
        # Within a transaction the view shows what it showed at first, unless it is told to forget.
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(f"SELECT count(*) {WAITING_MARKS}")
        return bool(cursor.fetchone()[0])


@contextmanager
def mark_prevented(notice: Notice) -> Iterator[None]:
    """Keep the mark of a notice waiting; at the end let it fail, as if it had never been asked."""
    with transaction.atomic():
        Notice.objects.select_for_update().get(pk=notice.pk)
        yield
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT pg_terminate_backend(pid) {WAITING_MARKS}")


def test_a_worker_killed_while_the_mail_server_thinks_delays_and_repeats_nothing(
    redis: Redis, postbox: Postbox, start_worker: Start
) -> None:
    notices = owe(20)
    postbox.go.clear()
    doomed = start_worker()
    sweep()
    assert postbox.asked.wait(60)

    kill(doomed)
    assert postbox.abandoned.wait(10)
    postbox.go.set()
    start_worker()
    let_time_pass(outbox.LEASE)
    sweep()
    wait_until(all_marked, wanted="all are sent")

    assert sorted(postbox.message_ids) == sorted(notice.message_id for notice in notices)


def test_a_worker_killed_between_acceptance_and_mark_repeats_that_one_mail_recognisably(
    redis: Redis, postbox: Postbox, start_worker: Start
) -> None:
    notices = owe(20)
    postbox.go.clear()
    doomed = start_worker()
    sweep()
    assert postbox.asked.wait(60)

    with mark_prevented(notices[0]):
        postbox.go.set()
        postbox.wait_for(1)
        wait_until(a_mark_waits, wanted="the mark waits")
        kill(doomed)
    start_worker()
    let_time_pass(outbox.LEASE)
    sweep()
    wait_until(all_marked, wanted="all are sent")

    copies = Counter(postbox.message_ids)
    assert set(copies) == {notice.message_id for notice in notices}
    assert copies.pop(notices[0].message_id) == 2
    assert set(copies.values()) == {1}


def test_a_redis_wiped_before_any_worker_looks_loses_nothing(
    redis: Redis, postbox: Postbox, start_worker: Start
) -> None:
    owe(5)
    sweep()
    redis.flushall()

    start_worker()
    let_time_pass(outbox.OFFER_AGAIN)
    sweep()
    wait_until(all_marked, wanted="all are sent")

    assert set(Counter(postbox.message_ids).values()) == {1}
    assert len(postbox.accepted) == 5


def test_a_redis_wiped_under_working_workers_loses_nothing(
    redis: Redis, postbox: Postbox, start_worker: Start
) -> None:
    owe(300)
    start_worker()
    sweep()
    postbox.wait_for(1)

    redis.flushall()
    # Not so long that the leases of the batch at work run out: its worker lives.
    let_time_pass(outbox.OFFER_AGAIN)
    sweep()
    wait_until(all_marked, wanted="all are sent")

    assert sorted(postbox.recipients) == sorted(f"person-{n}@example.org" for n in range(300))


def test_sweeps_and_workers_at_once_send_each_notice_once(
    redis: Redis, postbox: Postbox, start_worker: Start
) -> None:
    owe(600)
    start_worker()
    start_worker()
    together = Barrier(4)

    def sweep_together(_: int) -> None:
        together.wait()
        sweep()
        connections.close_all()

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(sweep_together, range(4)))
    wait_until(all_marked, wanted="all are sent")

    assert set(Counter(postbox.recipients).values()) == {1}
    assert len(postbox.accepted) == 600
    assert set(Notice.objects.values_list("attempts", flat=True)) == {1}


def test_the_sweeping_command_goes_on_until_told_to_stop(
    redis: Redis, postbox: Postbox, start_worker: Start
) -> None:
    start_worker()
    command = [sys.executable, "manage.py", "sweep", "--every", "0.1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as sweeping:
        try:
            owe(1)
            postbox.wait_for(1)
        finally:
            sweeping.terminate()
        said, _ = sweeping.communicate(timeout=60)

    assert (sweeping.returncode, said) == (0, b"notices offered to the workers: 1\n")
