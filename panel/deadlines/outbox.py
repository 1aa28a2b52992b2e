"""The life of a notice in the database, one statement a step.

    owed --offer--> offered to the workers --claim--> leased --mark_sent--> sent
      ^---------------- again, later ----------------+-- put_back
                                                     +-- drop --> dropped

A step asks its question and takes its rows in the same statement, so that two sweeps and any
number of workers at once never take the same notice twice.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import connection, transaction

from panel.deadlines.models import Clock, Notice

OFFER_AGAIN = timedelta(minutes=5)  # a message that reached nobody is offered anew
LONGEST_RUN = timedelta(minutes=5)  # of the actor that sends a batch
LEASE = 2 * LONGEST_RUN  # so that no lease taken at its start runs out under it
FIRST_BACK_OFF = timedelta(minutes=1)
LONGEST_BACK_OFF = timedelta(hours=1)

ADD = """
    INSERT INTO deadlines_notice
        (key, recipient, subject_line, body, due_at, offer_at, clock_id, message_id,
         attempts, last_error)
    VALUES (%(key)s, %(recipient)s, %(subject_line)s, %(body)s, %(due_at)s, %(due_at)s,
            %(clock_id)s, %(message_id)s, 0, '')
    ON CONFLICT DO NOTHING
    RETURNING *
"""

OFFER = """
    UPDATE deadlines_notice SET offer_at = %(again_at)s
    WHERE id IN (
        SELECT id FROM deadlines_notice
        WHERE sent_at IS NULL AND dropped_at IS NULL AND offer_at <= %(at)s
        ORDER BY offer_at LIMIT %(limit)s
        FOR UPDATE SKIP LOCKED
    )
    RETURNING id
"""

# Rows are locked in the order of their ids, so that two claims that overlap can't deadlock; the
# later one waits, looks again, and finds them leased.
CLAIM = """
    UPDATE deadlines_notice
    SET lease_until = %(until)s, offer_at = %(until)s, attempts = attempts + 1
    WHERE id IN (
        SELECT id FROM deadlines_notice AS notice
        WHERE id = ANY(%(ids)s)
          AND sent_at IS NULL AND dropped_at IS NULL AND due_at <= %(at)s
          AND (lease_until IS NULL OR lease_until <= %(at)s)
          AND NOT EXISTS (
              SELECT FROM deadlines_clock AS clock
              WHERE clock.id = notice.clock_id AND clock.stopped_at IS NOT NULL
          )
        ORDER BY id FOR UPDATE
    )
    RETURNING *
"""


def add(notice: Notice) -> Notice | None:
    """Write a notice that is new; None when its key is owed already."""
    values = {
        "key": notice.key,
        "recipient": notice.recipient,
        "subject_line": notice.subject_line,
        "body": notice.body,
        "due_at": notice.due_at,
        "clock_id": notice.clock_id,
        "message_id": notice.message_id,
    }
    return next(iter(Notice.objects.raw(ADD, values)), None)


def offer(*, limit: int, at: datetime) -> list[int]:
    """Take up to `limit` notices to be offered to the workers, past those another sweep holds."""
    with connection.cursor() as cursor:
        cursor.execute(OFFER, {"at": at, "again_at": at + OFFER_AGAIN, "limit": limit})
        return [notice_id for (notice_id,) in cursor.fetchall()]


def claim(ids: Sequence[int], *, at: datetime) -> list[Notice]:
    """Lease those of `ids` that are due and that nobody sends or has sent; the oldest first.

    Committed before this returns: a lease that others can't see is none.
    """
    with transaction.atomic(durable=True):
        leased = Notice.objects.raw(CLAIM, {"ids": list(ids), "at": at, "until": at + LEASE})
        return sorted(leased, key=lambda notice: notice.pk)


def mark_sent(notice: Notice, *, at: datetime) -> None:
    """Note that the mail server has taken responsibility for a notice."""
    Notice.objects.filter(pk=notice.pk, sent_at=None).update(
        sent_at=at, lease_until=None, last_error=""
    )


def put_back(notices: Sequence[Notice], *, why: str, at: datetime) -> None:
    """End the leases and let the notices be offered again, each after its own back-off."""
    for notice in notices:
        again_at = at + back_off(notice.attempts)
        Notice.objects.filter(pk=notice.pk, sent_at=None).update(
            lease_until=again_at, offer_at=again_at, last_error=why
        )


def drop(notice: Notice, *, why: str, at: datetime) -> None:
    """Note that a notice shall never be sent."""
    Notice.objects.filter(pk=notice.pk, sent_at=None).update(
        dropped_at=at, lease_until=None, last_error=why
    )


def drop_stopped(*, at: datetime) -> int:
    """Drop the waiting notices of clocks that have stopped; return how many."""
    return Notice.objects.filter(
        offer_at__lte=at,
        sent_at=None,
        dropped_at=None,
        clock__in=Clock.objects.filter(stopped_at__isnull=False),
    ).update(dropped_at=at, lease_until=None, last_error="The clock stopped first.")


def back_off(attempts: int) -> timedelta:
    """Return how long to wait after so many attempts: doubling from a minute to an hour."""
    doublings = min(attempts - 1, 10)
    return min(FIRST_BACK_OFF * (1 << doublings), LONGEST_BACK_OFF)
