"""The page of an adviser without an account, and the team's page of invitations."""

import re
from typing import Any

import pytest
from django.test import Client

from panel.agencies.models import Role
from panel.cases.models import PlacementRequest
from panel.cases.stages import AdviceStage, Stage
from panel.deadlines.models import Notice
from panel.sample.people import HEALTH
from tests.builders import a_person, a_request

pytestmark = pytest.mark.django_db
WHO = {"name": "Dr Ada Penn", "organisation": "Quarry Lane", "email": "a.penn@quarry.example"}
ADVICE = {"opinion": "conditions", "summary": "With therapy twice a week.", "hours_per_week": "4"}
ADVICE |= {"conditions": "Therapy twice a week"}


def team() -> Client:
    client = Client()
    client.force_login(a_person(Role.COORDINATOR))
    return client


def invite(request: PlacementRequest) -> Any:
    address = f"/cases/{request.reference}/outside-advice/"
    return team().post(address, WHO | {"agency": HEALTH}, follow=True)


def link(request: PlacementRequest) -> str:
    mail = Notice.objects.filter(key__startswith=f"invitation/{request.reference}/").latest("pk")
    found = re.search(r"/advise/[\w-]+/", mail.body)
    assert found is not None
    return found[0]


@pytest.fixture
def asked() -> PlacementRequest:
    request = a_request(Stage.ADVICE)
    invite(request)
    return request


class TestAdvise:
    def test_shows_what_is_asked_to_a_stranger_and_nobody_s_name(
        self, client: Client, asked: PlacementRequest
    ) -> None:
        page = client.get(link(asked))

        assert "Alder Vale" in page.text
        assert "13 years" in page.text
        for said in ("Quill", "Zander", "Q.Z.", "near my brother", "not been in school"):
            assert said not in page.text
        assert (
            page["Referrer-Policy"] == "same-origin"
        )  # with none, browsers send no origin either
        assert "noindex" in page["X-Robots-Tag"]
        assert page["Cache-Control"] == "no-store"

    def test_looking_uses_nothing_up_and_sending_does(
        self, client: Client, asked: PlacementRequest
    ) -> None:
        address = link(asked)
        for _ in range(2):
            assert client.get(address).status_code == 200

        assert client.post(address, ADVICE, follow=True).status_code == 200
        assert asked.advice.get(agency__code=HEALTH).hours_per_week == 4
        again = client.post(address, ADVICE)
        assert again.status_code == 410
        assert "This link was used" in again.text

    def test_a_form_sent_unfinished_uses_nothing_up(
        self, client: Client, asked: PlacementRequest
    ) -> None:
        page = client.post(link(asked), {"summary": "I would like"})

        assert "Choose what your agency advises" in page.text
        assert "I would like" in page.text
        assert asked.advice.get(agency__code=HEALTH).stage == AdviceStage.ASKED

    def test_a_guess_is_told_that_it_leads_nowhere(self, client: Client) -> None:
        page = client.get(f"/advise/{'x' * 43}/")

        assert page.status_code == 410
        assert "This link leads nowhere" in page.text


class TestInvitations:
    def test_lists_who_was_invited_without_the_link(self, asked: PlacementRequest) -> None:
        page = team().get(f"/cases/{asked.reference}/outside-advice/")

        assert "Dr Ada Penn, Quarry Lane" in page.text
        assert link(asked) not in page.text

    def test_says_everything_missing_at_once(self) -> None:
        request = a_request(Stage.ADVICE)

        page = team().post(f"/cases/{request.reference}/outside-advice/", {"email": "a.penn"})

        for sentence in ("adviser’s name", "adviser’s organisation", "valid email", "Choose the"):
            assert sentence in page.text

    def test_is_taken_back_and_says_so_to_whoever_comes(
        self, client: Client, asked: PlacementRequest
    ) -> None:
        invitation = asked.advice.get(agency__code=HEALTH).invitations.get()
        address = f"/cases/{asked.reference}/outside-advice/{invitation.pk}/revoke/"

        assert team().post(address).status_code == 302
        assert team().post(address).status_code == 409
        assert "was taken back" in client.get(link(asked)).text

    def test_the_advice_is_shown_as_from_outside(
        self, client: Client, asked: PlacementRequest
    ) -> None:
        client.post(link(asked), ADVICE)

        page = team().get(f"/cases/{asked.reference}/")
        assert "Dr Ada Penn, Quarry Lane (from outside)" in page.text
