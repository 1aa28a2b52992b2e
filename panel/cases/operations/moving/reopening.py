"""Opening a request again that was declined, referred on or withdrawn."""

from datetime import datetime

from django.db import transaction

from panel import clock
from panel.agencies import access
from panel.agencies.access import Permission
from panel.agencies.models import Person
from panel.cases.models import Child, Placement, PlacementRequest
from panel.cases.operations.moving.moving import locked, move
from panel.cases.operations.placements import changing
from panel.cases.operations.placements.moving import locked_changed_by
from panel.cases.operations.plan.clocks import start_from_the_request
from panel.cases.operations.writing.starting import AlreadyLive
from panel.cases.stages import OPEN
from panel.cases.vocabulary import ReopeningGround, RequestKind


@transaction.atomic
def reopen(
    *, placement_request_id: int, ground: ReopeningGround, reason: str, by: Person, at: datetime
) -> PlacementRequest:
    """Open a request again, with the panel team, under the rules it has; its plan's clock runs.

    What was decided stays as it was, with its record; what the panel decides now has its own.

    Raises:
        access.Refused: this person doesn't check the panel's requests.
        chart.MoveRefused: it isn't closed, or was never sent to the panel; what it is to change
            has ended.
        AlreadyLive: the child has an open request of this kind, or what it is to change is to
            be followed by another, or was.
    """
    changed = locked_changed_by(placement_request_id)
    closed = locked(placement_request_id)
    access.of(by, on=clock.date_of(at)).require(Permission.REQUEST_CHECK, panel_id=closed.panel_id)
    closed.arrow("reopen")
    _require_no_other(closed)
    if changed is not None:
        _require_changeable(changed, RequestKind(closed.kind), by=by, at=at)
    placement_request = move(
        placement_request_id=placement_request_id,
        name="reopen",
        by=by,
        at=at,
        payload={"ground": ground},
        remark=reason,
    )
    start_from_the_request(placement_request, by=by, at=at)
    return placement_request


def _require_no_other(closed: PlacementRequest) -> None:
    """Refuse where another request stands in its place; the child's row is held meanwhile."""
    child = Child.objects.select_for_update().get(pk=closed.child_id)
    if child.requests.filter(kind=closed.kind, stage__in=OPEN).exists():
        raise AlreadyLive("This child already has an open request of this kind.")


def _require_changeable(
    placement: Placement, kind: RequestKind, *, by: Person, at: datetime
) -> None:
    """Refuse a change of what is over, or is to be followed by another."""
    if placement.followed_by.exclude(started_on=None).exists():
        raise AlreadyLive(
            "Another placement has taken the place of what it was to change. Ask for a change of "
            "that."
        )
    changing.require_free(placement, kind, by=by, at=at)
