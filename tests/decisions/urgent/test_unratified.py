"""What the panel didn't ratify is said on every page of it, until it is seen to."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from panel.agencies.models import Role
from panel.cases import operations as cases
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.decisions import queries
from panel.decisions.telling import letter
from panel.decisions.urgent import unratified
from panel.meetings.models import FollowUp
from panel.sample.people import SOCIAL_CARE
from tests import builders
from tests.builders import MEETING_DAY, a_meeting, a_person, a_request, fund_urgently
from tests.decisions.changed import asked_to_change
from tests.decisions.urgently import answer, open_with_support

pytestmark = pytest.mark.django_db
WARNING = "The panel did not ratify this"
TO_DO = "Bring it back as an ordinary request"


def refused(follow_up: FollowUp = FollowUp.BRING_BACK) -> PlacementRequest:
    """Return a request that was decided between meetings and wasn't ratified."""
    meeting, request = a_meeting(), a_request(Stage.SUBMITTED)
    fund_urgently(request)
    builders.open_meeting(meeting)
    answer(request, follow_up)
    request.refresh_from_db()
    return request


def another_for_the_child_of(request: PlacementRequest) -> PlacementRequest:
    """Return a later request for the same child, still a draft."""
    later = a_request()
    PlacementRequest.objects.filter(pk=later.pk).update(child=request.child)
    return later


def send(later: PlacementRequest) -> None:
    cases.submit(
        placement_request_id=later.pk,
        by=a_person(Role.REFERRER),
        at=MEETING_DAY + timedelta(days=1),
    )


@pytest.fixture
def shown(client: Client) -> Callable[..., str]:
    """Return a function that shows a page to the holder of a role."""

    def show(address: str, role: Role = Role.COORDINATOR, agency: str = "") -> str:
        client.force_login(a_person(role, agency))
        return re.sub(r"\s+", " ", client.get(address).text)

    return show


class TestPages:
    def test_of_the_case_warn_and_say_what_has_to_happen(self, shown: Callable[..., str]):
        page = shown(f"/cases/{refused()}/")

        assert WARNING in page
        assert "It said so on 21 September 2026. What was paid stays paid." in page
        assert page.count(TO_DO) >= 2  # beside the warning, what happens next
        assert "The coordinator draws up the agreement with the provider." not in page

    def test_of_the_case_lead_its_referrer_to_an_ordinary_request(self, shown: Callable[..., str]):
        page = shown(f"/cases/{refused()}/", Role.REFERRER, SOCIAL_CARE)

        assert re.search(r'href="/cases/new/"[^>]*> ?Bring it back', page)

    def test_of_the_case_lead_the_coordinator_to_ending_it_where_that_was_said(
        self, shown: Callable[..., str]
    ):
        request = refused(FollowUp.END_PLACEMENT)

        page = shown(f"/cases/{request}/")

        assert re.search(rf'href="/placements/{request}/end/"[^>]*> ?End the placement', page)

    def test_of_the_placement_warn_before_it_is_arranged_and_started(
        self, shown: Callable[..., str]
    ):
        request = refused()
        assert WARNING in shown(f"/placements/{request}/agreement/")

        builders.draw_up(request)

        assert WARNING in shown(f"/placements/{request}/")
        assert WARNING in shown(f"/placements/{request}/start/")

        of_the_referrer = f"/cases/{request}/", Role.REFERRER, SOCIAL_CARE
        assert f"/placements/{request}/change/" in shown(*of_the_referrer)
        asked = asked_to_change(request)
        held = f"Open {asked}, which asks for a change already"
        assert held in shown(*of_the_referrer)

    def test_say_nothing_of_what_was_ratified(self, shown: Callable[..., str]):
        meeting, request = a_meeting(), a_request(Stage.SUBMITTED)
        fund_urgently(request)
        open_with_support(meeting)
        answer(request)

        assert WARNING not in shown(f"/cases/{request}/")
        assert WARNING not in shown(f"/placements/{request}/agreement/")


class TestWork:
    @pytest.mark.parametrize(
        ("role", "agency"), [(Role.COORDINATOR, ""), (Role.REFERRER, SOCIAL_CARE)]
    )
    def test_has_it_until_a_request_for_the_child_is_sent(
        self, shown: Callable[..., str], role: Role, agency: str
    ):
        request = refused()
        assert "Not ratified by the panel" in shown("/", role, agency)

        later = another_for_the_child_of(request)
        assert "Not ratified by the panel" in shown("/", role, agency)

        send(later)
        assert "Not ratified by the panel" not in shown("/", role, agency)
        assert WARNING not in shown(f"/cases/{request}/")

    def test_has_it_again_where_that_request_is_withdrawn(self):
        request = refused()
        later = another_for_the_child_of(request)
        send(later)
        assert unratified.of(request) is None

        builders.withdraw(later)

        assert unratified.of(request) is not None

    def test_has_it_until_the_placement_ends_where_that_was_said(self):
        request = refused(FollowUp.END_PLACEMENT)
        send(another_for_the_child_of(request))
        assert unratified.of(request) is not None

        builders.place(request)
        builders.end(request)
        request.refresh_from_db()

        assert unratified.of(request) is None


class TestRegister:
    def test_says_in_the_row_that_it_is_not_ratified(self, shown: Callable[..., str]):
        refused()

        assert "Not ratified. Alder Vale" in shown("/decisions/", Role.AUDITOR)
        assert "Not ratified. Alder Vale" in shown("/", Role.AUDITOR)

    def test_says_that_it_is_still_to_be_ratified(self, shown: Callable[..., str]):
        fund_urgently(a_request(Stage.SUBMITTED))

        assert "To be ratified. Alder Vale" in shown("/decisions/", Role.AUDITOR)

    def test_says_so_over_json_too(self, client: Client):
        client.force_login(a_person(Role.AUDITOR))
        refused()

        rows = client.get("/api/v1/decision-records/").json()["results"]

        assert {row["ratification"] for row in rows} == {"refused"}


class TestTelling:
    def test_the_family_learns_that_it_still_has_to_be_ratified(self):
        a_meeting()
        request = a_request(Stage.SUBMITTED)
        fund_urgently(request)

        said = letter_about(request)

        assert "The panel still has to ratify it by 21 September 2026." in said

    def test_the_family_learns_that_it_was_not_ratified(self):
        said = letter_about(refused())

        assert "The panel was asked to ratify it, and did not." in said
        assert "is arranged" not in said

    def test_the_page_of_the_telling_warns_whoever_tells(self, shown: Callable[..., str]):
        request = refused()
        telling = queries.last_decision(request).tellings.first()
        assert telling is not None

        assert WARNING in shown(f"/cases/{request}/tellings/{telling.pk}/")


def letter_about(request: PlacementRequest) -> str:
    """Return the letter under the panel's own rules, as one text."""
    decision = queries.last_decision(request)
    assert request.policy is not None
    passages = letter.letter(decision, request.policy.policy)
    return " ".join(passage.text for passage in passages)
