"""Giving people roles for a time."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from panel import clock
from panel.agencies import access
from panel.agencies.access import Permission
from panel.agencies.limits import Limits
from panel.agencies.models import Agency, Appointment, Panel, Person, Role
from panel.audit import log
from panel.refusals import Refusal

NONE_WRITTEN = Limits()
OF_AN_AGENCY = frozenset({Role.REFERRER, Role.ADVISER, Role.MEMBER, Role.AGENCY_LEAD})


class AlreadyAppointed(Refusal):
    """Raised when somebody would be appointed to the same role from the same day again."""


class Ended(Refusal):
    """Raised when an appointment or delegation would end again, or before it has begun."""


class LastAdministrator(Refusal):
    """Raised when a panel would be left with nobody who appoints anybody."""


class NoAgency(Refusal):
    """Raised when a role that belongs to an agency on the panel is given without one."""


class OwnAppointment(Refusal):
    """Raised when an administrator would appoint themself to anything."""

    field = "person"


def require_appointer(by: Person | None, *, panel_id: int, at: datetime) -> None:
    """Raise `access.Refused` unless a person appoints on the panel; None is the panel's set-up."""
    if by is not None:
        held = access.of(by, on=clock.date_of(at))
        held.require(Permission.PEOPLE_APPOINT, panel_id=panel_id)


@transaction.atomic
def appoint(
    *,
    person_id: int,
    panel_id: int,
    role: Role,
    agency_id: int | None,
    starts_on: date,
    limits: Limits = NONE_WRITTEN,
    by: Person | None,
    at: datetime,
) -> Appointment:
    """Appoint a person to a role from a day on.

    Args:
        agency_id: whose referrer, adviser, member or lead; None for roles of the whole panel.
        limits: a lead's own; where neither these nor the agency's delegation say anything, they
            approve nothing.

    Raises:
        access.Refused: this person doesn't appoint on the panel.
        OwnAppointment: it is themself.
        NoAgency: the role is an agency's and none of the panel's is named, or the other way round.
        AlreadyAppointed: they are, from that day.
    """
    require_appointer(by, panel_id=panel_id, at=at)
    _require_agency(role, panel_id=panel_id, agency_id=agency_id)
    appointment = Appointment(
        person_id=person_id,
        panel_id=panel_id,
        role=role,
        agency_id=agency_id,
        starts_on=starts_on,
        **columns(limits),
    )
    return keep(appointment, kind="appointed", by=by, at=at)


def _require_agency(role: Role, *, panel_id: int, agency_id: int | None) -> None:
    if agency_id is None:
        if role in OF_AN_AGENCY:
            raise NoAgency(f"Say for which agency: {role.label.lower()} is an agency’s role.")
    elif not Agency.objects.filter(pk=agency_id, panels=panel_id).exists():
        raise NoAgency("That agency has no part in this panel.")


@transaction.atomic
def end_appointment(
    *, appointment_id: int, ends_on: date, by: Person | None, at: datetime
) -> Appointment:
    """End an appointment; `ends_on` is the first day it no longer holds.

    Raises:
        access.Refused: this person doesn't appoint on the panel.
        Ended: it ends earlier already, or that day is none after its first.
        LastAdministrator: nobody else would be an administrator of the panel that day.
    """
    found = Appointment.objects.select_for_update(of=("self",)).select_related("person")
    appointment = found.get(pk=appointment_id)
    require_appointer(by, panel_id=appointment.panel_id, at=at)
    require_later(appointment, ends_on)
    if appointment.role == Role.ADMINISTRATOR:
        _require_another(appointment, ends_on)
    appointment.ends_on = ends_on
    appointment.save(update_fields=["ends_on"])
    _tell(appointment, kind="appointment_ended", by=by, at=at)
    return appointment


def _require_another(appointment: Appointment, on: date) -> None:
    """Raise `LastAdministrator` unless somebody else is one on that day."""
    Panel.objects.select_for_update().get(pk=appointment.panel_id)  # two don't end each other
    others = Appointment.objects.filter(panel=appointment.panel_id, role=Role.ADMINISTRATOR)
    if not any(other.holds_on(on) for other in others.exclude(person=appointment.person)):
        raise LastAdministrator(
            "The panel would be left without an administrator: appoint another one first."
        )


def require_later(row: object, ends_on: date) -> None:
    """Raise `Ended` unless what begins and ends may end on that day."""
    starts_on, ended_on = row.starts_on, row.ends_on  # type: ignore[attr-defined]  # either kind
    if ends_on <= starts_on:
        raise Ended(f"It begins on {starts_on:%-d %B %Y}, so it can’t end before the day after.")
    if ended_on is not None and ended_on <= ends_on:
        raise Ended(f"It ends on {ended_on:%-d %B %Y} already.")


def columns(limits: Limits) -> dict[str, int | None]:
    """Return limits by the names of their columns."""
    return {
        "weekly_limit_pence": limits.weekly_pence,
        "yearly_limit_pence": limits.yearly_pence,
        "lifetime_limit_pence": limits.lifetime_pence,
    }


def keep(appointment: Appointment, *, kind: str, by: Person | None, at: datetime) -> Appointment:
    """Save a new appointment and record it.

    Raises:
        OwnAppointment: whoever appoints would appoint themself.
        Ended: it would end before it begins.
        AlreadyAppointed: there is one of the same person, role and day.
    """
    if by is not None and appointment.person_id == by.pk:
        raise OwnAppointment(
            "You can’t appoint yourself: another administrator of the panel has to. If there is "
            "none, add a second administrator first, and ask them."
        )
    if appointment.ends_on is not None and appointment.ends_on <= appointment.starts_on:
        raise Ended("It has to end after the day on which it begins.")
    try:
        with transaction.atomic():
            appointment.save(force_insert=True)
    except IntegrityError as refused:
        if "appointment_is_made_once" not in str(refused):
            raise
        raise AlreadyAppointed(
            f"{appointment.person} is appointed to that from "
            f"{appointment.starts_on:%-d %B %Y} already."
        ) from None
    _tell(appointment, kind=kind, by=by, at=at)
    return appointment


def _tell(appointment: Appointment, *, kind: str, by: Person | None, at: datetime) -> None:
    told = {
        "role": appointment.role,
        "panel": appointment.panel_id,
        "agency": appointment.agency_id,
        "from": str(appointment.starts_on),
        "until": None if appointment.ends_on is None else str(appointment.ends_on),
        "seat": appointment.seat_id,
        "deputises": appointment.deputises_id,
    }
    payload = {name: value for name, value in told.items() if value is not None}
    subject = f"person {appointment.person.username}"
    log.record(subject=subject, kind=kind, by=by, at=at, payload=payload)
