"""The pages on which requests are listed, items opened and outcomes recorded."""

from datetime import datetime, time
from typing import Any

import pytest
from django.test import Client

from panel import clock, working_days
from panel.agencies.models import Role
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.decisions.models import Outcome
from panel.meetings import operations as meetings
from panel.meetings.models import AgendaItem
from panel.meetings.stages import MeetingStage
from panel.sample.people import HEALTH
from tests.builders import (
    MEETING_DAY,
    MONDAY_9AM,
    a_meeting,
    a_person,
    a_request,
    open_meeting,
    the_item,
)
from tests.decisions.urgently import appointed
from tests.stating import under

pytestmark = pytest.mark.django_db


@pytest.fixture
def chair(client: Client) -> Client:
    client.force_login(a_person(Role.CHAIR))
    return client


def address(item: AgendaItem) -> str:
    return f"/meetings/{item.meeting_id}/items/{item.position}/"


def an_outcome(outcome: Outcome, **typed: str) -> dict[str, Any]:
    stated = {
        "reasons": "It meets the need.",
        "equality_note": "What disability asks for was weighed.",
        "return_plan": "Back to Northmere Park at sixteen.",
    }
    return {"outcome": outcome, **stated, **typed}


def test_a_member_who_advised_on_it_is_told_that_others_give_positions(client: Client) -> None:
    item, adviser = the_item(a_request(Stage.LISTED)), a_person(Role.ADVISER, HEALTH)
    appointed(adviser, Role.MEMBER, HEALTH)
    client.force_login(adviser)

    page = client.get(address(item)).text

    assert "You advised on this request, so others give positions on it." in page
    assert "Give or change your position" not in page


class TestAdd:
    def test_puts_a_ready_request_on_the_agenda(self, client: Client) -> None:
        request, meeting = a_request(Stage.READY), a_meeting(planned_at=MEETING_DAY)
        client.force_login(a_person(Role.COORDINATOR))

        offered = client.get(f"/meetings/{meeting.pk}/add/")
        client.post(f"/meetings/{meeting.pk}/add/", {"add": request.reference})

        assert request.reference in offered.text
        assert meeting.items.get().placement_request == request

    def test_takes_what_comes_late_from_the_chair_alone_who_says_why(self, chair: Client) -> None:
        request, today = a_request(Stage.READY), clock.today()
        holidays = working_days.england(today.year, today.year + 1)
        nine_days_ahead = working_days.add(today, 9, holidays)  # papers were in by the tenth
        meeting = meetings.plan(
            panel_id=request.panel_id,
            starts_at=datetime.combine(nine_days_ahead, time(9), clock.LONDON),
            place="",
            by=a_person(Role.COORDINATOR),
            at=MONDAY_9AM.replace(year=today.year - 1),
        )
        page = f"/meetings/{meeting.pk}/add/"

        coordinator = Client()
        coordinator.force_login(a_person(Role.COORDINATOR))
        closed = coordinator.get(page).text
        refused = chair.post(page, {"add": request.reference})
        chair.post(page, {"add": request.reference, "waiver": "The family moves."})
        agenda = chair.get(f"/meetings/{meeting.pk}/")

        assert "the chair may take one that comes later" in closed
        assert request.reference not in closed
        assert "Say why it is taken although it comes late" in refused.text
        assert "Taken late by the chair: The family moves." in agenda.text
        assert "About 9am" in agenda.text

    def test_says_when_none_is_ready(self, client: Client) -> None:
        client.force_login(a_person(Role.COORDINATOR))

        page = client.get(f"/meetings/{a_meeting(planned_at=MEETING_DAY).pk}/add/")

        assert "No request is ready." in page.text

    @pytest.mark.parametrize(
        ("stage", "why"),
        [
            (MeetingStage.PAPERS_OUT, "Its papers are out,"),
            (MeetingStage.OPEN, "The meeting has begun,"),
        ],
    )
    def test_offers_nothing_where_the_agenda_is_closed(
        self, client: Client, stage: MeetingStage, why: str
    ) -> None:
        meeting, ready = a_meeting(stage), a_request(Stage.READY)
        client.force_login(a_person(Role.COORDINATOR))

        page = client.get(f"/meetings/{meeting.pk}/add/").text

        assert why in page
        assert ready.reference not in page

    def test_says_of_a_request_that_it_isn_t_ready_any_more(self, client: Client) -> None:
        request, meeting = a_request(Stage.LISTED), a_meeting(planned_at=MEETING_DAY)
        client.force_login(a_person(Role.COORDINATOR))

        page = client.post(f"/meetings/{meeting.pk}/add/", {"add": request.reference})

        assert page.status_code == 409


class TestOutcomesOffered:
    """T052: only what the panel's rules name is offered."""

    def test_are_those_of_the_rules(self, chair: Client) -> None:
        page = chair.get(address(the_item(a_request(Stage.CONSIDERED)))).text

        assert 'value="agreed_with_conditions"' in page
        assert 'value="in_principle"' not in page

    def test_are_others_under_other_rules(self, chair: Client) -> None:
        under("decision", 'outcomes = ["agreed", "in_principle", "declined"]')
        page = chair.get(address(the_item(a_request(Stage.CONSIDERED)))).text

        assert 'value="in_principle"' in page
        assert 'value="agreed_with_conditions"' not in page
        assert 'value="referred_on"' not in page
        assert 'name="referred_to"' not in page


class TestItem:
    def test_compares_options_with_suitability_before_cost(self, chair: Client) -> None:
        page = chair.get(address(the_item(a_request(Stage.LISTED))))

        assert page.text.index("Meets needs") < page.text.index("Cost a week")
        assert "£86,965.97" in page.text

    def test_can_be_opened_only_while_the_meeting_is(self, chair: Client) -> None:
        item = the_item(a_request(Stage.LISTED))

        before = chair.get(address(item))
        refused = chair.post(f"{address(item)}consider/")
        open_meeting(item.meeting)
        after = chair.get(address(item))

        assert "Open the item</button>" not in before.text
        assert refused.status_code == 409
        assert "Open the item</button>" in after.text

    def test_says_in_words_what_the_quorum_lacks(self, chair: Client) -> None:
        item = the_item(a_request(Stage.LISTED))
        open_meeting(item.meeting, "social-care")

        page = chair.get(address(item))

        assert "Nobody is here for Social care." in page.text


class TestOutcome:
    def test_is_recorded_with_its_conditions(self, chair: Client) -> None:
        request = a_request(Stage.CONSIDERED)
        condition = {"what_1": "Nursing plan agreed", "owner_1": "Lena Brandt"}
        day = {"due_on_1_day": "4", "due_on_1_month": "12", "due_on_1_year": "2026"}

        page = chair.post(
            f"{address(the_item(request))}outcome/",
            an_outcome(Outcome.AGREED_WITH_CONDITIONS, option="B", **condition, **day),
            follow=True,
        )

        assert "Agreed with 1 condition" in page.text
        assert "Lena Brandt, by 4 December 2026" in page.text
        assert "0 of 3 approved" in page.text
        assert stage_of(request) == Stage.FUNDING

    def test_says_at_once_what_the_rules_ask_it_to_state(self, chair: Client) -> None:
        request = a_request(Stage.CONSIDERED)

        page = chair.post(
            f"{address(the_item(request))}outcome/",
            an_outcome(Outcome.DECLINED, equality_note="", reasons=""),
        )

        for sentence in (
            "Give the panel’s reasons",
            "Say why the advice isn’t followed: Education supported option B",
            "Write down how equality was considered.",
        ):
            assert page.text.count(sentence) == 2  # at the head, and at its field
        assert "Back to Northmere Park at sixteen." in page.text

    def test_is_shown_with_what_it_states(self, chair: Client) -> None:
        request = a_request(Stage.CONSIDERED)

        page = chair.post(
            f"{address(the_item(request))}outcome/",
            an_outcome(Outcome.DECLINED, departure_reason="A nurse is at school now."),
            follow=True,
        )

        assert "which is not agreed. A nurse is at school now." in page.text
        assert "What disability asks for was weighed." in page.text

    def test_asks_which_option_is_agreed_and_keeps_the_reasons(self, chair: Client) -> None:
        request = a_request(Stage.CONSIDERED)

        page = chair.post(f"{address(the_item(request))}outcome/", an_outcome(Outcome.AGREED))

        assert "Choose the option that the panel agrees" in page.text
        assert "It meets the need." in page.text
        assert stage_of(request) == Stage.CONSIDERED

    def test_asks_for_the_rest_of_a_condition_begun(self, chair: Client) -> None:
        request = a_request(Stage.CONSIDERED)

        page = chair.post(
            f"{address(the_item(request))}outcome/",
            an_outcome(Outcome.AGREED_WITH_CONDITIONS, option="B", what_2="Nursing plan"),
        )

        assert "Say who sees to it" in page.text
        assert "Enter the date by which it must be done" in page.text
        assert 'value="Nursing plan"' in page.text

    def test_finds_the_field_of_a_fault_that_the_document_finds(self, chair: Client) -> None:
        request = a_request(Stage.CONSIDERED)
        day = {"due_on_3_day": "4", "due_on_3_month": "12", "due_on_3_year": "2026"}
        condition = {"what_3": "x" * 201, "owner_3": "Lena Brandt"}

        page = chair.post(
            f"{address(the_item(request))}outcome/",
            an_outcome(Outcome.AGREED_WITH_CONDITIONS, option="B", **condition, **day),
        )

        assert (
            '<a href="#id_what_3">This must be 200 characters or fewer; you wrote 201.</a>'
            in page.text
        )

    def test_is_refused_without_a_quorum_and_keeps_what_was_typed(self, chair: Client) -> None:
        item = the_item(a_request(Stage.LISTED))
        open_meeting(item.meeting, "health")
        chair.post(f"{address(item)}consider/")
        offered = chair.get(address(item)).text
        assert "Without a quorum it can only be deferred." in offered
        assert 'value="deferred"' in offered
        assert 'value="declined"' not in offered
        assert "Which option is agreed?" not in offered
        assert "Conditions, if there are any" not in offered

        page = chair.post(f"{address(item)}outcome/", an_outcome(Outcome.DECLINED))

        assert page.status_code == 409
        assert "Nobody is here for Health." in page.text
        assert "It meets the need." in page.text

    def test_is_not_for_the_coordinator(self, client: Client) -> None:
        item = the_item(a_request(Stage.CONSIDERED))
        client.force_login(a_person(Role.COORDINATOR))

        page = client.post(f"{address(item)}outcome/", an_outcome(Outcome.DECLINED))

        assert page.status_code == 403


def stage_of(request: PlacementRequest) -> str:
    return PlacementRequest.objects.get(pk=request.pk).stage
