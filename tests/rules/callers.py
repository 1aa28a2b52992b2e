"""Who calls: one person of every role of the panel, their twins who stand back, one elsewhere."""

from collections.abc import Mapping
from datetime import date

from django.test import Client

from panel.agencies import operations as agencies
from panel.agencies.models import Person, Role
from panel.sample.people import EDUCATION, HEALTH, SOCIAL_CARE
from tests.builders import MONDAY_9AM, a_panel

SINCE = date(2010, 4, 1)
#: Who calls: the heading of their column → role and agency. The case is made by social care, and
#: where one agency acts it is health.
CALLERS: Mapping[str, tuple[Role, str]] = {
    "referrer": (Role.REFERRER, SOCIAL_CARE),
    "referrer, other agency": (Role.REFERRER, EDUCATION),
    "coordinator": (Role.COORDINATOR, ""),
    "adviser": (Role.ADVISER, HEALTH),
    "adviser, other agency": (Role.ADVISER, EDUCATION),
    "member": (Role.MEMBER, HEALTH),
    "member, other agency": (Role.MEMBER, EDUCATION),
    "chair": (Role.CHAIR, ""),
    "lead": (Role.AGENCY_LEAD, HEALTH),
    "lead, other agency": (Role.AGENCY_LEAD, EDUCATION),
    "fund manager": (Role.FUND_MANAGER, ""),
    "auditor": (Role.AUDITOR, ""),
    "administrator": (Role.ADMINISTRATOR, ""),
}
#: Of whom a twin calls, who declared an interest in every case: each role that reads any → the
#: columns of what the twin may do where there is no interest. Interests are declared by who reads
#: meetings, so the twin of who doesn't is a member besides.
RECUSED: Mapping[str, tuple[str, ...]] = {
    "referrer": ("referrer", "member"),
    "coordinator": ("coordinator",),
    "adviser": ("adviser", "member"),
    "member": ("member",),
    "chair": ("chair",),
    "lead": ("lead",),
    "auditor": ("auditor",),
}


def signed_in(person: Person) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(person)
    return client


def twins() -> Mapping[str, Person]:
    """Return somebody else of each role that may stand back."""
    return {name: _twin(name) for name in RECUSED}


def _twin(name: str) -> Person:
    panel, (_, agency) = a_panel(), CALLERS[name]
    agency_id = panel.agencies.get(code=agency).pk if agency else None
    person = agencies.add_person(
        username=f"{name}.twin@northmere.example",
        name=f"Another {name}",
        password=None,
        by=None,
        at=MONDAY_9AM,
    )
    for held in RECUSED[name]:
        appoint(person, CALLERS[held][0], agency_id, panel.pk)
    return person


def everybody_elsewhere() -> Person:
    """Return somebody who holds every role there is, on another panel with agencies of its own."""
    agency = agencies.add_agency(
        code="elsewhere",
        name="Elsewhere",
        kind=a_panel().agencies.get(code=HEALTH).kind,
        legal_entity="Elsewhere Council",
        by=None,
        at=MONDAY_9AM,
    )
    panel = agencies.open_panel(
        code="elsewhere",
        name="Elsewhere",
        prefix="ELSE",
        agencies=[agency],
        by=None,
        at=MONDAY_9AM,
    )
    person = agencies.add_person(
        username="all@elsewhere.example", name="Every Role", password=None, by=None, at=MONDAY_9AM
    )
    for role in Role:
        appoint(person, role, agency.pk if role in OF_AN_AGENCY else None, panel.pk)
    return person


OF_AN_AGENCY = {Role.REFERRER, Role.ADVISER, Role.MEMBER, Role.AGENCY_LEAD}


def appoint(person: Person, role: Role, agency_id: int | None, panel_id: int) -> None:
    agencies.appoint(
        person_id=person.pk,
        panel_id=panel_id,
        role=role,
        agency_id=agency_id,
        starts_on=SINCE,
        by=None,
        at=MONDAY_9AM,
    )
