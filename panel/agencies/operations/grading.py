"""Saying how senior a lead is."""

from datetime import datetime

from django.db import transaction

from panel.agencies.models import Appointment, Grade, Person, Role
from panel.agencies.operations.appointing import require_appointer
from panel.audit import log
from panel.refusals import Refusal


class NotALead(Refusal):
    """Raised when somebody would be given a grade who approves for no agency."""


@transaction.atomic
def grade_lead(
    *, appointment_id: int, grade: Grade, by: Person | None, at: datetime
) -> Appointment:
    """Write down how senior a lead, or a deputy, is. What they approved before stays as it was.

    Raises:
        access.Refused: this person doesn't appoint on the panel.
        NotALead: the appointment isn't an agency lead's.
    """
    found = Appointment.objects.select_for_update(of=("self",)).select_related("person")
    appointment = found.get(pk=appointment_id)
    require_appointer(by, panel_id=appointment.panel_id, at=at)
    if appointment.role != Role.AGENCY_LEAD:
        raise NotALead("Only somebody who approves for an agency is given a grade here.")
    appointment.grade = grade
    appointment.save(update_fields=["grade"])
    log.record(
        subject=f"person {appointment.person.username}",
        kind="lead_graded",
        by=by,
        at=at,
        payload={
            "grade": grade.name.lower(),
            "panel": appointment.panel_id,
            "agency": appointment.agency_id,
        },
    )
    return appointment
