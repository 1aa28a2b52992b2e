"""Owing the panel the ratifying of what was decided without it, and owing it no more."""

from datetime import datetime

from panel.agencies.models import Person
from panel.cases.models import PlacementRequest
from panel.decisions.models import Decision
from panel.decisions.operations.records import freezing
from panel.decisions.operations.urgent import notices as urgent_notices
from panel.decisions.urgent import emergency
from panel.meetings.operations import ratifying as ratifications
from panel.presentation.formatting import day


def owe(decision: Decision, *, by: Person, at: datetime) -> None:
    """Owe the panel the ratifying of what was funded without it; belongs to the last approval."""
    if decision.urgency is None:
        return
    urgency = decision.urgency
    urgency.placement_request = decision.placement_request
    ratification = ratifications.owe_ratification(urgency, by=by, at=at)
    urgent_notices.report_back(ratification, at=at)


def lapse_if_ended(placement_request: PlacementRequest, *, by: Person, at: datetime) -> None:
    """Ask the panel no more once a placement has ended, where its rules don't; with the end."""
    decision = Decision.objects.filter(
        placement_request=placement_request, urgency__ratification__isnull=False
    ).first()
    if decision is None or emergency.rules_about(placement_request).emergency.ratify_if_ended:
        return
    assert decision.urgency is not None, "It was found by it."
    if ratifications.lapse_ratification(decision.urgency, by=by, at=at):
        decision.placement_request = placement_request
        said = f"The placement ended on {day(at)}, before the panel had ratified it."
        freezing.again(decision, said, by=by, at=at)
