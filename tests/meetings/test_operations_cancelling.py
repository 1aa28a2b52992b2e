"""Cancelling a meeting that won't be held."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from panel.agencies import access
from panel.agencies.models import Role
from panel.audit import queries as audit
from panel.cases.stages import Stage
from panel.deadlines.models import Notice
from panel.decisions import operations
from panel.meetings import operations as meetings
from panel.meetings import queries
from panel.meetings.models import Meeting
from panel.meetings.stages import MeetingStage, RatificationStage
from panel.pooledbudget import holdings
from panel.sample.people import HEALTH
from tests import builders
from tests.api import Caller
from tests.builders import MEETING_DAY, MONDAY_9AM, a_meeting, a_person, a_request, the_item
from tests.stating import under

pytestmark = pytest.mark.django_db


class TestCancel:
    def test_makes_what_was_listed_ready_for_another_meeting(self):
        request = a_request(Stage.LISTED)
        item = the_item(request)
        meetings.declare_interest(
            item_id=item.pk,
            reason="A neighbour.",
            by=a_person(Role.MEMBER, HEALTH),
            at=MONDAY_9AM,
        )
        builders.cancel(item.meeting)
        request.refresh_from_db()
        assert request.stage == Stage.READY

        builders.list_it(request)

        assert the_item(request).meeting != item.meeting
        assert the_item(request).interests.get().reason == "A neighbour."

    def test_gives_back_what_was_set_aside(self):
        under("funding", 'reserve_when = "listed"')
        request = a_request(Stage.LISTED)
        year = builders.a_fund()
        assert sum(holdings.held(year, request.reference).values())

        builders.cancel(the_item(request).meeting)

        assert not sum(holdings.held(year, request.reference).values())

    def test_leaves_a_request_alone_that_was_withdrawn(self):
        request = a_request(Stage.LISTED)
        builders.withdraw(request)

        builders.cancel(the_item(request).meeting)

        request.refresh_from_db()
        assert request.stage == Stage.WITHDRAWN

    def test_puts_what_it_was_to_ratify_on_the_next_agenda(self):
        meeting = a_meeting()
        owed = builders.fund_urgently(a_request(Stage.SUBMITTED))
        later = a_meeting()

        builders.cancel(meeting)

        owed.refresh_from_db()
        assert owed.stage == RatificationStage.LISTED
        assert owed.items.latest("pk").meeting == later

    def test_is_told_to_whoever_has_had_the_papers_and_to_nobody_before(self):
        builders.cancel(a_meeting())
        told = Notice.objects.filter(key__contains="/cancelled/")
        assert not told.exists()

        builders.cancel(a_meeting(MeetingStage.PAPERS_OUT))

        assert told.filter(recipient=a_person(Role.CHAIR).username).exists()
        assert "21 September 2026 won’t be held" in told.first().body

    def test_is_an_event_without_the_reason(self):
        meeting = builders.cancel(a_meeting())

        event = audit.history(meeting.reference).get(kind="cancel")
        assert event.payload == {"from": "planned", "to": "cancelled"}

    def test_is_for_whoever_runs_meetings(self):
        with pytest.raises(access.Refused):
            operations.cancel_meeting(
                meeting_id=a_meeting().pk,
                reason="The hall is flooded.",
                by=a_person(Role.MEMBER, HEALTH),
                at=MONDAY_9AM,
            )

    def test_leaves_its_moment_to_another(self):
        meeting = builders.cancel(a_meeting())

        again = meetings.plan(
            panel_id=meeting.panel_id,
            starts_at=meeting.starts_at,
            place="",
            by=a_person(Role.COORDINATOR),
            at=MONDAY_9AM,
        )

        assert list(queries.upcoming(Meeting.objects.all())) == [again]

    def test_is_never_without_a_reason(self):
        meeting = builders.cancel(a_meeting())

        with pytest.raises(IntegrityError), transaction.atomic():
            Meeting.objects.filter(pk=meeting.pk).update(cancelled_because="")


class TestPage:
    def test_cancels_with_a_reason_and_shows_it(self, client: Client):
        meeting = a_meeting(MeetingStage.PAPERS_OUT)
        client.force_login(a_person(Role.COORDINATOR))
        here = f"/meetings/{meeting.pk}/"
        assert f"{here}cancel/" in client.get(here).text

        assert "Say why the meeting is cancelled" in client.post(f"{here}cancel/", {}).text
        client.post(f"{here}cancel/", {"reason": "The hall is flooded."})

        page = client.get(here).text
        assert "Cancelled: The hall is flooded." in page
        assert "Not heard: the meeting is cancelled" in page
        assert "none was heard" in page
        assert "Positions stay hidden" in client.get(f"{here}items/1/").text
        assert f"{here}cancel/" not in page
        assert "None planned" in client.get("/").text
        assert "none is listed yet" in client.get(f"/meetings/{a_meeting().pk}/").text

    def test_says_why_an_open_one_is_not_cancelled(self, client: Client):
        meeting = a_meeting(MeetingStage.OPEN)
        client.force_login(a_person(Role.COORDINATOR))

        page = client.post(f"/meetings/{meeting.pk}/cancel/", {"reason": "It rains."})

        assert page.status_code == 409
        assert "It is at the stage “Open”." in page.text

    def test_is_the_same_over_json(self):
        meeting, coordinator = a_meeting(), Caller(a_person(Role.COORDINATOR))

        done = coordinator.done(f"meetings/{meeting.pk}/cancel/", {"reason": "It rains."})

        assert (done["stage"], done["cancelled_because"]) == ("cancelled", "It rains.")


class TestStart:
    def start(self, meeting: Meeting, days: int) -> Meeting:
        chair = a_person(Role.CHAIR)
        return meetings.start(
            meeting_id=meeting.pk,
            present_ids=[chair.pk],
            by=chair,
            at=MEETING_DAY.replace(hour=0) + timedelta(days=days),
        )

    def test_is_refused_before_the_day_and_not_on_it(self):
        meeting = a_meeting(MeetingStage.PAPERS_OUT)

        with pytest.raises(meetings.TooSoon, match="held on 21 September 2026"):
            self.start(meeting, -1)
        assert self.start(meeting, 0).stage == MeetingStage.OPEN

    def test_is_offered_on_the_day_and_not_before(self, client: Client):
        meeting = a_meeting(MeetingStage.PAPERS_OUT)
        client.force_login(a_person(Role.CHAIR))
        here = f"/meetings/{meeting.pk}/"
        assert f"{here}start/" in client.get(here).text

        Meeting.objects.filter(pk=meeting.pk).update(starts_at=MEETING_DAY.replace(year=2100))

        assert "It can be started on its day." in client.get(here).text
        present = {"present": [a_person(Role.CHAIR).pk]}
        for refused in (client.get(f"{here}start/"), client.post(f"{here}start/", present)):
            assert "It is held on 21 September 2100" in refused.text
            assert refused.status_code == 409
