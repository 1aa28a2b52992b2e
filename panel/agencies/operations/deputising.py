"""Naming the deputy who approves in a lead's place for a time."""

from datetime import date, datetime

from django.db import transaction

from panel.agencies.limits import Limits
from panel.agencies.models import Appointment, Grade, Person, Role
from panel.agencies.operations.appointing import columns, keep, require_appointer
from panel.refusals import Refusal


class NoDeputy(Refusal):
    """Raised when somebody would deputise for themself, for a deputy, or for nobody who leads."""


@transaction.atomic
def name_deputy(
    *,
    appointment_id: int,
    person_id: int,
    limits: Limits,
    grade: Grade | None = None,
    starts_on: date,
    ends_on: date,
    by: Person | None,
    at: datetime,
) -> Appointment:
    """Let somebody approve in a lead's place, for a time and up to an amount.

    The deputy acts for no longer than the lead is one, and never beyond the lead's own limits.
    Whether a lower `grade` than the lead's will do is for the panel's rules.

    Raises:
        access.Refused: this person doesn't appoint on the panel.
        OwnAppointment: they name themself.
        NoDeputy: it isn't a lead's own appointment, the deputy is the lead, or no amount is said.
        AlreadyAppointed: they deputise from that day already, or lead the agency themself.
    """
    lead = Appointment.objects.select_related("panel", "agency").get(pk=appointment_id)
    require_appointer(by, panel_id=lead.panel_id, at=at)
    _require_deputy(lead, person_id, limits)
    appointment = Appointment(
        person_id=person_id,
        panel=lead.panel,
        agency=lead.agency,
        role=Role.AGENCY_LEAD,
        deputises=lead,
        starts_on=starts_on,
        ends_on=ends_on,
        grade=grade,
        **columns(limits),
    )
    return keep(appointment, kind="deputy_named", by=by, at=at)


def _require_deputy(lead: Appointment, person_id: int, limits: Limits) -> None:
    if lead.role != Role.AGENCY_LEAD or lead.deputises_id is not None:
        raise NoDeputy("Only somebody who leads an agency has a deputy.")
    if lead.person_id == person_id:
        raise NoDeputy("Nobody deputises for themself.")
    if not limits.are_written:
        raise NoDeputy("Say up to what amount the deputy may approve.")
