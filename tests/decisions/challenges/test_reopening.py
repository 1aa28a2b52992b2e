"""Opening a request again that was declined, referred on or withdrawn."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.test import Client

from panel.agencies import access
from panel.agencies.models import Role
from panel.audit import queries as audit
from panel.cases import operations as cases
from panel.cases.document import ChildPart
from panel.cases.document.placements import StartPart
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.cases.vocabulary import RequestKind
from panel.cases.vocabulary.placements import ChangeKind
from panel.chart import MoveRefused
from panel.deadlines import queries as clocks
from panel.decisions import operations
from panel.decisions.models import Outcome
from panel.decisions.outcomes.document import ReopeningPart
from panel.decisions.proving import replay
from panel.meetings import operations as meetings
from panel.sample.people import SOCIAL_CARE
from tests import builders
from tests.api import Caller
from tests.builders import (
    DOCUMENT,
    MEETING_DAY,
    MONDAY_9AM,
    PLACED,
    a_panel,
    a_person,
    a_request,
    the_item,
)
from tests.decisions.challenged import a_challenge, end, running
from tests.decisions.changed import CHANGED_ON, asked_to_change, send, walk_to_approval

pytestmark = pytest.mark.django_db
WHY = "A new assessment came."
EVIDENCE = {"ground": "evidence", "reason": WHY}


def reopen(request: PlacementRequest, *, by: Role = Role.COORDINATOR, **changes: str) -> None:
    operations.reopen(
        placement_request_id=request.pk,
        reopening=ReopeningPart.model_validate(EVIDENCE | changes, strict=False),
        by=a_person(by),
        at=MEETING_DAY,
    )
    request.refresh_from_db()


def make_ready(request: PlacementRequest) -> None:
    """Take a request that is open again to the panel; the advice given before stands."""
    builders.ask_for_advice(request)
    cases.mark_ready(
        placement_request_id=request.pk, by=a_person(Role.COORDINATOR), at=MEETING_DAY
    )


class TestReopen:
    @pytest.mark.parametrize("stage", [Stage.DECLINED, Stage.REFERRED_ON, Stage.WITHDRAWN])
    def test_goes_back_to_the_panel_team_and_says_why(self, stage: Stage):
        request = a_request(stage)
        reopen(request)

        assert request.stage == Stage.SUBMITTED
        event, said = list(audit.history(request.reference))[-1], request.remarks.get(words=WHY)
        told = {"from": stage, "to": "submitted", "ground": "evidence", "remark": said.pk}
        assert event.payload == told

    def test_keeps_its_rules_its_decision_and_its_record(self):
        request = a_request(Stage.DECLINED)
        (before,) = request.decisions.all()
        kept = before.records.values_list("number", "content_sha256")
        was, policy_id = list(kept), request.policy_id
        reopen(request)

        assert list(kept.all()) == was
        assert list(request.decisions.all()) == [before]
        assert request.policy_id == policy_id

    def test_what_the_panel_decides_then_is_a_new_decision_with_its_own_record(self):
        request = a_request(Stage.DECLINED)
        (number,) = request.decisions.get().records.values_list("number", flat=True)
        reopen(request)
        make_ready(request)
        builders.list_it(request)
        builders.consider(request)
        builders.decide(request, Outcome.DECLINED)

        numbers = [
            record.number for each in request.decisions.all() for record in each.records.all()
        ]
        assert len(set(numbers)) == 2
        assert number in numbers
        assert list(replay.faults()) == []

    def test_starts_the_clock_of_the_plan_that_was_void(self):
        told = {**DOCUMENT["story"], "plan_requested_on": "2026-08-03"}
        request = a_request(Stage.WITHDRAWN, story=told)
        assert not clocks.open_clocks(request.reference).exists()
        reopen(request)

        assert [clock.started_on for clock in clocks.open_clocks(request.reference)] == [
            date(2026, 8, 3)
        ]

    def test_leaves_the_clocks_that_run(self):
        request = a_request(Stage.DECLINED)
        challenge = a_challenge(request)
        reopen(request)

        assert list(running(challenge)) == ["REVIEW-ANSWER"]

    @pytest.mark.parametrize("role", [Role.REFERRER, Role.CHAIR, Role.AGENCY_LEAD])
    def test_is_the_coordinator_s_alone(self, role: Role):
        with pytest.raises(access.Refused):
            reopen(a_request(Stage.DECLINED), by=role)

    def test_is_of_what_is_closed(self):
        with pytest.raises(MoveRefused, match="Ready for panel"):
            reopen(a_request(Stage.READY))

    def test_is_not_of_a_draft_that_nobody_sent(self):
        draft = a_request()
        builders.withdraw(draft)

        with pytest.raises(MoveRefused, match="never sent to the panel"):
            reopen(draft)

    def test_is_refused_while_the_child_has_another_request_of_the_kind(self):
        request = a_request(Stage.WITHDRAWN)
        cases.start(
            panel_id=a_panel().pk,
            referring_agency=SOCIAL_CARE,
            child=ChildPart.model_validate(DOCUMENT["child"], strict=False),
            kind=RequestKind.NEW,
            same_as=request.child_id,
            by=a_person(Role.REFERRER),
            at=MEETING_DAY,
        )

        with pytest.raises(cases.AlreadyLive):
            reopen(request)

    def test_is_refused_of_a_change_whose_place_another_has_taken(self):
        placed = a_request(Stage.PLACED)
        first = asked_to_change(placed)
        send(first)
        builders.withdraw(first)
        reopen(first)  # nothing stands in its place yet
        builders.withdraw(first)
        with transaction.atomic():
            builders.end(placed)
            with pytest.raises(MoveRefused, match="The placement has ended"):
                reopen(first)
            transaction.set_rollback(True)
        second = asked_to_change(placed, ChangeKind.EXTENSION, ends_on=date(2028, 7, 31))

        with pytest.raises(cases.AlreadyLive, match="Another request asks for a later end"):
            reopen(first)

        walk_to_approval(second)
        builders.draw_up(second, starts_on=CHANGED_ON)
        builders.sign(second)
        operations.start_placement(
            placement_request_id=second.pk,
            start=StartPart(started_on=CHANGED_ON),
            by=a_person(Role.COORDINATOR),
            at=PLACED + timedelta(weeks=4),
        )
        with pytest.raises(cases.AlreadyLive, match="Another placement has taken the place"):
            reopen(first)

    def test_is_refused_where_the_panel_had_agreed_it(self):
        request = a_request(Stage.FUNDING)
        builders.withdraw(request)

        with pytest.raises(operations.AgreedBefore, match="Start a new request"):
            reopen(request)
        request.refresh_from_db()
        assert request.stage == Stage.WITHDRAWN


class TestByAChallenge:
    def test_needs_one_that_was_right(self):
        request = a_request(Stage.DECLINED)
        challenge = a_challenge(request, kind="complaint")
        with pytest.raises(operations.NotOverturned):
            reopen(request, ground="challenge")

        end(challenge, outcome="again")
        reopen(request, ground="challenge")
        assert request.stage == Stage.SUBMITTED

    @pytest.mark.parametrize("outcome", ["stands", "taken_back"])
    def test_is_no_ground_where_the_decision_stood(self, outcome: str):
        request = a_request(Stage.DECLINED)
        end(a_challenge(request, kind="complaint"), outcome=outcome)

        with pytest.raises(operations.NotOverturned):
            reopen(request, ground="challenge")

    def test_is_no_ground_where_nothing_was_decided(self):
        with pytest.raises(operations.NotOverturned):
            reopen(a_request(Stage.WITHDRAWN), ground="challenge")


class TestAgenda:
    def test_tells_what_was_decided_there_and_not_that_it_was_deferred(self, client: Client):
        request = a_request(Stage.DECLINED)
        item = the_item(request)
        reopen(request)
        client.force_login(a_person(Role.COORDINATOR))

        for page in (f"/meetings/{item.meeting_id}/", f"/meetings/{item.meeting_id}/items/1/"):
            text = client.get(page).text
            assert "Declined" in text
            assert "Deferred" not in text

    def test_tells_what_was_withdrawn_before_anything_was_decided(self, client: Client):
        request = a_request(Stage.LISTED)
        builders.withdraw(request)
        reopen(request)
        client.force_login(a_person(Role.COORDINATOR))

        assert "Withdrawn" in client.get(f"/meetings/{the_item(request).meeting_id}/").text

    def test_does_not_list_it_twice(self):
        request = a_request(Stage.LISTED)
        meeting = the_item(request).meeting
        builders.withdraw(request)
        reopen(request)
        make_ready(request)

        with pytest.raises(meetings.ListedBefore, match="withdrawn from this agenda"):
            operations.list_request(
                meeting_id=meeting.pk,
                placement_request_id=request.pk,
                by=a_person(Role.COORDINATOR),
                at=MONDAY_9AM,
            )


class TestDoorways:
    def test_a_page_asks_why_and_opens_it(self, client: Client):
        request = a_request(Stage.DECLINED)
        client.force_login(a_person(Role.COORDINATOR))
        here = f"/cases/{request}/reopen/"
        assert here in client.get(f"/cases/{request}/").text

        assert "Say why the request is opened again" in client.post(here, {}).text
        page = client.post(here, EVIDENCE, follow=True)
        assert f"{request} is open again" in page.text
        assert "Opened again" in page.text
        assert "A new assessment came." in page.text

    def test_a_page_says_why_it_can_t_be(self, client: Client):
        request = a_request(Stage.DECLINED)
        client.force_login(a_person(Role.COORDINATOR))
        here = f"/cases/{request}/reopen/"
        page = client.post(here, EVIDENCE | {"ground": "challenge"})

        assert "A challenge to the decision was right" not in client.get(here).text
        assert "No challenge to the last decision was right." in page.text
        assert "A new assessment came." in page.text

    def test_json_opens_it(self):
        request = a_request(Stage.REFERRED_ON)
        here = f"placement-requests/{request}/reopen/"
        coordinator = Caller(a_person(Role.COORDINATOR))

        assert coordinator.post(here, {"ground": "whim"}).status_code == 400
        assert coordinator.done(here, EVIDENCE)["stage"] == "submitted"

    def test_an_earlier_question_and_reason_are_left_behind(self, client: Client):
        request = a_request(Stage.RETURNED)
        builders.withdraw(request)
        reopen(request)
        client.force_login(a_person(Role.COORDINATOR))

        page = client.get(f"/cases/{request}/")
        assert "The panel team asks" not in page.text
