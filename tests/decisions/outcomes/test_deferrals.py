"""Why an item is deferred, until when that leaves time for a plan, and how it comes back."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from panel import clock
from panel.agencies.models import Role
from panel.cases import operations as cases
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.deadlines.models import Notice
from panel.decisions import operations
from panel.decisions.models import Decision, Outcome
from panel.decisions.outcomes import deferrals
from panel.decisions.outcomes.presenters import named
from panel.meetings import operations as meetings
from panel.meetings.models import Meeting
from panel.sample.people import HEALTH
from tests import builders
from tests.api import Caller
from tests.builders import (
    DOCUMENT,
    KENT,
    MEETING_DAY,
    MONDAY_9AM,
    a_panel,
    a_person,
    a_request,
    ruled_by,
    the_item,
)

pytestmark = pytest.mark.django_db
RULE = 'rule = "all_paying_agencies"'
#: The final plan is then due 9 November 2026, and the latest safe panel is 12 October.
ASKED_ON = "2026-06-22"


def ruled(decision: str) -> None:
    """Bring the sample rules into force with these lines more about decisions."""
    ruled_by(KENT.replace(RULE, f"{RULE}\n{decision}"))


def planned(at: datetime) -> Meeting:
    return meetings.plan(
        panel_id=a_panel().pk,
        starts_at=at,
        place="County Hall",
        by=a_person(Role.COORDINATOR),
        at=MONDAY_9AM,
    )


def with_a_plan_due() -> PlacementRequest:
    """Return a request that is being considered, of a child whose plan was asked for."""
    story = {**DOCUMENT["story"], "plan_requested_on": ASKED_ON}
    return a_request(Stage.CONSIDERED, story=story)


def refused(request: PlacementRequest, **changes: object) -> list[str]:
    with pytest.raises(operations.Unstated) as raised:
        builders.decide(request, Outcome.DEFERRED, **changes)
    return raised.value.reasons


class TestReason:
    """T053: an item is deferred for one of the reasons that the panel's rules have."""

    def test_is_kept_with_the_decision(self):
        decision = builders.decide(a_request(Stage.CONSIDERED), Outcome.DEFERRED)

        assert decision.deferral_reason == "Information is missing"

    @pytest.mark.parametrize("reason", ["", "It was late"])
    def test_is_one_of_the_rules(self, reason: str):
        assert refused(a_request(Stage.CONSIDERED), deferral_reason=reason) == [
            "Say for which of the reasons that the rules have it is deferred: "
            "“Circumstances have changed” or “Information is missing”."
        ]

    def test_isn_t_asked_where_the_rules_have_none(self):
        ruled("deferral_reasons = []")

        assert builders.decide(
            a_request(Stage.CONSIDERED), Outcome.DEFERRED, deferral_reason="It was late"
        )

    def test_isn_t_asked_for_want_of_a_quorum(self):
        request = a_request(Stage.LISTED)
        item = the_item(request)
        builders.open_meeting(item.meeting, HEALTH)
        operations.consider(item_id=item.pk, by=a_person(Role.CHAIR), at=MEETING_DAY)

        assert builders.decide(request, Outcome.DEFERRED, deferral_reason="")

    def test_is_of_a_deferral_alone(self):
        request = a_request(Stage.CONSIDERED)

        with pytest.raises(operations.Unstated, match="Only what is deferred"):
            builders.decide(request, Outcome.DECLINED, deferral_reason="Information is missing")
        row = builders.decide(request, Outcome.DECLINED)
        values = {field.attname: getattr(row, field.attname) for field in row._meta.fields}
        wrong = Decision(**(values | {"id": None, "item_id": 0, "deferral_reason": "Late"}))
        with (
            pytest.raises(IntegrityError, match="decision_deferred_alone_says_why"),
            transaction.atomic(),
        ):
            wrong.save()


class TestLatestSafePanel:
    def test_a_deferral_to_a_meeting_in_time_needs_nobody(self):
        request = with_a_plan_due()
        planned(datetime(2026, 10, 12, 8, tzinfo=MONDAY_9AM.tzinfo))

        assert builders.decide(request, Outcome.DEFERRED).late_signed_off_by is None

    def test_one_past_it_says_until_when_there_is_time(self):
        request = with_a_plan_due()
        planned(datetime(2026, 10, 13, 8, tzinfo=MONDAY_9AM.tzinfo))

        assert refused(request) == [
            "After 12 October 2026 no time is left for the child’s plan, and the next meeting is "
            "on 13 October 2026. Name the agency lead who signs off that the plan will be late."
        ]

    def test_nor_is_there_time_where_no_meeting_is_planned(self):
        assert "no meeting that still takes it is planned" in refused(with_a_plan_due())[0]

    def test_is_passed_where_an_agency_lead_signs_that_off(self):
        lead = a_person(Role.AGENCY_LEAD, HEALTH)
        decision = builders.decide(with_a_plan_due(), Outcome.DEFERRED, late_signed_off_by=lead.pk)

        assert decision.late_signed_off_by == lead

    def test_whoever_is_named_for_that_is_told_so(self):
        lead, request = a_person(Role.AGENCY_LEAD, HEALTH), with_a_plan_due()
        builders.decide(request, Outcome.DEFERRED, late_signed_off_by=lead.pk)

        told = Notice.objects.get(key__startswith="late-plan/")
        assert told.recipient == lead.username
        assert "The chair recorded that you agreed" in told.body

    @pytest.mark.parametrize("number", [0, None])
    def test_is_signed_off_by_no_one_else(self, number: int | None):
        chair = a_person(Role.CHAIR).pk if number is None else number
        (sentence,) = refused(with_a_plan_due(), late_signed_off_by=chair)

        assert sentence == (
            "Only a lead of one of the panel’s agencies signs off that a plan will be late."
        )

    def test_says_all_that_is_missing_at_once(self):
        assert len(refused(with_a_plan_due(), deferral_reason="")) == 2

    def test_is_shown_on_the_case_until_the_panel_decides(self, client: Client):
        client.force_login(a_person(Role.COORDINATOR))
        story = {**DOCUMENT["story"], "plan_requested_on": ASKED_ON}
        waiting = client.get(f"/cases/{a_request(Stage.READY, story=story)}/")
        agreed = client.get(f"/cases/{a_request(Stage.FUNDING, story=story)}/")

        assert "Latest safe panel date" in waiting.text
        assert "Latest safe panel date" not in agreed.text


class TestComingBack:
    """T053: it comes back to the next meeting, where the panel's rules say so."""

    def bring_back(self, request: PlacementRequest) -> Stage:
        moved = operations.bring_back(
            placement_request_id=request.pk, by=a_person(Role.COORDINATOR), at=MEETING_DAY
        )
        return Stage(moved.stage)

    def test_is_listed_at_the_next_meeting_by_itself(self):
        request = a_request(Stage.DEFERRED)
        later = planned(MEETING_DAY + timedelta(days=28))
        following = planned(MEETING_DAY + timedelta(days=14))

        assert self.bring_back(request) is Stage.LISTED
        assert the_item(request).meeting == following
        assert not later.items.exists()

    def test_waits_for_its_outcome_there_alone(self, client: Client):
        request = a_request(Stage.DEFERRED)
        held = the_item(request).meeting
        meetings.close(meeting_id=held.pk, by=a_person(Role.CHAIR), at=MEETING_DAY)
        following = planned(MEETING_DAY + timedelta(days=14))
        self.bring_back(request)

        client.force_login(a_person(Role.CHAIR))
        work = client.get("/").text

        assert work.count(f"{following}, item 1") == 1
        assert f"{held}, item" not in work
        assert f"Open {str(following).lower()}" in work

    def test_passes_over_a_meeting_whose_papers_are_due_already(self):
        request = a_request(Stage.DEFERRED)
        too_soon = planned(MEETING_DAY + timedelta(days=4))
        following = planned(MEETING_DAY + timedelta(days=28))

        assert self.bring_back(request) is Stage.LISTED
        assert the_item(request).meeting == following
        assert not too_soon.items.exists()

    def test_passes_over_a_meeting_from_which_it_was_withdrawn(self):
        request = a_request(Stage.LISTED)
        builders.withdraw(request)
        assert deferrals.next_meeting(request, after=MONDAY_9AM) is None

        following = planned(MEETING_DAY + timedelta(days=28))

        assert deferrals.next_meeting(request, after=MONDAY_9AM) == following

    def test_waits_for_a_meeting_where_none_is_planned(self):
        assert self.bring_back(a_request(Stage.DEFERRED)) is Stage.READY

    def test_waits_for_a_coordinator_where_the_rules_don_t_say_so(self):
        ruled("deferral_next_meeting = false")
        request = a_request(Stage.DEFERRED)
        planned(MEETING_DAY + timedelta(days=14))

        assert self.bring_back(request) is Stage.READY

    def test_the_case_says_when_it_comes_back(self, client: Client):
        request = a_request(Stage.DEFERRED)
        client.force_login(a_person(Role.COORDINATOR))
        assert (
            "that still takes requests: none is planned yet"
            in client.get(f"/cases/{request}/").text
        )

        in_a_month = planned(clock.now() + timedelta(days=28))
        page = client.get(f"/cases/{request}/")
        assert f"It comes back to {str(in_a_month).lower()}" in page.text
        assert "Information is missing." in page.text

    def test_a_page_brings_it_back(self, client: Client):
        request = a_request(Stage.DEFERRED)
        client.force_login(a_person(Role.COORDINATOR))
        assert "It can come back to panel" in client.get(f"/cases/{request}/").text
        meeting = planned(clock.now() + timedelta(days=28))
        agenda = f"on the agenda of {named(meeting)}"
        assert f"Put it {agenda}" in client.get(f"/cases/{request}/").text
        page = client.post(f"/cases/{request}/bring-back/", follow=True)

        assert f"{request} is {agenda}." in page.text
        assert client.post(f"/cases/{request}/bring-back/").status_code == 409

    def test_json_brings_it_back(self):
        request = a_request(Stage.DEFERRED)
        planned(clock.now() + timedelta(days=28))
        here = f"placement-requests/{request}/bring-back/"

        assert Caller(a_person(Role.COORDINATOR)).done(here)["stage"] == "listed"


class TestPage:
    def test_offers_the_rules_reasons_and_the_leads(self, client: Client):
        request = with_a_plan_due()
        item = the_item(request)
        here = f"/meetings/{item.meeting_id}/items/{item.position}/"
        client.force_login(a_person(Role.CHAIR))
        page = client.get(here)

        assert "Circumstances have changed" in page.text
        assert a_person(Role.AGENCY_LEAD, HEALTH).name in page.text
        sent = {
            "outcome": "deferred",
            "reasons": "The report isn't there.",
            "deferral_reason": "Information is missing",
        }
        refused = client.post(f"{here}outcome/", sent)
        assert refused.status_code == 200  # nothing is wrong with where it stands
        assert "Name the agency lead who signs off" in refused.text
        lead = a_person(Role.AGENCY_LEAD, HEALTH)
        done = client.post(
            f"{here}outcome/", sent | {"late_signed_off_by": str(lead.pk)}, follow=True
        )
        assert f"The chair recorded that {lead.name} agreed to a late plan." in done.text


def test_cases_alone_make_it_ready_and_list_nothing():
    request = a_request(Stage.DEFERRED)
    planned(MEETING_DAY + timedelta(days=14))
    moved = cases.bring_back(
        placement_request_id=request.pk, by=a_person(Role.COORDINATOR), at=MEETING_DAY
    )

    assert moved.stage == Stage.READY
