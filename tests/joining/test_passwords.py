"""The links by which people choose a password, from the mail to signing in."""

import re

import pytest
from django.test import Client

from panel import clock
from panel.agencies import access
from panel.agencies.models import Person, Role
from panel.audit.models import Event
from panel.deadlines.models import Notice
from panel.joining import links, operations
from tests.builders import MONDAY_9AM, a_person

pytestmark = pytest.mark.django_db
ADA = "ada@northmere.example"
WORDS = "correct horse battery"


@pytest.fixture
def ada() -> Person:
    """Somebody invited, who has no password yet."""
    return operations.invite(
        name="Ada New", username=ADA, by=a_person(Role.ADMINISTRATOR), at=clock.now()
    )


def link_to(person: Person) -> str:
    """Return the address in the person's latest mail."""
    body = Notice.objects.filter(recipient=person.username).latest("pk").body
    found = re.search(r"/password/[\w-]+/[\w-]+/", body)
    assert found is not None
    return found[0]


def choose(client: Client, link: str, password: str = WORDS, again: str = WORDS):
    """Open a link and send what is typed behind it."""
    opened = client.get(link)
    behind = opened.headers.get("Location", link)
    return client.post(behind, {"password": password, "again": again}, follow=True)


def signs_in(password: str = WORDS) -> bool:
    client = Client()
    return client.post("/sign-in/", {"username": ADA, "password": password}).status_code == 302


class TestInvite:
    def test_adds_somebody_who_is_mailed_a_link(self, ada: Person):
        notice = Notice.objects.get(recipient=ADA)

        assert not ada.has_usable_password()
        assert "added you to the people of the panel" in notice.body
        assert "works once, for 3 days" in notice.body

    @pytest.mark.parametrize("role", [Role.CHAIR, Role.FUND_MANAGER])
    def test_refuses_whoever_doesn_t_appoint(self, role: Role):
        with pytest.raises(access.Refused):
            operations.invite(name="Ada", username=ADA, by=a_person(role), at=MONDAY_9AM)

        assert not Person.objects.filter(username=ADA).exists()
        assert not Notice.objects.filter(recipient=ADA).exists()


class TestChoosePassword:
    def test_sets_it_and_they_sign_in(self, ada: Person, client: Client):
        page = choose(client, link_to(ada)).text

        assert "Your password is set. Sign in with it." in page
        assert signs_in()
        event = Event.objects.get(kind="password_chosen")
        assert event.subject == f"person {ADA}"
        assert not event.payload

    def test_looking_at_the_link_uses_nothing_up(self, ada: Person):
        for _ in range(3):
            Client().get(link_to(ada), follow=True)

        choose(Client(), link_to(ada))
        assert signs_in()

    def test_the_token_leaves_the_address_before_the_page_is_shown(
        self, ada: Person, client: Client
    ):
        opened = client.get(link_to(ada))

        assert opened.status_code == 302
        assert opened.headers["Location"].endswith("/set-password/")

    def test_a_link_works_once(self, ada: Person):
        link = link_to(ada)
        choose(Client(), link)
        answer = choose(Client(), link, "another good phrase", "another good phrase")

        assert answer.status_code == 410
        assert "This link leads nowhere any more" in answer.text
        assert signs_in()

    def test_two_windows_open_at_once_don_t_both_use_it(self, ada: Person):
        first, second = Client(), Client()
        behind = [client.get(link_to(ada)).headers["Location"] for client in (first, second)]
        first.post(behind[0], {"password": WORDS, "again": WORDS})
        answer = second.post(behind[1], {"password": "x" * 20, "again": "x" * 20})

        assert answer.status_code == 410
        assert signs_in()

    def test_the_operation_itself_refuses_a_link_that_was_used(self, ada: Person):
        token = link_to(ada).split("/")[-2]
        asked = {"person_id": ada.pk, "token": token, "at": MONDAY_9AM}
        operations.choose_password(password=WORDS, **asked)

        with pytest.raises(operations.LinkSpent, match="used before"):
            operations.choose_password(password="another good phrase", **asked)

    def test_nobody_inactive_chooses_one(self, ada: Person, client: Client):
        ada.is_active = False
        ada.save()

        assert not links.is_good(ada, link_to(ada).split("/")[-2])

    @pytest.mark.parametrize(
        ("password", "again", "sentence"),
        [
            ("short", "short", "at least 12 characters"),
            ("ada@northmere.example", "ada@northmere.example", "too similar"),
            (WORDS, "correct horse", "This isn’t the same password"),
            ("", "", "Enter a password"),
        ],
    )
    def test_what_is_wrong_is_told_and_the_link_stays_good(
        self, ada: Person, client: Client, password: str, again: str, sentence: str
    ):
        page = choose(client, link_to(ada), password, again).text

        assert sentence in page
        assert "<title>Error: Choose a password" in page
        assert WORDS not in page
        choose(client, link_to(ada))
        assert signs_in()

    def test_every_other_session_of_theirs_ends(self, ada: Person, client: Client):
        client.force_login(ada)
        operations.send_link(username=ADA, at=clock.now())
        ada.refresh_from_db()
        token = links.to_choose_password(ada).split("/")[-2]
        operations.choose_password(person_id=ada.pk, token=token, password=WORDS, at=clock.now())

        assert client.get("/").status_code == 302


class TestForgotten:
    def test_sends_a_link_by_mail(self, client: Client):
        person = a_person(Role.CHAIR)
        page = client.post("/password/", {"username": person.username}, follow=True).text

        assert "Look at your mail" in page
        assert "has forgotten your password" in Notice.objects.get(recipient=person.username).body
        choose(Client(), link_to(person))
        person.refresh_from_db()
        assert person.check_password(WORDS)

    def test_a_stranger_is_answered_the_same_and_sent_nothing(self, client: Client):
        known = client.post("/password/", {"username": a_person(Role.CHAIR).username})
        stranger = client.post("/password/", {"username": "who@northmere.example"})

        assert (known.status_code, known.headers["Location"]) == (
            stranger.status_code,
            stranger.headers["Location"],
        )
        assert not Notice.objects.filter(recipient="who@northmere.example").exists()

    def test_somebody_inactive_is_sent_nothing(self):
        person = a_person(Role.CHAIR)
        person.is_active = False
        person.save()
        operations.send_link(username=person.username, at=MONDAY_9AM)

        assert not Notice.objects.filter(recipient=person.username).exists()

    def test_one_mail_an_hour_is_sent_however_often_it_is_asked_for(self, client: Client):
        username = a_person(Role.CHAIR).username
        for minute in (0, 20, 59):
            operations.send_link(username=username, at=MONDAY_9AM.replace(minute=minute))

        assert Notice.objects.filter(recipient=username).count() == 1

    def test_no_address_is_asked_for_again(self, client: Client):
        assert "Enter your e-mail address" in client.post("/password/", {}).text
