"""What can't wait for a meeting: taken, decided and paid for between two."""

from datetime import date
from typing import Any

from panel.agencies.models import Person, Role
from panel.cases.document.urgency import UrgencyPart
from panel.cases.models import PlacementRequest, Urgency
from panel.decisions import operations as decisions
from panel.decisions.models import Decision, Outcome
from panel.decisions.outcomes.document import UrgentOutcomePart
from panel.meetings.models import Ratification
from tests.builders.county import a_person
from tests.builders.deciding import approve
from tests.builders.moments import AGENCIES, MONDAY_9AM
from tests.keeping import kept


def take_urgently(placement_request: PlacementRequest, **changes: Any) -> Urgency:
    """Have the coordinator say why it can't wait; `changes` are those of the part."""
    said = {"reason": "Quill can’t stay at home.", "needed_on": date(2026, 9, 10)}
    return decisions.take_urgently(
        placement_request_id=placement_request.pk,
        urgency=UrgencyPart(**(said | changes)),
        by=a_person(Role.COORDINATOR),
        at=MONDAY_9AM,
    )


def decide_urgently(
    placement_request: PlacementRequest, by: Person | None = None, *, option: str = "B"
) -> Decision:
    """Have the chair, or whoever else, agree an option between meetings: the one recommended."""
    return decisions.decide_urgently(
        placement_request_id=placement_request.pk,
        outcome=UrgentOutcomePart(
            outcome=Outcome.AGREED,
            reasons="No other place is free.",
            option=option,
            equality_note="What disability asks for was weighed.",
            return_plan="A place at Northmere Park, once the new unit opens.",
        ),
        by=by or a_person(Role.CHAIR),
        at=MONDAY_9AM,
    )


def fund_urgently(placement_request: PlacementRequest) -> Ratification:
    """Have it agreed between meetings and approved by every payer; return what is owed then."""
    owed = _funded_urgently(placement_request)
    placement_request.refresh_from_db()
    return owed


@kept
def _funded_urgently(placement_request: PlacementRequest) -> Ratification:
    take_urgently(placement_request)
    decide_urgently(placement_request)
    approve(placement_request, *AGENCIES, at=MONDAY_9AM)
    return Ratification.objects.get(urgency__placement_request=placement_request)
