"""Cancelling a meeting: what is reserved for the requests on its agenda is given back."""

from datetime import datetime

from django.db import transaction

from panel.agencies.models import Person
from panel.decisions.operations.approvals import money
from panel.meetings import operations as meetings
from panel.meetings.models import Meeting


@transaction.atomic
def cancel_meeting(*, meeting_id: int, reason: str, by: Person, at: datetime) -> Meeting:
    """Cancel a meeting that hasn't started; each request on it is ready to be listed again.

    Raises:
        access.Refused: this person doesn't run the panel's meetings.
        chart.MoveRefused: it has started, or is over.
    """
    meeting, freed = meetings.cancel(meeting_id=meeting_id, reason=reason, by=by, at=at)
    for placement_request in freed:
        money.release(placement_request, by=by, at=at)
    return meeting
