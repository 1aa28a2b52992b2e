"""Seats of the sample panel, and who takes them."""

from datetime import date

from panel.agencies import operations
from panel.agencies.models import Appointment, Grade, Person, Role, Seat
from panel.sample.people import HEALTH
from tests.builders import MONDAY_9AM, a_panel, a_person

FIRST, LATER = date(2026, 9, 1), date(2026, 10, 1)


def agency_id(code: str) -> int:
    return a_panel().agencies.get(code=code).pk


def somebody(name: str = "Ada New") -> Person:
    username = f"{name.split()[0].lower()}@northmere.example"
    return operations.add_person(
        username=username, name=name, password=None, by=None, at=MONDAY_9AM
    )


def a_seat(code: str = HEALTH, **changes: object) -> Seat:
    terms = {"title": "Head of children's health", "grade": Grade.HEAD_OF_SERVICE} | changes
    return operations.add_seat(
        panel_id=a_panel().pk,
        agency_id=agency_id(code),
        terms=operations.SeatTerms(**terms),
        by=a_person(Role.ADMINISTRATOR),
        at=MONDAY_9AM,
    )


def fill(seat: Seat, person: Person, starts_on: date = FIRST) -> Appointment:
    return operations.fill_seat(
        seat_id=seat.pk,
        person_id=person.pk,
        starts_on=starts_on,
        by=a_person(Role.ADMINISTRATOR),
        at=MONDAY_9AM,
    )


def substitute(
    seat: Seat,
    grade: Grade = Grade.HEAD_OF_SERVICE,
    person: Person | None = None,
    starts_on: date = FIRST,
    ends_on: date | None = None,
) -> Appointment:
    return operations.name_substitute(
        seat_id=seat.pk,
        person_id=(person or somebody()).pk,
        grade=grade,
        starts_on=starts_on,
        ends_on=ends_on,
        by=a_person(Role.ADMINISTRATOR),
        at=MONDAY_9AM,
    )
