"""What every verb of a meeting begins with: rows locked, the person and the stage checked."""

from datetime import datetime
from typing import Any

from panel import clock
from panel.agencies import access
from panel.agencies.access import Permission
from panel.agencies.models import Person
from panel.audit import log
from panel.cases import operations as cases
from panel.meetings import queries
from panel.meetings.models import AgendaItem, Meeting
from panel.refusals import Refusal


class PositionsClosed(Refusal):
    """Raised when a position or interest comes to an item that is decided or taken back."""


def require(person: Person, permission: Permission, *, panel_id: int, at: datetime) -> None:
    """Raise `access.Refused` unless a person holds a permission on a panel."""
    access.of(person, on=clock.date_of(at)).require(permission, panel_id=panel_id)


def locked(meeting_id: int) -> Meeting:
    """Return a meeting, its row locked until the transaction ends."""
    return (
        Meeting.objects.select_for_update(of=("self",)).select_related("panel").get(pk=meeting_id)
    )


def move(meeting_id: int, name: str, *, by: Person, at: datetime, **told: Any) -> Meeting:
    """Lock; check person, stage and facts; move, save and record: the one doorway of the chart.

    `told`: what else the move writes down, by the names of its columns.
    """
    meeting = locked(meeting_id)
    require(by, Permission(meeting.permission_for(name)), panel_id=meeting.panel_id, at=at)
    source, target = meeting.make(name, facts=queries.facts(meeting))
    for column, value in told.items():
        setattr(meeting, column, value)
    meeting.save(update_fields=["stage", *told])
    payload = {"from": source, "to": target}
    log.record(subject=meeting.reference, kind=name, by=by, at=at, payload=payload)
    return meeting


def locked_item(item_id: int) -> AgendaItem:
    """Return an item, its request locked: whoever records the outcome meanwhile has to wait.

    Read once the request is locked: until then the item may go to a meeting that is held again.
    """
    requests = AgendaItem.objects.values_list("placement_request_id", flat=True)
    placement_request = cases.locked(requests.get(pk=item_id))
    item = AgendaItem.objects.select_related("meeting__panel", "ratifies").get(pk=item_id)
    item.placement_request = placement_request
    return item


def require_undecided(item: AgendaItem) -> None:
    """Raise `PositionsClosed` unless an item still waits for its outcome."""
    if not queries.is_undecided(item):
        raise PositionsClosed(f"{item} has its outcome, or was taken back.")
