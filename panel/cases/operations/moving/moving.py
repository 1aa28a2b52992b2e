"""Carrying a request along its chart."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from panel import clock
from panel.agencies import access
from panel.agencies.access import Permission
from panel.agencies.models import Person
from panel.audit import log
from panel.cases.guarding import facts as guard_facts
from panel.cases.models import PlacementRequest
from panel.cases.operations.moving import handing_over
from panel.deadlines import operations as deadlines
from panel.deadlines import rules


def locked(placement_request_id: int) -> PlacementRequest:
    """Return the request, its row locked until the transaction ends."""
    return (
        PlacementRequest.objects.select_for_update(of=("self",))
        .select_related("child", "panel", "referring_agency", "policy")
        .get(pk=placement_request_id)
    )


@transaction.atomic
def move(
    *,
    placement_request_id: int,
    name: str,
    by: Person,
    at: datetime,
    agency_ids: Iterable[int] = (),
    payload: Mapping[str, Any] | None = None,
    remark: str = "",
) -> PlacementRequest:
    """Lock; check person, place and facts; move, save and record: the one doorway of the chart.

    The person comes first: nobody is told why a move that isn't theirs can't be made.

    Args:
        agency_ids: agencies concerned besides the referring one, for permissions held by agency.
        payload: what the event tells besides where the move led from and to.
        remark: what is said with it, in words that the event only points to.

    Raises:
        access.Refused: it isn't this person's move.
        chart.MoveRefused: there is no such move from here, or a guard isn't met.
    """
    placement_request = locked(placement_request_id)
    carry(
        placement_request,
        name,
        by=by,
        at=at,
        agency_ids=agency_ids,
        payload=payload,
        remark=remark,
    )
    return placement_request


def carry(
    placement_request: PlacementRequest,
    name: str,
    *,
    by: Person,
    at: datetime,
    agency_ids: Iterable[int] = (),
    payload: Mapping[str, Any] | None = None,
    remark: str = "",
) -> None:
    """Move a request as `move` does, for whoever holds its lock already."""
    on = clock.date_of(at)
    access.of(by, on=on).require(
        Permission(placement_request.permission_for(name)),
        panel_id=placement_request.panel_id,
        agency_ids=[placement_request.referring_agency_id, *agency_ids],
    )
    arrow = placement_request.arrow(name)
    facts = guard_facts.facts(placement_request, on=on) if arrow.custom["guards"] else None
    source, target = placement_request.make(name, facts=facts)
    placement_request.save(update_fields=["stage"])
    told = {"from": source, "to": target, **(payload or {})}
    if remark:
        told["remark"] = placement_request.remarks.create(words=remark, said_at=at, said_by=by).pk
    log.record(subject=placement_request.reference, kind=name, by=by, at=at, payload=told)


@transaction.atomic
def return_to_referrer(
    *, placement_request_id: int, question: str, by: Person, at: datetime
) -> PlacementRequest:
    """Send a request back with a question, which the referrer reads on its page.

    Nobody owes advice meanwhile; what was given is kept.
    """
    placement_request = move(
        placement_request_id=placement_request_id,
        name="return_to_referrer",
        by=by,
        at=at,
        remark=question,
    )
    deadlines.void_clocks(
        subject=placement_request.reference, by=by, at=at, rule_ids={rules.LOCAL_ADVICE}
    )
    handing_over.tell_referrer(placement_request, at=at)
    return placement_request


def mark_ready(*, placement_request_id: int, by: Person, at: datetime) -> PlacementRequest:
    """Say that every agency has advised and the panel can take the request."""
    return move(placement_request_id=placement_request_id, name="mark_ready", by=by, at=at)


def bring_back(*, placement_request_id: int, by: Person, at: datetime) -> PlacementRequest:
    """Make a deferred request ready for panel again."""
    return move(placement_request_id=placement_request_id, name="bring_back", by=by, at=at)


@transaction.atomic
def withdraw(
    *, placement_request_id: int, reason: str, by: Person, at: datetime
) -> PlacementRequest:
    """Take a request back, with a reason; its clocks stop."""
    placement_request = move(
        placement_request_id=placement_request_id,
        name="withdraw",
        by=by,
        at=at,
        remark=reason,
    )
    deadlines.void_clocks(subject=placement_request.reference, by=by, at=at)
    return placement_request
