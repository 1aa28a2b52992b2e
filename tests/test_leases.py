"""Owed work: offered by sweeps, claimed by one worker, free again when its lease has run out."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connections

from panel import leases
from panel.cases.stages import Stage
from panel.decisions.models import Rendering
from tests.builders import MEETING_DAY, a_request

LEASE = timedelta(seconds=30)
SOON, LATER = MEETING_DAY + timedelta(seconds=5), MEETING_DAY + leases.OFFER_AGAIN


def owed(number: int = 1) -> list[int]:
    """Have as many records frozen, and return the keys of the work they are owed."""
    requests = [a_request(Stage.DECLINED) for _ in range(number)]
    return [request.decisions.get().records.get().rendering.pk for request in requests]


@pytest.mark.django_db
class TestOffer:
    def test_takes_what_nobody_has_and_again_after_a_while(self):
        keys = owed(2)

        assert leases.offer(Rendering.objects.all(), at=MEETING_DAY) == keys
        assert leases.offer(Rendering.objects.all(), at=SOON) == []
        assert leases.offer(Rendering.objects.all(), at=LATER) == keys

    def test_leaves_what_somebody_has_until_the_lease_is_out(self):
        (key,) = owed()
        leases.claim(Rendering.objects.all(), key, first=LEASE, at=MEETING_DAY)

        assert leases.offer(Rendering.objects.all(), at=SOON) == []
        assert leases.offer(Rendering.objects.all(), at=MEETING_DAY + LEASE) == [key]

    def test_takes_no_more_than_a_batch_and_what_was_never_tried_first(self, monkeypatch):
        monkeypatch.setattr(leases, "BATCH", 1)
        tried, fresh = owed(2)
        leases.claim(Rendering.objects.all(), tried, first=LEASE, at=MEETING_DAY)

        assert leases.offer(Rendering.objects.all(), at=MEETING_DAY + LEASE) == [fresh]


@pytest.mark.django_db
class TestClaim:
    def test_is_for_one_until_it_runs_out(self):
        (key,) = owed()
        work = Rendering.objects.all()

        assert leases.claim(work, key, first=LEASE, at=MEETING_DAY)
        assert leases.claim(work, key, first=LEASE, at=SOON) is None
        assert leases.claim(work, key, first=LEASE, at=MEETING_DAY + LEASE)

    def test_of_what_is_not_owed_is_none(self):
        (key,) = owed()

        assert leases.claim(Rendering.objects.none(), key, first=LEASE, at=MEETING_DAY) is None


def test_two_sweeps_at_once_offer_each_row_once(committed_db: None):
    keys, start, offered = owed(4), Barrier(2), []

    def sweep() -> None:
        start.wait()
        offered.extend(leases.offer(Rendering.objects.all(), at=MEETING_DAY))
        connections.close_all()

    sweeps = [Thread(target=sweep) for _ in range(2)]
    for thread in sweeps:
        thread.start()
    for thread in sweeps:
        thread.join()

    assert sorted(offered) == keys
