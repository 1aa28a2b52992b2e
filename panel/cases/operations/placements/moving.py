"""What every operation on a placement does: lock it, ask the person, move it, record it."""

from datetime import date, datetime
from typing import Any

from panel import clock
from panel.agencies import access
from panel.agencies.access import Permission
from panel.agencies.models import Person
from panel.audit import log
from panel.cases.models import Placement
from panel.cases.operations.moving.moving import locked
from panel.refusals import Refusal


class DayRefused(Refusal):
    """Raised when a day doesn't fit a placement; the sentence says which day would."""


def locked_placement(placement_request_id: int) -> Placement:
    """Return the placement of a request, the rows of both locked until the transaction ends.

    The request comes first, in the order of every other operation.
    """
    placement_request = locked(placement_request_id)
    placement = (
        Placement.objects.select_for_update(of=("self",))
        .select_related("option")
        .get(placement_request=placement_request)
    )
    placement.placement_request = placement_request
    return placement


def locked_changed_by(placement_request_id: int) -> Placement | None:
    """Return what a request asks to change, if it does, locked; the request comes after."""
    changed = Placement.objects.filter(changes__placement_request=placement_request_id)
    found = changed.values_list("placement_request_id", flat=True).first()
    return locked_placement(found) if found else None


def require_runner(placement: Placement, *, by: Person, at: datetime) -> None:
    """Raise `access.Refused` unless this person runs placements of the panel."""
    access.of(by, on=clock.date_of(at)).require(
        Permission.PLACEMENT_RUN, panel_id=placement.placement_request.panel_id
    )


def require_reviewer(placement: Placement, *, by: Person, at: datetime) -> None:
    """Raise `access.Refused` unless this person reviews the placements of the agency."""
    placement_request = placement.placement_request
    access.of(by, on=clock.date_of(at)).require(
        Permission.PLACEMENT_REVIEW,
        panel_id=placement_request.panel_id,
        agency_ids=[placement_request.referring_agency_id],
    )


def require_past(day: date, *, at: datetime) -> None:
    """Raise `DayRefused` for a day that lies ahead."""
    if day > clock.date_of(at):
        raise DayRefused(f"{day:%-d %B %Y} lies ahead. Record it when it has happened.")


def require_from(day: date, first: date | None, what: str) -> None:
    """Raise `DayRefused` for a day before `first`, which `what` names; None precedes every day."""
    if first is not None and day < first:
        raise DayRefused(f"{day:%-d %B %Y} is before {what}, {first:%-d %B %Y}.")


def move(
    placement: Placement,
    name: str,
    *,
    by: Person,
    at: datetime,
    facts: object = None,
    **payload: Any,
) -> None:
    """Move a locked placement, save it whole and record where the move led.

    Raises:
        access.Refused: it isn't this person's move.
        chart.MoveRefused: there is no such move from here, or a guard isn't met.
    """
    require_runner(placement, by=by, at=at)
    source, target = placement.make(name, facts=facts)
    placement.save()
    told = {"from": source, "to": target, **payload}
    record(placement, name, by=by, at=at, **told)


def record(placement: Placement, kind: str, *, by: Person, at: datetime, **payload: Any) -> None:
    """Append an event to the placement's own history."""
    log.record(subject=placement.subject, kind=kind, by=by, at=at, payload=payload)
