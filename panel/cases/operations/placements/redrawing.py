"""Having the steps of a placement follow an agreement that was drawn up after its start."""

from datetime import datetime

from panel.agencies.models import Person
from panel.cases.models import Placement, PlacementAgreement, PlacementTask
from panel.cases.operations.placements import clocks as placement_clocks
from panel.cases.placements.stay import DatedStep
from panel.cases.placements.steps import BY_LENGTH, steps
from panel.cases.vocabulary.placements import TaskKind
from panel.deadlines import operations as deadlines


def redraw(
    placement: Placement, agreement: PlacementAgreement, *, by: Person, at: datetime
) -> None:
    """Have owed what the days agreed now bring, and nothing that they don't.

    The going back to the panel moves to the end agreed now. What was done stays done.
    """
    written = {_name(task): task for task in placement.tasks.all()}
    wanted = steps(placement_clocks.stay_of(placement), placement_clocks.under(placement))
    for step in wanted:
        task = written.get(_name(step))
        if task is None:
            placement_clocks.write(placement, step, by=by, at=at)
        elif task.done_at is None and _is_otherwise(task, step):
            _move(placement, task, step, key=str(agreement.version), by=by, at=at)
    for name in written.keys() - {_name(step) for step in wanted}:
        if name[0] in BY_LENGTH and written[name].done_at is None:
            _drop(placement, written[name], agreement, by=by, at=at)


def _name(step: PlacementTask | DatedStep) -> tuple[str, str]:
    """Return what a step is known by, whatever its days: of most kinds there is one."""
    return step.kind, step.key if step.kind == TaskKind.TRANSITION else ""


def _is_otherwise(task: PlacementTask, step: DatedStep) -> bool:
    is_moved = task.kind == TaskKind.RENEWAL and task.due_on != step.due_on
    return is_moved or task.dropped_in is not None


def _move(
    placement: Placement,
    task: PlacementTask,
    step: DatedStep,
    *,
    key: str,
    by: Person,
    at: datetime,
) -> None:
    """Have a step due where it now is to be, under another clock; its owners are told again."""
    _stop_clock(placement, task, by=by, at=at)
    task.due_on, task.opens_on = step.due_on, step.opens_on
    if step.rule is not None:
        running = placement_clocks.begin(
            placement,
            step.rule,
            key=key,
            started_on=step.counted_from,
            owner=step.owner,
            by=by,
            at=at,
        )
        task.key, task.due_on = key, running.due_on
    task.opened_at = task.dropped_in = None
    task.save(update_fields=["key", "due_on", "opens_on", "opened_at", "dropped_in"])


def _drop(
    placement: Placement,
    task: PlacementTask,
    agreement: PlacementAgreement,
    *,
    by: Person,
    at: datetime,
) -> None:
    _stop_clock(placement, task, by=by, at=at)
    task.dropped_in = agreement
    task.save(update_fields=["dropped_in"])


def _stop_clock(placement: Placement, task: PlacementTask, *, by: Person, at: datetime) -> None:
    reference = placement.placement_request.reference
    deadlines.void_clocks(subject=reference, rule_ids={task.rule_id}, by=by, at=at)
