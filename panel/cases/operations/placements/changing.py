"""Asking the panel for a change to a placement: a new request that begins where it stands."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from panel import clock
from panel.agencies import access
from panel.agencies.access import Permission
from panel.agencies.models import Person
from panel.cases.changes import faults as change_faults
from panel.cases.changes import possible as changes
from panel.cases.document.placements import ChangePart
from panel.cases.models import Child, Placement, PlacementChange, PlacementRequest
from panel.cases.operations.placements import clocks as placement_clocks
from panel.cases.operations.placements import moving
from panel.cases.operations.placements.carrying_over import begin_change
from panel.cases.operations.writing import drafting
from panel.cases.operations.writing.starting import AlreadyLive
from panel.cases.placement_stages import PlacementStage
from panel.cases.placements import agreements
from panel.cases.placements import queries as placement_queries
from panel.cases.vocabulary import RequestKind
from panel.cases.vocabulary.placements import ChangeKind
from panel.chart import MoveRefused
from panel.parsing import Fault, Faulty
from panel.policies.schema import Policy
from panel.presentation import formatting
from panel.refusals import Refusal


class ReviewFirst(Refusal):
    """Raised when a change is asked for before the review that the law has first."""


@transaction.atomic
def ask_for_change(
    *, placement_request_id: int, change: ChangePart, by: Person, at: datetime
) -> PlacementRequest:
    """Start a request for a change, with the needs and the option of the placement as it stands.

    Nothing of the placement changes: only what the panel agrees does, once it starts.

    Raises:
        access.Refused: this person doesn't refer for the agency.
        chart.MoveRefused: the placement has ended.
        AlreadyLive: a change is being asked for, or approved and not begun.
        ReviewFirst: the panel's rules want the review that the law asks for to come first.
        Faulty: it would apply before the placement began, or extend it to no later day.
    """
    placement = moving.locked_placement(placement_request_id)
    _require_possible(placement, change, by=by, at=at)
    asked = begin_change(
        placement,
        kind=change.kind,
        reason=change.reason,
        applies_from=change.applies_from,
        ends_on=change.ends_on,
        for_=by,
        by=by,
        at=at,
    )
    missing = bool(placement_queries.reviews_missing(placement))
    told = {"change": change.kind, "request": asked.reference, "before_review": missing}
    moving.record(placement, "change_asked", by=by, at=at, **told)
    return asked


@transaction.atomic
def give_reason_of_change(
    *, placement_request_id: int, reason: str, by: Person, at: datetime
) -> PlacementChange:
    """Write anew why a change is asked for, while its request is written.

    Raises:
        access.Refused: this person doesn't refer for the agency.
        Locked: the request isn't being written any more.
    """
    placement_request = drafting.writable(placement_request_id, by=by, at=at)
    change = PlacementChange.objects.get(placement_request=placement_request)
    if change.reason != reason:
        change.reason = reason
        change.save(update_fields=["reason"])
        drafting.record(placement_request, "change_reason_given", by=by, at=at)
    return change


def require_free(placement: Placement, kind: RequestKind, *, by: Person, at: datetime) -> None:
    """Raise where nothing can change a placement, or not by a request of this kind.

    Raises:
        chart.MoveRefused: it has ended.
        AlreadyLive: another request keeps one of this kind from being begun.
    """
    if placement.stage == PlacementStage.ENDED:
        raise MoveRefused(placement, "ask_for_change", [changes.ENDED])
    if held_by := locked_held_back(placement).get(kind):
        held = access.of(by, on=clock.date_of(at), at=at)
        raise AlreadyLive(changes.hindrance(held_by, placement, held).words)


def locked_held_back(placement: Placement) -> dict[RequestKind, PlacementRequest]:
    """Lock the child, so that no other request of theirs is begun; see `changes.held_back`."""
    Child.objects.select_for_update().get(pk=placement.placement_request.child_id)
    return changes.held_back(placement)


def _require_possible(
    placement: Placement, change: ChangePart, *, by: Person, at: datetime
) -> None:
    placement_request = placement.placement_request
    access.of(by, on=clock.date_of(at)).require(
        Permission.REQUEST_WRITE,
        panel_id=placement_request.panel_id,
        agency_ids=[placement_request.referring_agency_id],
    )
    require_free(placement, changes.carried_by(change.kind), by=by, at=at)
    rules = placement_clocks.rules_of(placement)
    if first := changes.reviews_first(placement, rules):
        raise ReviewFirst(*first)
    if faults := list(_day_faults(placement, change, rules)):
        raise Faulty(faults)


def _day_faults(placement: Placement, change: ChangePart, rules: Policy) -> Iterator[Fault]:
    first, last = placement.started_on, agreements.last_day(placement)
    if first is not None and change.applies_from < first:
        yield Fault("/applies_from", f"It began on {formatting.day(first)}: give that or a later.")
    if change.ends_on is None:
        if last is not None and change.applies_from > last:
            ends = f"It ends on {formatting.day(last)}: give that day or one before, or a new end."
            yield Fault("/applies_from", ends)
        return
    is_extension = change.kind is ChangeKind.EXTENSION
    if is_extension and (same := change_faults.already_approved(placement, change.ends_on)):
        yield Fault("/ends_on", same)
    for sentence in change_faults.end_faults(placement, rules, change.ends_on):
        yield Fault("/ends_on", sentence)
