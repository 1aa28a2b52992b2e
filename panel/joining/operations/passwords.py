"""Letting a person in: the invitation, and the password they choose by a link."""

from datetime import datetime

from django.db import transaction

from panel.agencies import operations as agencies
from panel.agencies.models import Person
from panel.audit import log
from panel.deadlines import operations as deadlines
from panel.joining import links
from panel.refusals import Refusal


class LinkSpent(Refusal):
    """Raised when a link to choose a password was used before, or has run out."""


@transaction.atomic
def invite(*, name: str, username: str, by: Person, at: datetime) -> Person:
    """Add somebody who is to sign in, and send them the link to choose a password.

    Raises:
        access.Refused: this person appoints on no panel.
        AddressTaken: somebody signs in with that address already.
    """
    person = agencies.add_person(username=username, name=name, password=None, by=by, at=at)
    _owe_link(person, why=f"{by.name} added you to the people of the panel.", at=at)
    return person


@transaction.atomic
def send_link(*, username: str, at: datetime) -> None:
    """Send the link to choose a password to whoever signs in with an address, if anybody does.

    Who asks is told the same either way. One mail an hour is sent to a person, however often it
    is asked for.
    """
    person = Person.objects.at_address(username)
    if person is not None and person.is_active:
        _owe_link(person, why="Somebody, we trust you, has forgotten your password.", at=at)


@transaction.atomic
def choose_password(*, person_id: int, token: str, password: str, at: datetime) -> Person:
    """Set the password of whoever holds a link, which is used up; every other session ends.

    Raises:
        LinkSpent: it was used before, or has run out.
    """
    person = Person.objects.select_for_update().get(pk=person_id)
    if not links.is_good(person, token):
        raise LinkSpent("This link was used before or has run out. Ask for another.")
    person.set_password(password)
    person.save(update_fields=["password"])
    log.record(subject=f"person {person.username}", kind="password_chosen", by=person, at=at)
    return person


def _owe_link(person: Person, *, why: str, at: datetime) -> None:
    deadlines.owe_notice(
        key=f"password/{person.pk}/{at:%Y-%m-%dT%H}",
        recipient=person.username,
        subject="Choose your password",
        body=f"{why} Choose a password here: {links.to_choose_password(person)}\n\n"
        f"The link works once, for {links.LIFE.days} days. Pass it on to nobody. If you expected "
        "no such mail, do nothing: whatever password you have stays as it is.",
        due_at=at,
        at=at,
    )
