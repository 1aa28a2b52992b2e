"""The steps that a placement brings with it: their owners are told, and say when one is done."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from django.db import transaction

from panel.agencies import queries as people
from panel.agencies.models import Person, Role
from panel.cases.document.placements import DonePart
from panel.cases.models import Placement, PlacementRequest, PlacementTask
from panel.cases.operations.placements import clocks as placement_clocks
from panel.cases.operations.placements import moving
from panel.cases.placement_stages import RUNNING, PlacementStage
from panel.cases.placements.ladders import ladders, step
from panel.cases.vocabulary.placements import TaskKind
from panel.clock import date_of
from panel.deadlines import operations as deadlines
from panel.deadlines import queries as clocks
from panel.deadlines.sign_in import sign_in
from panel.refusals import Refusal

BATCH = 100


class AlreadyDone(Refusal):
    """Raised when a step is said to be done a second time."""


class NotOwed(Refusal):
    """Raised when a step is said to be done that the agreement in force no longer brings."""


@transaction.atomic
def finish_task(*, task_id: int, done: DonePart, by: Person, at: datetime) -> PlacementTask:
    """Say what was done about a step; its clock stops, if one runs.

    Where it is a step that comes again, the next one is owed from the day it was done.

    Raises:
        access.Refused: this person doesn't review the agency's placements.
        AlreadyDone: it is done.
        NotOwed: by the agreement in force it isn't to be done.
        DayRefused: the day lies ahead.
    """
    found = PlacementTask.objects.values_list("placement__placement_request_id", flat=True)
    placement = moving.locked_placement(found.get(pk=task_id))
    moving.require_reviewer(placement, by=by, at=at)
    task = PlacementTask.objects.select_for_update(of=("self",)).get(pk=task_id)
    if task.done_at is not None:
        raise AlreadyDone("This is done already.")
    if task.dropped_in is not None:
        raise NotOwed("By the agreement drawn up since, this is no longer to be done.")
    done_on = done.done_on or date_of(at)
    moving.require_past(done_on, at=at)
    _finish(placement, task, done.note, done_on, by=by, at=at)
    if PlacementStage(placement.stage) in RUNNING:
        _begin_next(placement, task, counted_from=done_on, by=by, at=at)
    return task


def finish_renewal(
    placement: Placement, asked: PlacementRequest, *, by: Person, at: datetime
) -> None:
    """Take the step back to the panel, if it is owed, for done: an extension is asked for."""
    for task in placement.tasks.filter(kind=TaskKind.RENEWAL, done_at=None, dropped_in=None):
        note = f"{asked} asks the panel for an extension."
        _finish(placement, task, note, date_of(at), by=by, at=at)


def _finish(
    placement: Placement,
    task: PlacementTask,
    note: str,
    done_on: date,
    *,
    by: Person,
    at: datetime,
) -> None:
    task.done_note, task.done_on, task.done_at, task.done_by = note, done_on, at, by
    task.save(update_fields=["done_note", "done_on", "done_at", "done_by"])
    _stop_clock(task, placement.placement_request.reference, by=by, at=at)
    moving.record(placement, "task_done", by=by, at=at, task=task.title)


def _stop_clock(task: PlacementTask, reference: str, *, by: Person, at: datetime) -> None:
    running = clocks.open_clocks(reference).filter(rule_id=task.rule_id, key=task.key)
    if task.rule_id and running.exists():
        deadlines.stop_clock(
            subject=reference,
            rule_id=task.rule_id,
            key=task.key,
            done_on=task.done_on,
            by=by,
            at=at,
        )


def _begin_next(
    placement: Placement, task: PlacementTask, *, counted_from: date, by: Person, at: datetime
) -> None:
    """Write down the step after this one, where it stands on a ladder."""
    under = placement_clocks.under(placement)
    ladder = ladders(under.policy.clocks).get(TaskKind(task.kind))
    if ladder is None:
        return
    assert placement.started_on is not None, "A running placement has started."
    number = int(task.key or 1) + 1  # the first had no key before its ladder was kept
    following = step(
        ladder, number, under, counted_from=counted_from, first_day=placement.started_on
    )
    placement_clocks.write(placement, following, by=by, at=at)


def open_tasks(*, at: datetime) -> Mapping[str, int]:
    """Tell the owners of every step whose day to begin has come, and count the steps.

    Safe beside another sweep: each takes the rows that the other doesn't hold.
    """
    opened = 0
    while batch := _open_batch(at):
        opened += batch
    return {"steps of placements to begin": opened}


@transaction.atomic
def _open_batch(at: datetime) -> int:
    waiting = list(
        PlacementTask.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(
            opened_at=None,
            done_at=None,
            dropped_in=None,
            opens_on__lte=date_of(at),
        )
        .exclude(placement__stage=PlacementStage.ENDED)
        .select_related("placement__placement_request")
        .order_by("opens_on", "pk")[:BATCH]
    )
    for task in waiting:
        _tell(task, at=at)
        task.opened_at = at
    PlacementTask.objects.bulk_update(waiting, ["opened_at"])
    return len(waiting)


def _tell(task: PlacementTask, *, at: datetime) -> None:
    reference = task.placement.placement_request.reference
    tell_owners(
        task,
        key=f"placement-task/{task.pk}/{task.due_on}/{task.key}",
        subject=f"{reference}: {task.title}",
        body=f"It is due on {task.due_on:%-d %B %Y}. Source: {task.source}.\n\n"
        f"{sign_in(f'and open the placement {reference}')}",
        at=at,
    )


def tell_owners(task: PlacementTask, *, key: str, subject: str, body: str, at: datetime) -> None:
    """Owe a notice to each person whose step it is."""
    deadlines.tell(_owners(task, at=at), key=key, subject=subject, body=body, at=at)


def _owners(task: PlacementTask, *, at: datetime) -> Iterator[Person]:
    """Yield whose step it is; the going back to the panel is the coordinators' as well."""
    placement_request = task.placement.placement_request
    for role in {task.owner_role, Role.COORDINATOR if task.kind == TaskKind.RENEWAL else None}:
        if role is not None:
            is_theirs = role == Role.REFERRER
            yield from people.holders(
                Role(role),
                panel_id=placement_request.panel_id,
                on=date_of(at),
                agency_ids=[placement_request.referring_agency_id] if is_theirs else None,
            )
