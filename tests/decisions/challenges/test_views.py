"""The pages on which a challenge to a decision is recorded, and where it is seen."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from panel.agencies.models import Role
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.decisions.models import Challenge
from panel.sample.people import HEALTH, SOCIAL_CARE
from tests.builders import a_person, a_request, the_item
from tests.decisions.challenged import LATER, a_challenge, another_chair, end, ruled

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("later")]
SignIn = Callable[..., Client]


@pytest.fixture
def signed_in(client: Client) -> SignIn:
    """Return a function that signs somebody in and gives the client."""

    def sign_in(role: Role, agency: str = "") -> Client:
        client.force_login(a_person(role, agency))
        return client

    return sign_in


@pytest.fixture
def coordinator(signed_in: SignIn) -> Client:
    return signed_in(Role.COORDINATOR)


@pytest.fixture
def declined(db: None) -> PlacementRequest:
    return a_request(Stage.DECLINED)


def day(name: str, day: str, month: str = "10", year: str = "2026") -> dict[str, str]:
    return {f"{name}_day": day, f"{name}_month": month, f"{name}_year": year}


ASKED = {"challenge": "review", "asker": "parent", "grounds": "No place there."} | day(
    "asked_on", "1"
)
CAME = {"outcome": "stands", "findings": "The reasons were sound."} | day("outcome_on", "20")


class TestNew:
    def test_is_offered_to_coordinators_once_something_is_decided(
        self, coordinator: Client, declined: PlacementRequest
    ):
        words = "Record that the decision is challenged"

        assert words in coordinator.get(f"/cases/{declined}/").text
        assert words not in coordinator.get(f"/cases/{a_request(Stage.READY)}/").text

    def test_records_it_and_says_by_when_it_has_to_be_answered(
        self, coordinator: Client, declined: PlacementRequest
    ):
        page = coordinator.post(f"/cases/{declined}/challenges/new/", ASKED, follow=True)

        assert "It has to be answered by 29 October 2026." in page.text
        assert "Review by the panel: open" in page.text
        assert "19 October 2026" in page.text  # until when it was in time
        assert "Answer to the request for review" in page.text  # its clock

    def test_asks_for_everything_that_is_missing_and_keeps_what_was_typed(
        self, coordinator: Client, declined: PlacementRequest
    ):
        typed = {"grounds": "No place there."}
        page = coordinator.post(f"/cases/{declined}/challenges/new/", typed)

        for sentence in ("what is asked for", "Choose who asks", "the day it reached you"):
            assert sentence in page.text
        assert "No place there." in page.text

    def test_refuses_a_certificate_of_before_the_decision_at_its_field(
        self, coordinator: Client, declined: PlacementRequest
    ):
        typed = ASKED | {"challenge": "tribunal"} | day("certificate_on", "1", "9")
        page = coordinator.post(f"/cases/{declined}/challenges/new/", typed).text

        assert "there was nothing to mediate about before" in page
        assert 'href="#id_certificate_on' in page
        assert "No place there." in page

    def test_wants_a_reason_for_what_is_late(
        self, coordinator: Client, declined: PlacementRequest
    ):
        late = ASKED | day("asked_on", "20")
        address = f"/cases/{declined}/challenges/new/"
        refused = coordinator.post(address, late)

        # at the head, and at the field that wants the reason
        assert refused.text.count("It was in time until 19 October 2026.") == 2
        coordinator.post(address, late | {"late_because": "The letter was lost."})
        assert Challenge.objects.get().late_because == "The letter was lost."

    def test_is_only_an_appeal_s_that_has_a_certificate(
        self, coordinator: Client, declined: PlacementRequest
    ):
        address = f"/cases/{declined}/challenges/new/"
        page = coordinator.post(address, ASKED | day("certificate_on", "2"))

        assert "Only an appeal to the Tribunal has a mediation certificate" in page.text

    def test_is_of_a_decision(self, coordinator: Client):
        undecided = a_request(Stage.READY)

        assert coordinator.get(f"/cases/{undecided}/challenges/new/").status_code == 404


class TestEnd:
    def test_offers_the_chairs_who_had_no_part_in_it(self, coordinator: Client):
        challenge, other = a_challenge(), another_chair()
        page = coordinator.get(address(challenge))

        assert other.name in page.text
        assert a_person(Role.CHAIR).name not in page.text
        assert "What does the Tribunal order?" not in page.text

    def test_records_what_came_of_it_and_who_heard_it(self, coordinator: Client):
        challenge, other = a_challenge(), another_chair()
        page = coordinator.post(
            address(challenge), CAME | {"heard_by": str(other.pk)}, follow=True
        )

        assert "Review by the panel: the decision stands" in page.text
        assert "The reasons were sound." in page.text
        assert other.name in page.text

    def test_says_of_what_was_agreed_how_the_panel_decides_it_again(self, coordinator: Client):
        request = a_request(Stage.APPROVED)
        end(
            a_challenge(request, kind="complaint"), outcome="again", findings="No chair was there."
        )

        for page in (f"/cases/{request}/", f"/placements/{request}/agreement/"):
            told = coordinator.get(page).text
            assert "The panel is to decide this again" in told
            assert "Say that it won’t start, and have its referrer send a new request." in told

        later = a_request(Stage.SUBMITTED)
        PlacementRequest.objects.filter(pk=later.pk).update(
            child=request.child, submitted_at=LATER + timedelta(days=1)
        )
        assert "is to decide this again" not in coordinator.get(f"/cases/{request}/").text

    def test_asks_for_an_independent_panel_where_the_rules_do(self, coordinator: Client):
        ruled('heard_by = "independent_panel"')
        challenge = a_challenge()

        assert "Which independent panel heard it?" in coordinator.get(address(challenge)).text
        refused = coordinator.post(address(challenge), CAME).text
        assert refused.count("Name the independent panel that heard it") == 2

    def test_takes_what_the_tribunal_orders_and_offers_each_to_be_carried_out(
        self, coordinator: Client
    ):
        challenge = a_challenge(kind="tribunal")
        sent = CAME | {"outcome": "replaced", "orders": ["name_school", "answer"]}
        page = coordinator.post(address(challenge), sent, follow=True)
        assert "Done: School named as ordered" in page.text

        done = address(challenge).replace("/end/", "/done/TRI-05-NAME/")
        after = coordinator.post(done, follow=True)
        assert "Recorded as done today." in after.text
        assert "Done: School named as ordered" not in after.text
        assert coordinator.post(done).status_code == 409


class TestSeen:
    def test_is_marked_in_lists_and_on_the_item(
        self, signed_in: SignIn, declined: PlacementRequest
    ):
        a_challenge(declined)
        item = the_item(declined)
        client = signed_in(Role.COORDINATOR)

        assert "Decision challenged" in client.get("/cases/").text
        assert f"/cases/{declined}/" in client.get("/").text
        assert "Decision challenged" in client.get(f"/meetings/{item.meeting_id}/").text
        page = client.get(f"/meetings/{item.meeting_id}/items/{item.position}/")
        assert "Review by the panel: open" in page.text

    def test_isn_t_marked_once_the_decision_stood(
        self, coordinator: Client, declined: PlacementRequest
    ):
        end(a_challenge(declined, kind="complaint"))

        assert "Decision challenged" not in coordinator.get("/cases/").text

    def test_is_told_to_everybody_who_reads_the_case_and_recorded_by_none_of_them(
        self, signed_in: SignIn, declined: PlacementRequest
    ):
        a_challenge(declined)
        page = signed_in(Role.REFERRER, SOCIAL_CARE).get(f"/cases/{declined}/")

        assert "Challenges to a decision" in page.text
        assert f"/cases/{declined}/challenges/" not in page.text
        assert "Decision challenged" in page.text  # its history

    def test_costs_a_list_no_more_the_longer_it_is(
        self, coordinator, django_assert_max_num_queries
    ):
        for _ in range(3):
            a_challenge()
        with django_assert_max_num_queries(12):
            coordinator.get("/cases/")


@pytest.mark.parametrize("page", ["new/", "1/end/", "1/done/TRI-02/"])
@pytest.mark.parametrize(
    ("role", "agency"), [(Role.CHAIR, ""), (Role.AGENCY_LEAD, HEALTH), (Role.REFERRER, "")]
)
def test_is_closed_to_everybody_but_coordinators(
    signed_in: SignIn, declined: PlacementRequest, page: str, role: Role, agency: str
):
    a_challenge(declined)

    answer = signed_in(role, agency).post(f"/cases/{declined}/challenges/{page}")
    assert answer.status_code == 403


def address(challenge: Challenge) -> str:
    reference = challenge.decision.placement_request.reference
    return f"/cases/{reference}/challenges/{challenge.number}/end/"
