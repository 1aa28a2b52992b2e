"""The sample panel: Northmere, an invented county, with one person or more for every role."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from panel.agencies import operations as agencies
from panel.agencies.limits import Limits
from panel.agencies.models import Agency, AgencyKind, Grade, Panel, Person, Role
from panel.agencies.operations import SeatTerms
from panel.money import Pence
from panel.policies import documents
from panel.policies import operations as policies

PANEL = "northmere"
SINCE = date(2010, 4, 1)  # the first year of the sample's figures

EDUCATION, HEALTH, SOCIAL_CARE = "education", "health", "social-care"

AGENCIES = (
    (EDUCATION, "Education", AgencyKind.EDUCATION, "Northmere County Council"),
    (HEALTH, "Health", AgencyKind.HEALTH, "NHS Northmere Integrated Care Board"),
    (SOCIAL_CARE, "Social care", AgencyKind.SOCIAL_CARE, "Northmere County Council"),
)


@dataclass(frozen=True)
class SamplePerson:
    """Somebody who never lived."""

    name: str
    role: Role
    agency: str = ""
    weekly_limit_pence: Pence | None = None
    seat: SeatTerms | None = None  # that they take at the panel's table …
    is_substitute: bool = False  # … when its holder can't
    grade: Grade | None = None  # of a lead

    @property
    def username(self) -> str:
        """An address in a domain that can't receive mail."""
        return f"{self.name.lower().replace(' ', '.')}@northmere.example"


LIMIT = Pence(500_000)  # a week
CHAIR = SeatTerms("Chair", Grade.DIRECTOR)
SEND_LEAD = SeatTerms("SEND lead", Grade.HEAD_OF_SERVICE)
CLINICIAN = SeatTerms("ICB clinician", Grade.SERVICE_MANAGER)
MANAGER = SeatTerms("Social care service manager", Grade.SERVICE_MANAGER)

#: Comes only where the chair can't, and so may hear again what the chair had a part in.
VICE_CHAIR = SamplePerson("Otis Bramwell", Role.CHAIR, seat=CHAIR, is_substitute=True)

PEOPLE = (
    SamplePerson("Sam Whitcombe", Role.REFERRER, SOCIAL_CARE),
    SamplePerson("Bea Lindqvist", Role.REFERRER, EDUCATION),
    SamplePerson("Gwen Pritchard", Role.REFERRER, HEALTH),
    SamplePerson("Helen Okafor", Role.COORDINATOR),
    SamplePerson("Tomasz Lis", Role.ADVISER, EDUCATION),
    SamplePerson("Lena Brandt", Role.ADVISER, HEALTH),
    SamplePerson("Ines Varga", Role.ADVISER, SOCIAL_CARE),
    SamplePerson("Ruth Ansah", Role.MEMBER, EDUCATION, seat=SEND_LEAD),
    SamplePerson("Callum Reid", Role.MEMBER, HEALTH, seat=CLINICIAN),
    SamplePerson("Farida Noor", Role.MEMBER, SOCIAL_CARE, seat=MANAGER),
    SamplePerson("Margaret Osei", Role.CHAIR, seat=CHAIR),
    VICE_CHAIR,
    SamplePerson("Dele Marsh", Role.AGENCY_LEAD, EDUCATION, LIMIT, grade=Grade.DIRECTOR),
    SamplePerson("Priya Raman", Role.AGENCY_LEAD, HEALTH, LIMIT, grade=Grade.DIRECTOR),
    SamplePerson("Joan Abbott", Role.AGENCY_LEAD, SOCIAL_CARE, LIMIT, grade=Grade.DIRECTOR),
    SamplePerson("Ravi Menon", Role.FUND_MANAGER),
    SamplePerson("Nora Quill", Role.AUDITOR),
    SamplePerson("Ken Sato", Role.ADMINISTRATOR),
)


@transaction.atomic
def establish(*, password: str | None, at: datetime) -> Panel:
    """Set up the sample panel, its agencies, people and rules; return it if it stands already.

    Args:
        password: everyone's; None lets nobody sign in, as `walk` needs.
    """
    standing = Panel.objects.filter(code=PANEL).first()
    if standing is not None:
        return standing
    partners = [
        agencies.add_agency(code=code, name=name, kind=kind, legal_entity=entity, by=None, at=at)
        for code, name, kind, entity in AGENCIES
    ]
    panel = agencies.open_panel(
        code=PANEL,
        name="Northmere Joint Resources and Assessment Panel",
        prefix="JRAP",
        agencies=partners,
        by=None,
        at=at,
    )
    for person in PEOPLE:
        _appoint(person, panel, partners, at=at)
    if password is not None:
        # One hash for all: hashing is slow by design, and it is one password.
        Person.objects.filter(username__in=[person.username for person in PEOPLE]).update(
            password=make_password(password)
        )
    rules = (documents.FOLDER / "kent.toml").read_text(encoding="utf-8")
    policies.load(panel_id=panel.pk, document=rules, effective_from=SINCE, by=None, at=at)
    return panel


def _appoint(sample: SamplePerson, panel: Panel, partners: list[Agency], *, at: datetime) -> None:
    person = agencies.add_person(
        username=sample.username, name=sample.name, password=None, by=None, at=at
    )
    agency_id = {agency.code: agency.pk for agency in partners}.get(sample.agency)
    if sample.seat is not None:
        _seat(person, sample.seat, panel, agency_id, is_substitute=sample.is_substitute, at=at)
        return
    appointment = agencies.appoint(
        person_id=person.pk,
        panel_id=panel.pk,
        role=sample.role,
        agency_id=agency_id,
        starts_on=SINCE,
        limits=Limits(weekly_pence=sample.weekly_limit_pence),
        by=None,
        at=at,
    )
    if sample.grade is not None:
        agencies.grade_lead(appointment_id=appointment.pk, grade=sample.grade, by=None, at=at)


def _seat(
    person: Person,
    terms: SeatTerms,
    panel: Panel,
    agency_id: int | None,
    *,
    is_substitute: bool,
    at: datetime,
) -> None:
    if is_substitute:
        agencies.name_substitute(
            seat_id=panel.seats.get(title=terms.title).pk,
            person_id=person.pk,
            grade=terms.grade,
            starts_on=SINCE,
            ends_on=None,
            by=None,
            at=at,
        )
        return
    seat = agencies.add_seat(panel_id=panel.pk, agency_id=agency_id, terms=terms, by=None, at=at)
    agencies.fill_seat(seat_id=seat.pk, person_id=person.pk, starts_on=SINCE, by=None, at=at)


def one(role: Role, agency: str = "") -> Person:
    """Return the first sample person who holds a role, for an agency if it is named.

    Raises:
        LookupError: nobody does.
    """
    for person in PEOPLE:
        if person.role == role and agency in ("", person.agency):
            return Person.objects.get(username=person.username)
    raise LookupError(f"No sample person is {role} of {agency or 'any agency'}.")
