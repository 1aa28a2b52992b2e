"""The pages of cases for those who read, check and advise on them."""

from typing import Any

import pytest
from django.test import Client

from panel.agencies.models import Role
from panel.audit.models import ReadEvent
from panel.cases.models import PlacementRequest
from panel.cases.stages import AdviceStage, Stage
from panel.meetings import operations as meetings
from panel.sample.people import EDUCATION, HEALTH, SOCIAL_CARE
from tests.builders import (
    AGENCIES,
    MONDAY_9AM,
    a_panel,
    a_person,
    a_request,
    give_advice,
    send_back,
    the_item,
)

pytestmark = pytest.mark.django_db
ADVICE = {"opinion": "supports", "summary": "It would meet the need."}


@pytest.fixture
def signed_in(client: Client) -> Any:
    """Return a function that signs somebody in and gives the client."""

    def sign_in(role: Role, agency: str = "") -> Client:
        client.force_login(a_person(role, agency))
        return client

    return sign_in


def reads_of(placement_request: PlacementRequest) -> list[str]:
    """Return what was read of a request, and is logged."""
    return [read.what for read in ReadEvent.objects.filter(subject=placement_request.reference)]


class TestIndex:
    @pytest.mark.parametrize(
        ("role", "answer"),
        [
            (Role.REFERRER, 200),
            (Role.COORDINATOR, 200),
            (Role.ADVISER, 200),
            (Role.MEMBER, 200),
            (Role.CHAIR, 200),
            (Role.AGENCY_LEAD, 200),
            (Role.AUDITOR, 200),
            (Role.FUND_MANAGER, 403),
            (Role.ADMINISTRATOR, 403),
        ],
    )
    def test_answers_those_who_read_cases(self, signed_in: Any, role: Role, answer: int) -> None:
        a_panel()

        assert signed_in(role).get("/cases/").status_code == answer

    def test_finds_by_reference_and_by_initials(self, signed_in: Any) -> None:
        child = {"given_name": "Mo", "family_name": "Bell", "born_on": "2014-02-03"}
        wanted = a_request(Stage.SUBMITTED, child=child)
        other = a_request(Stage.SUBMITTED)
        client = signed_in(Role.COORDINATOR)

        for sought in (wanted.reference[-5:], wanted.reference, "MB", "m.b.", "M. B."):
            page = client.get("/cases/", {"q": sought})
            assert f"/cases/{wanted.reference}/" in page.text
            assert f"/cases/{other.reference}/" not in page.text

    def test_narrows_to_a_stage_and_says_when_nothing_is_left(self, signed_in: Any) -> None:
        submitted = a_request(Stage.SUBMITTED)
        client = signed_in(Role.COORDINATOR)

        assert submitted.reference in client.get("/cases/", {"stage": "submitted"}).text
        assert "No cases match" in client.get("/cases/", {"stage": "ready"}).text

    def test_says_at_the_field_that_a_search_is_too_long(self, signed_in: Any) -> None:
        a_panel()

        page = signed_in(Role.COORDINATOR).get("/cases/", {"q": "x" * 81})

        assert "must be 80 characters or fewer; you wrote 81" in page.text

    def test_hides_other_agencies_drafts(self, signed_in: Any) -> None:
        draft = a_request()

        assert draft.reference in signed_in(Role.REFERRER, SOCIAL_CARE).get("/cases/").text
        assert draft.reference not in signed_in(Role.REFERRER, HEALTH).get("/cases/").text
        assert draft.reference not in signed_in(Role.COORDINATOR).get("/cases/").text


class TestReading:
    @pytest.mark.parametrize("page", ["timeline", "clocks"])
    def test_logs_each_read(self, signed_in: Any, page: str) -> None:
        placement_request = a_request(Stage.ADVICE)

        answer = signed_in(Role.COORDINATOR).get(f"/cases/{placement_request.reference}/{page}/")

        assert answer.status_code == 200
        assert reads_of(placement_request) == [page]

    def test_is_not_there_for_who_may_not_see_it(self, signed_in: Any) -> None:
        draft = a_request()

        page = signed_in(Role.COORDINATOR).get(f"/cases/{draft.reference}/timeline/")

        assert page.status_code == 404
        assert reads_of(draft) == []

    def test_is_closed_to_who_declared_an_interest(self, signed_in: Any) -> None:
        placement_request = a_request(Stage.LISTED)
        meetings.declare_interest(
            item_id=the_item(placement_request).pk,
            reason="My nephew",
            by=a_person(Role.MEMBER, HEALTH),
            at=MONDAY_9AM,
        )
        client = signed_in(Role.MEMBER, HEALTH)

        for page in ("", "timeline/", "clocks/"):
            answer = client.get(f"/cases/{placement_request.reference}/{page}")
            assert answer.status_code == 403
            assert "You declared an interest in this case" in answer.text
        assert reads_of(placement_request) == []

    def test_tells_the_timeline_latest_first(self, signed_in: Any) -> None:
        placement_request = a_request(Stage.RETURNED)

        page = signed_in(Role.COORDINATOR).get(f"/cases/{placement_request.reference}/timeline/")

        assert page.text.index("Sent back to the referrer") < page.text.index("Request started")
        assert "Which school was tried before?" in page.text


class TestCheck:
    def test_shows_the_answers_without_a_way_to_change_them(self, signed_in: Any) -> None:
        placement_request = a_request(Stage.SUBMITTED)

        page = signed_in(Role.COORDINATOR).get(f"/cases/{placement_request.reference}/check/")

        assert "Quill has not been in school since March." in page.text
        assert "Change<" not in page.text
        assert reads_of(placement_request) == ["completeness check"]

    def test_accepts_and_asks_every_agency(self, signed_in: Any) -> None:
        placement_request = a_request(Stage.SUBMITTED)

        page = signed_in(Role.COORDINATOR).post(
            f"/cases/{placement_request.reference}/check/", follow=True
        )

        assert "Asked for advice: Education, Health and Social care." in page.text
        assert placement_request.advice.count() == len(AGENCIES)

    def test_says_why_it_cannot_be_accepted(self, signed_in: Any) -> None:
        placement_request = a_request(Stage.ADVICE)

        page = signed_in(Role.COORDINATOR).post(f"/cases/{placement_request.reference}/check/")

        assert page.status_code == 409
        assert "There is a problem" in page.text

    @pytest.mark.parametrize("role", [Role.REFERRER, Role.MEMBER, Role.AUDITOR])
    def test_is_the_coordinators_alone(self, signed_in: Any, role: Role) -> None:
        placement_request = a_request(Stage.SUBMITTED)

        page = signed_in(role).get(f"/cases/{placement_request.reference}/check/")

        assert page.status_code == 403


class TestSendBack:
    def test_asks_its_question(self, signed_in: Any) -> None:
        placement_request = a_request(Stage.SUBMITTED)

        signed_in(Role.COORDINATOR).post(
            f"/cases/{placement_request.reference}/send-back/", {"question": "Which school?"}
        )

        placement_request.refresh_from_db()
        assert placement_request.stage == Stage.RETURNED
        page = signed_in(Role.REFERRER).get(f"/cases/{placement_request.reference}/request/")
        assert "Which school?" in page.text

    def test_wants_a_question(self, signed_in: Any) -> None:
        placement_request = a_request(Stage.SUBMITTED)
        client = signed_in(Role.COORDINATOR)

        page = client.post(f"/cases/{placement_request.reference}/send-back/", {"question": " "})

        assert "Say what the referrer has to mend or answer" in page.text
        assert "<title>Error: " in page.text

    def test_keeps_the_question_when_it_is_refused(self, signed_in: Any) -> None:
        placement_request = a_request(Stage.SUBMITTED)
        send_back(placement_request)

        page = signed_in(Role.COORDINATOR).post(
            f"/cases/{placement_request.reference}/send-back/", {"question": "And the taxi?"}
        )

        assert page.status_code == 409
        assert "And the taxi?" in page.text
        assert "There is a problem" in page.text


class TestAdvice:
    def test_is_given(self, signed_in: Any) -> None:
        placement_request = a_request(Stage.ADVICE)
        address = f"/cases/{placement_request.reference}/advice/health/"
        client = signed_in(Role.ADVISER, HEALTH)

        assert "Give Health’s advice" in client.get(address).text
        assert client.post(address, ADVICE, follow=True).status_code == 200
        assert placement_request.advice.get(agency__code=HEALTH).stage == AdviceStage.GIVEN

    def test_with_a_condition_names_the_condition(self, signed_in: Any) -> None:
        placement_request = a_request(Stage.ADVICE)
        typed = {"opinion": "conditions", "summary": "It fits."}

        page = signed_in(Role.ADVISER, HEALTH).post(
            f"/cases/{placement_request.reference}/advice/health/", typed
        )

        sentence = "Say on what condition your agency supports it."
        assert f'<a href="#id_conditions">{sentence}</a>' in page.text

    def test_keeps_what_was_typed_when_no_opinion_is_chosen(self, signed_in: Any) -> None:
        placement_request = a_request(Stage.ADVICE)

        page = signed_in(Role.ADVISER, HEALTH).post(
            f"/cases/{placement_request.reference}/advice/health/", {"summary": "See page 4 🙂"}
        )

        assert "Choose what your agency advises" in page.text
        assert "See page 4 🙂" in page.text

    def test_a_second_time_what_was_said_is_there_and_becomes_a_new_version(
        self, signed_in: Any
    ) -> None:
        placement_request = a_request(Stage.ADVICE)
        give_advice(placement_request, HEALTH)
        client = signed_in(Role.ADVISER, HEALTH)
        address = f"/cases/{placement_request.reference}/advice/health/"

        assert "It would meet the need." in client.get(address).text
        client.post(address, ADVICE | {"summary": "It has closed.", "hours_per_week": "3"})
        assert placement_request.advice.get(agency__code=HEALTH).version == 2
        page = client.get(f"/cases/{placement_request.reference}/")
        assert "It has closed." in page.text
        assert "3 hours a week" in page.text

    def test_what_was_said_is_not_there_for_another_agency_s_adviser(self, signed_in: Any) -> None:
        placement_request = a_request(Stage.ADVICE)
        give_advice(placement_request, HEALTH)

        page = signed_in(Role.ADVISER, EDUCATION).get(
            f"/cases/{placement_request.reference}/advice/health/"
        )
        assert "It would meet the need." not in page.text

    def test_is_not_given_for_another_agency(self, signed_in: Any) -> None:
        placement_request = a_request(Stage.ADVICE)

        page = signed_in(Role.ADVISER, HEALTH).post(
            f"/cases/{placement_request.reference}/advice/education/", ADVICE
        )

        assert page.status_code == 403

    def test_is_not_asked_of_an_agency_that_does_not_exist(self, signed_in: Any) -> None:
        placement_request = a_request(Stage.ADVICE)

        page = signed_in(Role.ADVISER, HEALTH).get(
            f"/cases/{placement_request.reference}/advice/housing/"
        )

        assert page.status_code == 404


class TestPressing:
    @pytest.mark.parametrize(
        ("stage", "press", "becomes"),
        [
            (Stage.DEFERRED, "bring-back", Stage.READY),
            (Stage.DEFERRED, "ask-again", Stage.ADVICE),
        ],
    )
    def test_moves_a_deferred_request(
        self, signed_in: Any, stage: Stage, press: str, becomes: Stage
    ) -> None:
        placement_request = a_request(stage)

        page = signed_in(Role.COORDINATOR).post(f"/cases/{placement_request.reference}/{press}/")

        placement_request.refresh_from_db()
        assert page.status_code == 302
        assert placement_request.stage == becomes

    def test_makes_a_request_ready_once_every_agency_has_advised(self, signed_in: Any) -> None:
        placement_request = a_request(Stage.ADVICE)
        client = signed_in(Role.COORDINATOR)
        case = f"/cases/{placement_request}/"
        address = f"{case}ready/"

        early = client.post(address)
        assert "It is ready for panel" not in client.get(case).text
        give_advice(placement_request, EDUCATION, HEALTH, SOCIAL_CARE)
        assert "It is ready for panel" in client.get(case).text
        late = client.post(address)

        assert early.status_code == 409
        missing = "Advice is still missing: Education, Health and Social care."
        assert missing in early.text
        assert late.status_code == 302
