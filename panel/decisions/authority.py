"""Who may bind an agency to pay, and up to what. Reads; never writes."""

from datetime import datetime

from panel import clock
from panel.agencies import access
from panel.agencies.models import Person, Role
from panel.cases.models import PlacementRequest
from panel.decisions.models import ShareApproval
from panel.money import Pence


def clash(approval: ShareApproval, placement_request: PlacementRequest, person: Person) -> str:
    """Return the sentence that keeps a person from approving for want of distance; empty if none.

    Whoever asked for, advised on or decided a request doesn't approve paying for it.
    """
    if person.pk in (placement_request.submitted_by_id, placement_request.started_by_id):
        return "You made this request, so another lead has to approve it."
    if placement_request.advice.filter(given_by=person).exists():
        return "You advised on this request, so another lead has to approve it."
    if approval.decision.decided_by_id == person.pk:
        return "You chaired this decision, so another lead has to approve it."
    return ""


def weekly_limit(person: Person, *, panel_id: int, agency_id: int, at: datetime) -> Pence:
    """Return what a person may approve a week for an agency; 0 when no limit is written down."""
    limits = [
        seat.weekly_limit_pence or 0
        for seat in access.of(person, on=clock.date_of(at)).appointments
        if seat.role == Role.AGENCY_LEAD
        and (seat.panel_id, seat.agency_id) == (panel_id, agency_id)
    ]
    return Pence(max(limits, default=0))
