"""Holding a meeting again that had no quorum."""

from datetime import datetime, timedelta

import pytest
from django.test import Client

from panel import clock
from panel.agencies import access
from panel.agencies.models import Role
from panel.audit import queries as audit
from panel.cases.stages import Stage
from panel.chart import MoveRefused
from panel.decisions import operations as decisions
from panel.decisions.models import Outcome
from panel.decisions.records import canonical
from panel.meetings import operations
from panel.meetings.models import Guest, Meeting, View
from panel.meetings.stages import MeetingStage
from panel.sample.people import EDUCATION, HEALTH
from tests import builders
from tests.builders import MEETING_DAY, a_person, a_request, the_item
from tests.meetings.rules import under

pytestmark = pytest.mark.django_db
WEEK = timedelta(weeks=1)


def again(
    meeting: Meeting, starts_at: datetime = MEETING_DAY + WEEK, *, by: Role = Role.COORDINATOR
) -> Meeting:
    return operations.reconvene(
        meeting_id=meeting.pk, starts_at=starts_at, place="", by=a_person(by), at=MEETING_DAY
    )


class TestReconvene:
    def test_takes_what_lacks_a_quorum_with_its_positions_and_closes_the_meeting(self):
        request = a_request(Stage.LISTED)
        item = the_item(request)
        builders.take_position(item, View.SUPPORT, EDUCATION)
        builders.open_meeting(item.meeting, HEALTH)
        held_again = again(item.meeting)

        assert the_item(request).meeting == held_again
        assert the_item(request).positions.count() == 1
        item.meeting.refresh_from_db()
        assert item.meeting.stage == MeetingStage.CLOSED

    def test_leaves_behind_who_came_and_is_told_in_the_request_s_history(self):
        request = a_request(Stage.LISTED)
        item = the_item(request)
        builders.open_meeting(item.meeting, HEALTH)
        operations.admit(
            item_id=item.pk,
            kind=Guest.Kind.FAMILY,
            who="Mother",
            by=a_person(Role.COORDINATOR),
            at=MEETING_DAY,
        )
        again(item.meeting)

        *_, came, moved = audit.history(request.reference)
        assert not the_item(request).guests.exists()
        assert (came.kind, moved.kind) == ("guest_admitted", "item_reconvened")
        assert moved.payload == {"instead_of": 1, "meeting": 2, "item": 1}

    def test_has_what_is_owed_to_be_ratified_on_its_agenda_by_itself(self):
        meeting = the_item(a_request(Stage.LISTED)).meeting
        builders.open_meeting(meeting, HEALTH)
        urgent = a_request(Stage.SUBMITTED)
        owed = builders.fund_urgently(urgent)

        held_again = again(meeting)

        assert [item.ratifies for item in held_again.items.all()] == [None, owed]

    @pytest.mark.parametrize("sooner", [timedelta(0), WEEK])
    def test_is_held_on_a_day_to_come(self, sooner: timedelta):
        item = the_item(a_request(Stage.LISTED))
        builders.open_meeting(item.meeting, HEALTH)

        with pytest.raises(operations.NotReconvened, match="later than now"):
            again(item.meeting, MEETING_DAY - sooner)

    def test_decides_it_then(self):
        request = a_request(Stage.LISTED)
        builders.open_meeting(the_item(request).meeting, HEALTH)
        builders.open_meeting(again(the_item(request).meeting))
        decisions.consider(
            item_id=the_item(request).pk, by=a_person(Role.CHAIR), at=MEETING_DAY + WEEK
        )

        decision = builders.decide(request, Outcome.DECLINED)
        frozen = canonical.from_json(decision.records.get().content.encode())
        assert decision.item.meeting.number == 2
        assert frozen.header.meeting == "Meeting 2, extraordinary"

    def test_leaves_what_has_its_quorum_to_the_meeting(self):
        first = a_request(Stage.LISTED)
        meeting = the_item(first).meeting
        second = a_request(Stage.READY)
        decisions.list_request(
            meeting_id=meeting.pk,
            placement_request_id=second.pk,
            by=a_person(Role.COORDINATOR),
            at=builders.MONDAY_9AM,
        )
        operations.declare_interest(
            item_id=the_item(second).pk,
            reason="My sister works there.",
            by=a_person(Role.MEMBER, HEALTH),
            at=MEETING_DAY,
        )
        builders.open_meeting(meeting)
        held_again = again(meeting)

        assert [item.placement_request for item in held_again.items.all()] == [second]
        assert the_item(first).meeting.stage == MeetingStage.OPEN

    def test_is_refused_where_nothing_lacks_a_quorum(self):
        meeting = the_item(a_request(Stage.CONSIDERED)).meeting

        with pytest.raises(operations.NotReconvened, match="lacks a quorum"):
            again(meeting)

    def test_is_held_within_the_time_of_the_rules(self):
        item = the_item(a_request(Stage.LISTED))
        builders.open_meeting(item.meeting, HEALTH)

        with pytest.raises(operations.NotReconvened, match="by 5 October 2026"):
            again(item.meeting, MEETING_DAY + 3 * WEEK)

    def test_is_refused_where_the_rules_go_on_in_principle(self):
        under("max_items = 9", 'inquorate = "proceed_in_principle"\nmax_items = 9')
        item = the_item(a_request(Stage.LISTED))
        builders.open_meeting(item.meeting, HEALTH)

        with pytest.raises(operations.NotReconvened, match="goes on in principle"):
            again(item.meeting)

    def test_waits_until_the_meeting_is_open(self):
        with pytest.raises(MoveRefused):
            again(the_item(a_request(Stage.LISTED)).meeting)

    def test_is_refused_to_a_member(self):
        with pytest.raises(access.Refused):
            again(the_item(a_request(Stage.LISTED)).meeting, by=Role.MEMBER)


def test_the_page_offers_it_and_keeps_what_was_typed(client: Client) -> None:
    item = the_item(a_request(Stage.LISTED))
    builders.open_meeting(item.meeting, HEALTH)
    today, soon = clock.now(), clock.today() + timedelta(days=2)
    Meeting.objects.filter(pk=item.meeting_id).update(starts_at=today)
    client.force_login(a_person(Role.COORDINATOR))
    here = f"/meetings/{item.meeting_id}/"
    typed = {
        "day_day": str(soon.day),
        "day_month": str(soon.month),
        "day_year": str(soon.year + 1),
        "time": "9:30",
        "place": "Room 9",
    }

    offered = client.get(here)
    refused = client.post(f"{here}reconvene/", typed)
    client.post(f"{here}reconvene/", typed | {"day_year": str(soon.year)})
    left = client.get(here).text

    assert "Hold it again for what lacks a quorum" in offered.text
    assert (refused.status_code, "Room 9" in refused.text) == (409, True)
    assert "This meeting closes, unless other items still wait" in refused.text
    held_again = Meeting.objects.latest("number")
    assert held_again.place == "Room 9"
    assert f'Its items went to <a class="govuk-link" href="/meetings/{held_again.pk}/">' in left
    assert "The meeting closed without a quorum and is held again." in left
    assert "stand in the register" not in left
    assert "yet" not in left[left.index('id="agenda"') :]
