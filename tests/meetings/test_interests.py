"""An interest follows a request from agenda to agenda, and to what is decided between them."""

import pytest

from panel.agencies.models import Role
from panel.cases import operations as cases
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.chart import MoveRefused
from panel.decisions import operations as decisions
from panel.decisions.models import Outcome
from panel.meetings import interests, operations
from panel.meetings.models import AgendaItem, Recusal, View
from panel.sample.people import HEALTH
from tests import builders
from tests.builders import MEETING_DAY, a_person, a_request, the_item
from tests.decisions.urgently import appointed

pytestmark = pytest.mark.django_db
OUT = [Recusal.STAY, Recusal.LEAVE]


def deferred(level: Recusal) -> PlacementRequest:
    """Return a request that waits again after health's member declared an interest in it."""
    request = a_request(Stage.CONSIDERED)
    declare(the_item(request), level)
    builders.decide(request, Outcome.DEFERRED)
    cases.bring_back(
        placement_request_id=request.pk, by=a_person(Role.COORDINATOR), at=MEETING_DAY
    )
    request.refresh_from_db()
    return request


def listed_again(level: Recusal) -> AgendaItem:
    """Return where that request stands on the next agenda."""
    request = deferred(level)
    builders.list_it(request)
    return the_item(request)


def declare(item: AgendaItem, level: Recusal) -> None:
    operations.declare_interest(
        item_id=item.pk,
        reason="My sister works there.",
        level=level,
        by=a_person(Role.MEMBER, HEALTH),
        at=MEETING_DAY,
    )


class TestOnTheNextAgenda:
    @pytest.mark.parametrize("level", list(Recusal))
    def test_is_what_it_was(self, level: Recusal):
        item = listed_again(level)

        assert item.interests.get().level == level
        assert interests.leaves(a_person(Role.MEMBER, HEALTH), item) is (level is Recusal.LEAVE)

    def test_is_never_made_less_of(self):
        item = listed_again(Recusal.STAY)

        with pytest.raises(operations.NoWayBack):
            declare(item, Recusal.NOTE)

    @pytest.mark.parametrize("level", OUT)
    def test_keeps_a_member_from_giving_a_position(self, level: Recusal):
        item = listed_again(level)

        with pytest.raises(operations.InterestDeclared):
            builders.take_position(item, View.SUPPORT, HEALTH)

    def test_keeps_who_chairs_it_now_from_opening_it(self):
        item = listed_again(Recusal.STAY)
        builders.open_meeting(item.meeting)
        chair = appointed(a_person(Role.MEMBER, HEALTH), Role.CHAIR)

        with pytest.raises(MoveRefused, match="You declared an interest"):
            decisions.consider(item_id=item.pk, by=chair, at=MEETING_DAY)


class TestBetweenMeetings:
    @pytest.mark.parametrize("level", OUT)
    def test_keeps_a_chair_from_deciding(self, level: Recusal):
        request = deferred(level)
        builders.take_urgently(request)
        chair = appointed(a_person(Role.MEMBER, HEALTH), Role.CHAIR)

        with pytest.raises(decisions.DutyClash, match="You declared an interest"):
            builders.decide_urgently(request, chair)

    def test_keeps_a_lead_from_approving_a_share(self):
        request = deferred(Recusal.STAY)
        builders.take_urgently(request)
        share = builders.decide_urgently(request).approvals.get(agency__code=HEALTH)
        lead = appointed(a_person(Role.MEMBER, HEALTH), Role.AGENCY_LEAD, HEALTH, limit=10**9)

        with pytest.raises(decisions.DutyClash, match="You declared an interest"):
            decisions.approve_share(approval_id=share.pk, by=lead, at=MEETING_DAY)

    def test_goes_on_with_what_a_meeting_did_not_come_to_ratify(self):
        meeting, request = builders.a_meeting(), a_request(Stage.SUBMITTED)
        builders.fund_urgently(request)
        declare(the_item(request), Recusal.LEAVE)
        builders.open_meeting(meeting)
        operations.close(meeting_id=meeting.pk, by=a_person(Role.CHAIR), at=MEETING_DAY)

        later = builders.a_meeting()

        assert the_item(request).meeting == later
        assert interests.leaves(a_person(Role.MEMBER, HEALTH), the_item(request))
