"""Leads approve the shares of many requests in the same instant, each from a process."""

from datetime import timedelta

import pytest

from panel.agencies.models import Role
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.decisions import operations
from panel.money import Pence
from panel.pooledbudget import operations as fund
from panel.pooledbudget import proof, queries
from panel.pooledbudget.models import FundYear
from panel.sample.people import EDUCATION, HEALTH
from tests import builders
from tests.builders import FIRST_DAY, MEETING_DAY, PLACED, a_fund, a_person, a_request
from tests.pooledbudget.invoiced import an_invoice
from tests.racing import race

COST = 86_965_97
APPROVED = "approved"
WEEK = timedelta(days=7)

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("committed_db")]


def press(approval_id: int, agency: str) -> str:
    """Approve one share, and say what came of it."""
    lead = a_person(Role.AGENCY_LEAD, agency)
    try:
        operations.approve_share(approval_id=approval_id, by=lead, at=MEETING_DAY)
    except fund.FundsShort as short:
        return str(short)
    return APPROVED


def end(reference: str) -> str:
    """End a placement on its first day."""
    return builders.end(PlacementRequest.objects.get(reference=reference)).stage


def book(reference: str) -> str:
    """Book an invoice for its first week, with no reason, and say what came of it."""
    invoice = an_invoice(
        1,
        about=reference,
        number=reference,
        dated_on=FIRST_DAY,
        due_on=FIRST_DAY,
        first_day=FIRST_DAY,
        last_day=FIRST_DAY + WEEK,
        accepted_because="",
    )
    by = a_person(Role.FUND_MANAGER)
    try:
        return fund.book_invoice(
            fund_year=a_fund(), invoice=invoice, by=by, at=PLACED + 2 * WEEK
        ).about
    except fund.DaysInDoubt as doubt:
        return str(doubt)


def shares_of(request: PlacementRequest) -> list[tuple[int, str]]:
    """Return the shares of a request that nobody approved yet, each with its payer's code."""
    waiting = request.decisions.get().approvals.filter(approved_at=None)
    return list(waiting.values_list("pk", "agency__code"))


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


@pytest.mark.parametrize(("approved", "pressing", "room"), [(2, 2, 1), (1, 8, 2), (0, 33, 4)])
def test_exactly_those_there_is_room_for_are_approved_and_the_others_told_why(
    approved: int, pressing: int, room: int
) -> None:
    """`approved` of the three shares of each request are approved already; the rest are pressed,
    and whoever presses a request's last commits its money.
    """
    year = a_fund_with_room_for(room)
    requests = [a_request(Stage.FUNDING) for _ in range(pressing // (3 - approved))]
    nothing_set_aside(requests)
    for request in requests:
        builders.approve(request, *builders.AGENCIES[:approved])
    shares = [share for request in requests for share in shares_of(request)]
    assert len(shares) == pressing

    answers = race(press, shares)

    left = queries.headroom(year)
    short = f"The fund has £0.0{left} left for 2026 to 2027; this needs £86,965.97."
    without = len(requests) - room
    assert sorted(answers) == [short] * without + [APPROVED] * (pressing - without)
    stages = [PlacementRequest.objects.get(pk=request.pk).stage for request in requests]
    assert stages.count(Stage.APPROVED) == room
    assert stages.count(Stage.FUNDING) == without
    assert queries.position(year).committed_pence == room * COST
    assert proof.faults(year.fund) == []


def test_the_same_share_pressed_by_many_is_approved_once() -> None:
    request = a_request(Stage.FUNDING)
    builders.approve(request, EDUCATION, HEALTH)

    assert race(press, shares_of(request) * 8) == [APPROVED] * 8
    assert queries.position(a_fund()).committed_pence == COST
    assert request.decisions.get().records.count() == 1


def test_an_invoice_is_booked_while_its_placement_ends_or_its_days_are_told_to_be_in_doubt() -> (
    None
):
    requests = [a_request(Stage.PLACED).reference for _ in range(3)]

    answers = race(
        lambda act, *told: act(*told), [(act, of) for of in requests for act in (end, book)]
    )

    doubt = "The placement’s last day was 5 October 2026. If this is right all the same, say why."
    assert set(answers) <= {"ended", doubt, *requests}
    assert proof.faults(a_fund().fund) == []
