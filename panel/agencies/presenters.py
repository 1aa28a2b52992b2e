"""What the page of people and seats says, as plain values."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from panel.agencies.models import Appointment, Delegation, Grade, Person, Role, Seat
from panel.presentation import formatting
from panel.presentation.parts import Cell, Row
from panel.working_days import ONE_DAY

APPOINTMENT_HEADINGS = ("Person", "Role", "Holds", "May approve")
SEAT_HEADINGS = ("Seat", "For", "Grade", "Held by", "Substitutes")
UNAPPOINTED_HEADINGS = ("Person", "Signs in with")
DELEGATION_HEADINGS = ("Agency", "Leads may approve", "Holds", "Written in")


def appointment_rows(appointments: Iterable[Appointment]) -> list[Row]:
    """Return a line for each appointment; its heading leads to what may be done with it."""
    return [
        Row(
            appointment.person.name,
            [
                Cell(_role(appointment), note=_beside(appointment)),
                Cell(holds(appointment.starts_on, appointment.ends_on)),
                Cell(appointment.limits.in_words() or "Not said", note=_grade(appointment)),
            ],
            address=reverse("appointment", args=[appointment.pk]),
        )
        for appointment in appointments
    ]


def _grade(appointment: Appointment) -> str:
    if appointment.grade is None or appointment.role != Role.AGENCY_LEAD:
        return ""
    return Grade(appointment.grade).label


def seat_rows(seats: Iterable[Seat], *, on: date) -> list[Row]:
    """Return a line for each seat, and who takes it on a day."""
    return [
        Row(
            seat.title,
            [
                Cell(seat.agency.name if seat.agency else "The chair", note=_terms(seat)),
                Cell(Grade(seat.grade).label),
                Cell(holder(seat, on=on) or "Nobody"),
                Cell(_names(seat, on=on, substitutes=True) or "Nobody"),
            ],
            address=reverse("seat", args=[seat.pk]),
        )
        for seat in seats
    ]


def holder(seat: Seat, *, on: date) -> str:
    """Name who holds a seat on a day; empty where nobody does."""
    return _names(seat, on=on, substitutes=False)


def unappointed_rows(people: Iterable[Person]) -> list[Row]:
    """Return a line for each person who signs in and is appointed to nothing."""
    return [Row(person.name, [Cell(person.username)]) for person in people]


def delegation_rows(delegations: Iterable[Delegation]) -> list[Row]:
    """Return a line for each delegation."""
    return [
        Row(
            delegation.agency.name,
            [
                Cell(delegation.limits.in_words()),
                Cell(_delegated(delegation)),
                Cell(delegation.source),
            ],
            address="" if delegation.is_replaced else _end_of(delegation),
        )
        for delegation in delegations
    ]


def _end_of(delegation: Delegation) -> str:
    return reverse("delegation-end", args=[delegation.pk])


def _delegated(delegation: Delegation) -> str:
    if delegation.is_replaced:
        return f"Never: replaced from {formatting.day(delegation.starts_on)}"
    return holds(delegation.starts_on, delegation.ends_on)


def holds(starts_on: date, ends_on: date | None) -> str:
    """Write a time of which `ends_on` is the first day after it."""
    if ends_on is None:
        return f"From {formatting.day(starts_on)}"
    return f"{formatting.day(starts_on)} to {formatting.day(ends_on - ONE_DAY)}"


def _role(appointment: Appointment) -> str:
    role = Role(appointment.role).label
    return f"{role}, {appointment.agency}" if appointment.agency else role


def _beside(appointment: Appointment) -> str:
    if appointment.deputises is not None:
        return f"Deputy of {appointment.deputises.person.name}"
    if appointment.seat is None:
        return ""
    return f"{'Substitute for' if appointment.is_substitute else ''} {appointment.seat}".strip()


def _terms(seat: Seat) -> str:
    terms = [] if seat.is_voting else ["Advises, gives no position"]
    if seat.applies_from_age is not None:
        terms.append(f"From age {seat.applies_from_age}")
    return ". ".join(terms)


def _names(seat: Seat, *, on: date, substitutes: bool) -> str:
    return formatting.listed(
        [
            held.person.name
            for held in seat.appointments.all()
            if held.is_substitute is substitutes and held.holds_on(on)
        ]
    )
