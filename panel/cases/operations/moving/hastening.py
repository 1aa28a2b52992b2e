"""Taking a request out of the way to a meeting because it can't wait, and giving it back.

Who decides it then is a matter of the panel's rules and of money: `decisions.operations.urgent`,
whose verbs call these.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from panel import clock
from panel.agencies.models import Person
from panel.cases.document.days import require_true_days
from panel.cases.document.urgency import CanWaitPart, UrgencyPart
from panel.cases.models import PlacementRequest, Urgency
from panel.cases.operations.moving.moving import move
from panel.deadlines import operations as deadlines
from panel.deadlines import rules


@transaction.atomic
def take_urgently(
    *, placement_request_id: int, urgency: UrgencyPart, by: Person, at: datetime
) -> Urgency:
    """Write down why a request can't wait. Nobody owes advice from here; what was given is kept.

    Raises:
        access.Refused: this person doesn't check the panel's requests.
        chart.MoveRefused: it isn't on its way to a meeting, or something of it is missing.
        Faulty: the day on which the place is needed has passed.
    """
    placement_request = move(
        placement_request_id=placement_request_id,
        name="take_urgently",
        by=by,
        at=at,
        payload={"needed_on": str(urgency.needed_on)},
    )
    require_true_days(urgency, on=clock.date_of(at))
    deadlines.void_clocks(
        subject=placement_request.reference, by=by, at=at, rule_ids={rules.LOCAL_ADVICE}
    )
    return Urgency.objects.create(
        placement_request=placement_request, taken_at=at, taken_by=by, **urgency.model_dump()
    )


def leave_to_meeting(
    *,
    placement_request_id: int,
    why: CanWaitPart,
    by: Person,
    at: datetime,
    agency_ids: Iterable[int] = (),
) -> PlacementRequest:
    """Give a request back to the coordinator, for the ordinary way. `agency_ids`: as `move`."""
    return move(
        placement_request_id=placement_request_id,
        name="leave_to_meeting",
        by=by,
        at=at,
        agency_ids=agency_ids,
        remark=why.reason,
    )
