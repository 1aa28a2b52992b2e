"""Two leads approve the last shares of two requests in the same instant, from two processes."""

import multiprocessing
from multiprocessing.synchronize import Barrier
from typing import Any

import pytest
from django.db import connections

from panel.agencies.models import Role
from panel.cases.stages import Stage
from panel.decisions import operations
from panel.money import Pence
from panel.pooledbudget import operations as fund
from panel.pooledbudget import proof, queries
from panel.sample.people import EDUCATION, HEALTH, SOCIAL_CARE
from tests import builders
from tests.builders import MEETING_DAY, a_fund, a_person, a_request

FORK = multiprocessing.get_context("fork")
COST = 86_965_97
ROOM = Pence(COST // 3 + 1)  # from each of three: enough for one placement, not for two


def press(approval_id: int, barrier: Barrier, answers: Any) -> None:
    """Approve one share when the other is ready too, and say what came of it."""
    lead = a_person(Role.AGENCY_LEAD, SOCIAL_CARE)  # connects before the start
    barrier.wait(timeout=30)
    try:
        operations.approve_share(approval_id=approval_id, by=lead, at=MEETING_DAY)
    except fund.FundsShort as short:
        answers.put(str(short))
    else:
        answers.put("approved")
    connections.close_all()


def race(approval_ids: list[int]) -> list[str]:
    """Let one process for each approval go at once; return their answers, sorted."""
    barrier, answers = FORK.Barrier(len(approval_ids)), FORK.Queue()
    connections.close_all()  # a forked process must not share one
    processes = [FORK.Process(target=press, args=(pk, barrier, answers)) for pk in approval_ids]
    for process in processes:
        process.start()
    given = sorted(answers.get(timeout=60) for _ in processes)
    for process in processes:
        process.join(timeout=30)
    return given


def last_share(request: Any) -> int:
    """Approve all shares but one, and return that one's id."""
    builders.approve(request, EDUCATION, HEALTH)
    return request.decisions.get().approvals.get(agency__code=SOCIAL_CARE).pk


@pytest.mark.slow
def test_with_room_for_one_exactly_one_is_approved_and_the_other_told_why(committed_db: None):
    year = a_fund(pence_each=ROOM)
    # The first reserved all there was; given back, neither request has money set aside.
    requests = [a_request(Stage.FUNDING) for _ in range(2)]
    fund.release(
        about=requests[0].reference,
        key="make room",
        by=a_person(Role.FUND_MANAGER),
        at=MEETING_DAY,
    )

    answers = race([last_share(request) for request in requests])

    assert answers == [
        "The fund has £0.01 left for 2026 to 2027; this needs £86,965.97.",
        "approved",
    ]
    for request in requests:
        request.refresh_from_db()
    assert sorted(request.stage for request in requests) == [Stage.APPROVED, Stage.FUNDING]
    assert queries.position(year).committed_pence == COST
    assert proof.faults(year.fund) == []


@pytest.mark.slow
def test_the_same_share_pressed_twice_is_approved_once(committed_db: None):
    request = a_request(Stage.FUNDING)
    share = last_share(request)

    assert race([share, share]) == ["approved", "approved"]
    assert queries.position(a_fund()).committed_pence == COST
    assert request.decisions.get().records.count() == 1
