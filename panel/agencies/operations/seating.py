"""Seats at the panel's table, who holds each, and who takes it when they can't."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from panel.agencies.models import Appointment, Grade, Person, Role, Seat
from panel.agencies.operations.appointing import (
    AlreadyAppointed,
    NoAgency,
    end_appointment,
    keep,
    require_appointer,
)
from panel.audit import log
from panel.refusals import Refusal


class SeatExists(Refusal):
    """Raised when a panel has a seat of that title already."""


class LowerGrade(Refusal):
    """Raised when a substitute's grade is below what the seat asks of substitutes."""


class SeatTaken(Refusal):
    """Raised when a seat would be filled from a day on or before which its next holder begins."""

    field = "starts_on"


class AlreadySeated(AlreadyAppointed):
    """Raised when somebody would take a seat that they take at that time already."""

    field = "person"


class OwnSubstitute(Refusal):
    """Raised when the holder of a seat would be their own substitute, or the other way round."""

    field = "person"


@dataclass(frozen=True)
class SeatTerms:
    """What a seat is called and asks.

    `applies_from_age`: None at every age. `substitute_grade`: the least a substitute has; None
    takes anybody.
    """

    title: str
    grade: Grade
    is_voting: bool = True
    applies_from_age: int | None = None
    substitute_grade: Grade | None = None


@transaction.atomic
def add_seat(
    *, panel_id: int, agency_id: int | None, terms: SeatTerms, by: Person | None, at: datetime
) -> Seat:
    """Add a seat to a panel: for an agency, or the chair's for none.

    Raises:
        access.Refused: this person doesn't appoint on the panel.
        NoAgency: it only advises, and is no agency's, as only the chair's is.
        SeatExists: there is one of that title.
    """
    require_appointer(by, panel_id=panel_id, at=at)
    if agency_id is None and not terms.is_voting:
        raise NoAgency("Say for which agency: a seat for none is the chair’s, who decides.")
    seat = Seat(panel_id=panel_id, agency_id=agency_id, **asdict(terms))
    try:
        with transaction.atomic():
            seat.save()
    except IntegrityError as refused:
        if "seat_title_is_unique_on_its_panel" not in str(refused):
            raise
        raise SeatExists(f"This panel has a seat called {terms.title}.") from None
    payload = {"seat": seat.pk, "title": seat.title, "voting": seat.is_voting}
    log.record(
        subject=f"panel {seat.panel.code}", kind="seat_added", by=by, at=at, payload=payload
    )
    return seat


@transaction.atomic
def fill_seat(
    *, seat_id: int, person_id: int, starts_on: date, by: Person | None, at: datetime
) -> Appointment:
    """Appoint the holder of a seat: the chair where it is no agency's, else a member.

    Whoever holds it already does so until the day before.

    Raises:
        access.Refused: this person doesn't appoint on the panel.
        OwnAppointment: it is their own.
        AlreadySeated: they hold it then.
        OwnSubstitute: they are its substitute then.
        SeatTaken: somebody else holds it from that day, or from a later one.
    """
    seat = _locked(seat_id, by=by, at=at)
    taken = _taken(seat, starts_on, None)
    _require_new(taken.filter(person=person_id), as_substitute=False)
    _end_before(taken.filter(is_substitute=False), starts_on, by=by, at=at)
    appointment = _in(seat, person_id=person_id, starts_on=starts_on)
    appointment.grade = seat.grade
    return keep(appointment, kind="seated", by=by, at=at)


@transaction.atomic
def name_substitute(
    *,
    seat_id: int,
    person_id: int,
    grade: Grade,
    starts_on: date,
    ends_on: date | None,
    by: Person | None,
    at: datetime,
) -> Appointment:
    """Name in advance who takes a seat when its holder can't come.

    Raises:
        access.Refused: this person doesn't appoint on the panel.
        OwnAppointment: it is their own.
        LowerGrade: the seat asks more of its substitutes.
        AlreadySeated: they are its substitute then.
        OwnSubstitute: they hold the seat then.
    """
    seat = _locked(seat_id, by=by, at=at)
    theirs = _taken(seat, starts_on, ends_on).filter(person=person_id)
    _require_new(theirs, as_substitute=True)
    if seat.substitute_grade is not None and grade < seat.substitute_grade:
        least, has = Grade(seat.substitute_grade).label.lower(), grade.label.lower()
        raise LowerGrade(
            f"A substitute for {seat.title} has to be {least} or above; this is {has}."
        )
    appointment = _in(seat, person_id=person_id, starts_on=starts_on)
    appointment.grade, appointment.is_substitute = grade, True
    appointment.ends_on = ends_on
    return keep(appointment, kind="substitute_named", by=by, at=at)


def _in(seat: Seat, *, person_id: int, starts_on: date) -> Appointment:
    return Appointment(
        person_id=person_id,
        panel=seat.panel,
        agency=seat.agency,
        role=Role.CHAIR if seat.agency is None else Role.MEMBER,
        seat=seat,
        starts_on=starts_on,
    )


def _locked(seat_id: int, *, by: Person | None, at: datetime) -> Seat:
    """Lock a seat for somebody who appoints, so that two don't fill it at once."""
    found = Seat.objects.select_for_update(of=("self",)).select_related("panel", "agency")
    seat = found.get(pk=seat_id)
    require_appointer(by, panel_id=seat.panel_id, at=at)
    return seat


def _taken(seat: Seat, starts_on: date, ends_on: date | None) -> QuerySet[Appointment]:
    """Return who takes a seat at some time from a day on, until another if one is given."""
    later = Q(ends_on=None) | Q(ends_on__gt=starts_on)
    before = Q() if ends_on is None else Q(starts_on__lt=ends_on)
    return seat.appointments.filter(later, before).select_related("person").order_by("starts_on")


def _require_new(theirs: QuerySet[Appointment], *, as_substitute: bool) -> None:
    """Refuse a second part in a seat to somebody who has one at that time."""
    standing = theirs.first()
    if standing is None:
        return
    part = "is a substitute for" if standing.is_substitute else "holds"
    has = f"{standing.person} {part} this seat from {standing.starts_on:%-d %B %Y}"
    if standing.is_substitute == as_substitute:
        raise AlreadySeated(f"{has} already.")
    raise OwnSubstitute(f"{has}: nobody is a substitute for themself.")


def _end_before(
    held: QuerySet[Appointment], starts_on: date, *, by: Person | None, at: datetime
) -> None:
    """End what others hold on the day before; a seat has one holder at a time."""
    if later := held.filter(starts_on__gte=starts_on).first():
        raise SeatTaken(
            f"{later.person} holds this seat from {later.starts_on:%-d %B %Y}: choose a later day."
        )
    for holding in held:
        end_appointment(appointment_id=holding.pk, ends_on=starts_on, by=by, at=at)
