"""A placement's life from its first day to its last.

The money of these moves lies in `decisions.operations.placements.placing`, whose verbs call these.
"""

from datetime import datetime

from django.db import transaction

from panel.agencies.models import Person
from panel.cases.document.placements import EndPart, ReturnPart, StartPart, SuspensionPart
from panel.cases.models import Placement, Suspension
from panel.cases.operations.moving import moving as requests
from panel.cases.operations.placements import clocks as placement_clocks
from panel.cases.operations.placements import moving, preparing
from panel.cases.operations.placements.moving import DayRefused
from panel.cases.placement_stages import RUNNING, PlacementStage
from panel.cases.placements import agreements
from panel.cases.placements import queries as placement_queries
from panel.cases.placements.preparing import first_days
from panel.cases.vocabulary.placements import BEFORE_A_START, EndReason


@transaction.atomic
def start_placement(
    *, placement_request_id: int, start: StartPart, by: Person, at: datetime
) -> Placement:
    """Start a placement on the day the child really began; its reviews and dates run from it.

    Raises:
        access.Refused: this person doesn't run placements here.
        chart.MoveRefused: it isn't signed for, or has started or ended.
        DayRefused: the day lies ahead, or outside the agreement.
    """
    placement = moving.locked_placement(placement_request_id)
    moving.require_runner(placement, by=by, at=at)
    rules = placement_clocks.rules_of(placement)
    is_signed = agreements.is_signed(placement)
    placement.started_on, placement.started_at, placement.started_by = start.started_on, at, by
    placement.in_emergency = start.in_emergency and not is_signed
    facts = placement_queries.facts(placement, rules, in_emergency=start.in_emergency)
    moving.move(placement, "start", by=by, at=at, facts=facts, on=str(start.started_on))
    _require_agreed_day(placement, start, at=at)
    requests.move(placement_request_id=placement_request_id, name="start", by=by, at=at)
    placement_clocks.start(placement, is_signed=is_signed, by=by, at=at)
    preparing.follow_up(placement, by=by, at=at)
    return placement


@transaction.atomic
def suspend_placement(
    *, placement_request_id: int, suspension: SuspensionPart, by: Person, at: datetime
) -> Placement:
    """Record that the child is away and the placement is kept. Its dates run on."""
    placement = moving.locked_placement(placement_request_id)
    told = {"reason": suspension.reason, "is_paid": suspension.is_paid}
    moving.move(placement, "suspend", by=by, at=at, on=str(suspension.first_day), **told)
    moving.require_past(suspension.first_day, at=at)
    assert placement.started_on is not None, "A running placement has started."
    moving.require_from(suspension.first_day, placement.started_on, "its first day")
    for before in placement.suspensions.all():
        back_on = before.back_on or before.first_day
        moving.require_from(suspension.first_day, back_on, "the day of the last return")
    Suspension.objects.create(
        placement=placement, suspended_at=at, suspended_by=by, **suspension.model_dump()
    )
    return placement


@transaction.atomic
def resume_placement(
    *, placement_request_id: int, back: ReturnPart, by: Person, at: datetime
) -> Placement:
    """Record that the child is back."""
    placement = moving.locked_placement(placement_request_id)
    moving.move(placement, "resume", by=by, at=at, on=str(back.back_on))
    moving.require_past(back.back_on, at=at)
    away = placement.suspensions.get(back_on=None)
    moving.require_from(back.back_on, away.first_day, "the first day away")
    away.back_on, away.resumed_at, away.resumed_by = back.back_on, at, by
    away.save(update_fields=["back_on", "resumed_at", "resumed_by"])
    return placement


@transaction.atomic
def end_placement(
    *, placement_request_id: int, end: EndPart, by: Person, at: datetime
) -> Placement:
    """End a placement, or say that it will never start; the request ends with it.

    Raises:
        DayRefused: the last day doesn't fit, or is missing.
    """
    placement = moving.locked_placement(placement_request_id)
    moving.require_runner(placement, by=by, at=at)
    placement.ended_on, placement.ended_at, placement.ended_by = end.ended_on, at, by
    placement.end_reason, placement.end_note = end.reason, end.note
    placement.arrow("end")  # before its days are judged: an ended one has no other day
    _require_last_day(placement, end, at=at)
    told = {"reason": end.reason} | ({"on": str(end.ended_on)} if end.ended_on else {})
    moving.move(placement, "end", by=by, at=at, **told)
    requests.move(
        placement_request_id=placement_request_id,
        name="end",
        by=by,
        at=at,
        payload={"reason": EndReason(end.reason).label},
    )
    placement_clocks.void(placement, by=by, at=at)
    return placement


def _require_agreed_day(placement: Placement, start: StartPart, *, at: datetime) -> None:
    agreement = agreements.in_force(placement)
    moving.require_past(start.started_on, at=at)
    if agreement is None:
        raise DayRefused("Draw up the agreement first: it says from when.")
    rules, day = placement_clocks.rules_of(placement), start.started_on
    usual, urgent = (
        max(first_days(placement, agreement, rules, in_emergency=is_urgent))
        for is_urgent in (False, True)
    )
    moving.require_from(day, *urgent)
    first, what = usual
    if not start.in_emergency and day < first:
        raise DayRefused(
            f"{day:%-d %B %Y} is before {what}, {first:%-d %B %Y}. Give that day or a later one; "
            "if the child couldn't wait for it, say that it was an emergency."
        )
    if start.started_on > agreement.ends_on:
        raise DayRefused(f"It is agreed only until {agreement.ends_on:%-d %B %Y}.")


def _require_last_day(placement: Placement, end: EndPart, *, at: datetime) -> None:
    if PlacementStage(placement.stage) not in RUNNING:
        if end.ended_on is not None:
            raise DayRefused("It never started, so it has no last day.")
        if end.reason not in BEFORE_A_START:
            raise DayRefused("It never started: say that it didn’t, or who gave it up.")
        return
    if end.ended_on is None or end.reason == EndReason.NOT_STARTED:
        raise DayRefused("It has started: give its last day and why it ends.")
    assert placement.started_on is not None, "A running placement has started."
    moving.require_past(end.ended_on, at=at)
    moving.require_from(end.ended_on, placement.started_on, "its first day")
    for away in placement.suspensions.all():
        moving.require_from(end.ended_on, away.back_on or away.first_day, "a day of absence")
