"""
The last approval of a share, the whole operation, on one busy fund beside the hot row.

Requests are walked to their last approval by the real operations first, and that isn't timed.
"""

import time
from argparse import Namespace
from collections.abc import Iterator, Sequence
from multiprocessing.synchronize import Barrier
from statistics import median
from typing import Any

from django.db import connections

from bench import rounds
from bench.table import Row
from panel.agencies.models import Role
from panel.cases.stages import Stage
from panel.decisions import operations
from panel.money import Pence
from tests import builders

CLIENTS = 4
TURNS = 3  # a round must hold several approvals of each client, and each costs seconds to prepare


def approving(options: Namespace) -> Iterator[Row]:
    """Measure final approvals a second against the ceiling, in one round after the other."""
    *agencies, last = builders.AGENCIES
    builders.a_fund(pence_each=Pence(rounds.PLENTY))
    waiting = []
    for _ in range(options.requests):
        placement_request = builders.a_request(Stage.FUNDING)
        builders.approve(placement_request, *agencies)
        waiting.append(placement_request.decisions.get().approvals.get(agency__code=last).pk)
    hot, approved = [], []
    for turn in range(TURNS):
        hot.append(rounds.rate(rounds.hot, CLIENTS, options.seconds))
        approved.append(_together(waiting[turn::TURNS], last))
    yield Row(f"final approvals, {CLIENTS} at once", median(approved), "a sec")
    yield Row("final approval v. hot", rounds.ratio(approved, hot), "×", 0.10)


def _together(approval_ids: Sequence[int], agency: str) -> float:
    barrier, done = rounds.FORK.Barrier(CLIENTS), rounds.FORK.Queue()
    connections.close_all()  # a forked process must not share one
    processes = [
        rounds.FORK.Process(target=_client, args=(approval_ids[n::CLIENTS], agency, barrier, done))
        for n in range(CLIENTS)
    ]
    for process in processes:
        process.start()
    rate: float = sum(done.get(timeout=300) for _ in processes)
    for process in processes:
        process.join()
    return rate


def _client(approval_ids: Sequence[int], agency: str, barrier: Barrier, done: Any) -> None:
    lead = builders.a_person(Role.AGENCY_LEAD, agency)
    first, *others = approval_ids
    operations.approve_share(approval_id=first, by=lead, at=builders.MEETING_DAY)  # warms up
    barrier.wait(timeout=60)
    started = time.perf_counter()
    for approval_id in others:
        operations.approve_share(approval_id=approval_id, by=lead, at=builders.MEETING_DAY)
    done.put(len(others) / (time.perf_counter() - started))
    connections.close_all()
