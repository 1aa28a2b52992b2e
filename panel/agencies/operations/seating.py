"""Seats at the panel's table, who holds each, and who takes it when they can't."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from panel.agencies.models import Appointment, Grade, Person, Role, Seat
from panel.agencies.operations.appointing import NoAgency, keep, require_appointer
from panel.audit import log
from panel.refusals import Refusal


class SeatExists(Refusal):
    """Raised when a panel has a seat of that title already."""


class LowerGrade(Refusal):
    """Raised when a substitute's grade is below what the seat asks of substitutes."""


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

    Raises:
        access.Refused: this person doesn't appoint on the panel.
        AlreadyAppointed: they are, from that day.
    """
    seat = Seat.objects.select_related("panel", "agency").get(pk=seat_id)
    require_appointer(by, panel_id=seat.panel_id, at=at)
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
        LowerGrade: the seat asks more of its substitutes.
        AlreadyAppointed: they are, from that day.
    """
    seat = Seat.objects.select_related("panel", "agency").get(pk=seat_id)
    require_appointer(by, panel_id=seat.panel_id, at=at)
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
