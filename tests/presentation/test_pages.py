"""What every page carries: headers, masthead, signing in, refusals."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from panel.agencies import access
from panel.agencies.models import Appointment, Person, Role
from panel.presentation import masthead, pages
from tests.builders import a_panel

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough pass phrase"


@pytest.fixture
def priya() -> Person:
    """A chair who also manages the fund."""
    person = Person.objects.create_user("priya@example.org", name="Priya Raman", password=PASSWORD)
    panel = a_panel()
    for role in (Role.FUND_MANAGER, Role.CHAIR):
        Appointment.objects.create(
            person=person, panel=panel, role=role, starts_on=date(2020, 1, 1)
        )
    return person


def test_every_answer_forbids_scripts_and_being_kept(client: Client) -> None:
    headers = client.get("/sign-in/").headers

    assert "script-src 'none'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "no-store" in headers["Cache-Control"]
    assert headers["Referrer-Policy"] == "same-origin"


class TestSigningIn:
    def test_wrong_words_do_not_say_which_was_wrong(self, client: Client, priya: Person) -> None:
        answer = client.post("/sign-in/", {"username": priya.username, "password": "wrong"})

        assert "The e-mail address or the password is wrong" in answer.content.decode()
        assert "<title>Error: Sign in" in answer.content.decode()

    def test_right_words_lead_to_your_work(self, client: Client, priya: Person) -> None:
        answer = client.post("/sign-in/", {"username": priya.username, "password": PASSWORD})

        assert (answer.status_code, answer.headers["Location"]) == (302, "/")

    def test_signing_out_is_a_post_and_says_so(self, client: Client, priya: Person) -> None:
        client.force_login(priya)

        assert client.get("/sign-out/").status_code == 405
        answer = client.post("/sign-out/", follow=True)
        assert "You are signed out" in answer.content.decode()


class TestMasthead:
    def test_names_the_person_and_their_roles(self, client: Client, priya: Person) -> None:
        client.force_login(priya)

        html = client.get("/signed-out/").content.decode()
        assert "Priya Raman" in html
        assert "Chair and Fund manager" in html
        assert a_panel().name in html

    def test_offers_only_places_that_exist_and_a_role_allows(
        self, priya: Person, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(masthead, "is_valid_path", lambda address: address != "/meetings/")

        held = access.of(priya, on=date(2026, 11, 23))
        offered = masthead.places(held, "/cases/JRAP-2026-00147/")

        words = [link.words for link in offered]
        assert words == [
            "Your work",
            "Cases",
            "Placements",
            "Fund",
            "Decisions",
            "Reports",
            "Verify",
            "Rules",
        ]
        assert [link.words for link in offered if link.is_current] == ["Cases"]


class TestRefusals:
    def test_a_conflict_says_why_and_where_to_look(self) -> None:
        request = RequestFactory().get("/")
        request.user = AnonymousUser()
        answer = pages.conflict(request, reasons=["Health has sent advice."], back="/cases/x/")

        assert answer.status_code == 409
        assert "Health has sent advice." in answer.content.decode()
        assert "what you sent" not in answer.content.decode()  # it was only asked for
        assert 'href="/cases/x/"' in answer.content.decode()

    def test_a_refusal_says_why(self) -> None:
        request = RequestFactory().get("/")
        request.user = AnonymousUser()
        answer = pages.forbidden(request, reason="You declared an interest on 20 November.")

        assert answer.status_code == 403
        assert "You declared an interest on 20 November." in answer.content.decode()

    @pytest.mark.parametrize("page", ["400.html", "403_csrf.html", "500.html"])
    def test_a_page_for_bad_days_needs_no_context(self, page: str) -> None:
        assert "<h1" in render_to_string(page)

    def test_an_unknown_address_is_a_page(self, client: Client) -> None:
        answer = client.get("/nowhere/")

        assert answer.status_code == 404
        assert "We could not find that page" in answer.content.decode()


class TestSignedOutMeanwhile:
    def test_a_form_is_lost_and_its_page_comes_again_after_signing_in(
        self, client: Client, priya: Person
    ) -> None:
        page = client.post(
            "/approvals/1/approve/", HTTP_REFERER="http://testserver/approvals/1/", follow=True
        )

        assert page.redirect_chain == [("/sign-in/?next=/approvals/1/", 302)]
        assert "what you just sent was not kept" in page.text

    def test_no_other_site_says_where_to_go_on(self, client: Client) -> None:
        answer = client.post("/approvals/1/approve/", HTTP_REFERER="https://evil.example/x/")

        assert answer.headers["Location"] == "/sign-in/?next=/"

    def test_a_page_that_is_only_opened_is_opened_after_signing_in(self, client: Client) -> None:
        answer = client.get("/cases/?stage=advice")

        assert answer.headers["Location"] == "/sign-in/?next=/cases/%3Fstage%3Dadvice"


def test_what_only_takes_a_form_says_so_to_who_opens_it(client: Client, priya: Person) -> None:
    client.force_login(priya)

    page = client.get("/sign-out/")

    assert (page.status_code, page.headers["Allow"]) == (405, "POST, OPTIONS")
    assert "There is nothing to open here" in page.text
