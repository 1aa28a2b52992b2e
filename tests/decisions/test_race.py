"""Leads approve the last shares of many requests in the same instant, each from a process."""

import pytest

from panel.agencies.models import Role
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.decisions import operations
from panel.money import Pence
from panel.pooledbudget import operations as fund
from panel.pooledbudget import proof, queries
from panel.pooledbudget.models import FundYear
from panel.sample.people import EDUCATION, HEALTH, SOCIAL_CARE
from tests import builders
from tests.builders import MEETING_DAY, a_fund, a_person, a_request
from tests.racing import race

COST = 86_965_97
APPROVED = "approved"

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("committed_db")]


def press(approval_id: int) -> str:
    """Approve one share, and say what came of it."""
    lead = a_person(Role.AGENCY_LEAD, SOCIAL_CARE)
    try:
        operations.approve_share(approval_id=approval_id, by=lead, at=MEETING_DAY)
    except fund.FundsShort as short:
        return str(short)
    return APPROVED


def last_share(request: PlacementRequest) -> int:
    """Approve all shares but one, and return that one's id."""
    builders.approve(request, EDUCATION, HEALTH)
    return request.decisions.get().approvals.get(agency__code=SOCIAL_CARE).pk


def a_fund_with_room_for(placements: int) -> FundYear:
    """Open the fund's year with as much as so many placements cost, and a penny or two."""
    return a_fund(pence_each=Pence(placements * COST // 3 + 1))


def nothing_set_aside(requests: list[PlacementRequest]) -> None:
    """Give back what the first of them reserved while there was some."""
    for request in requests:
        fund.release(
            about=request.reference,
            key=f"{request.reference}/make room",
            by=a_person(Role.FUND_MANAGER),
            at=MEETING_DAY,
        )


@pytest.mark.parametrize(("pressing", "room"), [(2, 1), (8, 3), (32, 11)])
def test_exactly_those_there_is_room_for_are_approved_and_the_others_told_why(
    pressing: int, room: int
) -> None:
    year = a_fund_with_room_for(room)
    requests = [a_request(Stage.FUNDING) for _ in range(pressing)]
    nothing_set_aside(requests)
    shares = [last_share(request) for request in requests]

    answers = race(press, [(share,) for share in shares])

    left = queries.headroom(year)
    short = f"The fund has £0.0{left} left for 2026 to 2027; this needs £86,965.97."
    assert sorted(answers) == [short] * (pressing - room) + [APPROVED] * room
    stages = [PlacementRequest.objects.get(pk=request.pk).stage for request in requests]
    assert stages.count(Stage.APPROVED) == room
    assert stages.count(Stage.FUNDING) == pressing - room
    assert queries.position(year).committed_pence == room * COST
    assert proof.faults(year.fund) == []


def test_the_same_share_pressed_by_many_is_approved_once() -> None:
    request = a_request(Stage.FUNDING)
    share = last_share(request)

    assert race(press, [(share,)] * 8) == [APPROVED] * 8
    assert queries.position(a_fund()).committed_pence == COST
    assert request.decisions.get().records.count() == 1
