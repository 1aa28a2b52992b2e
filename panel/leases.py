"""Work that is owed as a row: offered to the workers by a sweep, done by the one that claims it.

owed --offer--> called for --claim--> leased to one worker --> done
  ^------- a minute without a claim --+------ the lease ran out -+
"""

from datetime import datetime, timedelta
from typing import TypeVar

from django.db import models, transaction
from django.db.models import F, Q, QuerySet

OFFER_AGAIN = timedelta(minutes=1)  # a message that reached nobody is sent anew
BATCH = 100  # as many as one sweep offers


class Leased(models.Model):
    """What a row of owed work keeps about those who try to do it.

    Attributes:
        offered_at: when a sweep last called for it; None once somebody has claimed it.
        lease_until: until then one worker alone may try; None when nobody has yet.
    """

    offered_at = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True


Work = TypeVar("Work", bound=Leased)


@transaction.atomic
def offer(owed: QuerySet[Work], *, at: datetime) -> list[int]:
    """Take rows that nobody holds and that weren't offered just now, past those other sweeps hold.

    Those tried longest ago come first, so that what can't be done holds up nothing else.
    """
    unheard = Q(offered_at=None) | Q(offered_at__lte=at - OFFER_AGAIN)
    waiting = owed.filter(_free(at), unheard).order_by(
        F("lease_until").asc(nulls_first=True), "pk"
    )
    taken = list(waiting.select_for_update(skip_locked=True).values_list("pk", flat=True)[:BATCH])
    owed.filter(pk__in=taken).update(offered_at=at)
    return taken


@transaction.atomic
def claim(owed: QuerySet[Work], pk: int, *, first: timedelta, at: datetime) -> Work | None:
    """Lease a row; None if it isn't owed any more, or somebody has it.

    A worker that dies leaves the lease to run out and a sweep to offer the row again.

    Args:
        first: how long the first lease is, longer than the work ever takes. Each further one is
            twice as long as that before it, up to an hour or the first.
    """
    work = owed.filter(_free(at), pk=pk).select_for_update(of=("self",)).first()
    if work is None:
        return None
    work.lease_until = at + _lease(first, work.attempts)
    work.offered_at = None
    work.attempts += 1
    work.save(update_fields=["lease_until", "offered_at", "attempts"])
    return work


LONGEST = timedelta(hours=1)  # of what can't be done, however often it is tried
MOST_DOUBLINGS = 12  # more would be past the longest anyhow


def _lease(first: timedelta, attempts: int) -> timedelta:
    return min(first * (1 << min(attempts, MOST_DOUBLINGS)), max(first, LONGEST))


def _free(at: datetime) -> Q:
    return Q(lease_until=None) | Q(lease_until__lte=at)
