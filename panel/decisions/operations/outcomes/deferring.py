"""Bringing a deferred request back: onto the next agenda by itself, where the rules say so."""

from datetime import datetime

from django.db import transaction

from panel.agencies.models import Person
from panel.cases import operations as cases
from panel.cases.models import PlacementRequest
from panel.decisions.operations.outcomes.deciding import list_request
from panel.decisions.outcomes import deferrals


@transaction.atomic
def bring_back(*, placement_request_id: int, by: Person, at: datetime) -> PlacementRequest:
    """Make a deferred request ready again, and list it at the next meeting if the rules say so.

    Where no meeting is planned that still takes it, it waits, ready, for one.

    Raises:
        access.Refused: this person doesn't check the panel's requests, or run its meetings.
        chart.MoveRefused: it wasn't deferred.
    """
    placement_request = cases.bring_back(placement_request_id=placement_request_id, by=by, at=at)
    following = deferrals.listed_at(placement_request, at=at)
    if following is None:
        return placement_request
    item = list_request(
        meeting_id=following.pk, placement_request_id=placement_request.pk, by=by, at=at
    )
    return item.placement_request
