"""Taking back a step of a child's plan that was recorded wrongly."""

from datetime import datetime

from django.db import transaction

from panel.agencies.models import Person
from panel.audit import log
from panel.cases.models import PlanStep
from panel.cases.operations.plan.planning import STARTS_NONE, locked_for_planning
from panel.cases.plan.steps import FOLLOWS, PlanStepKind
from panel.cases.queries import standing_plan_steps
from panel.deadlines import operations as deadlines
from panel.refusals import Refusal


class NothingToTakeBack(Refusal):
    """Raised when no step of the plan stands, or the case is over."""


@transaction.atomic
def take_back_plan_step(
    *, placement_request_id: int, reason: str, by: Person, at: datetime
) -> PlanStep:
    """Take back the step recorded last, with a reason; the law's clocks are as they were before.

    The step stays on record with who took it back. The one before it can be taken back next.

    Raises:
        access.Refused: this person doesn't check the panel's requests.
        NotThatStep: the request hasn't been sent.
        NothingToTakeBack: no step stands, or the case is over.
    """
    placement_request = locked_for_planning(placement_request_id, by=by, at=at)
    step = standing_plan_steps(placement_request).last()
    if step is None:
        raise NothingToTakeBack("No step of the plan is recorded.")
    if placement_request.stage in STARTS_NONE:
        raise NothingToTakeBack("The case is over, and its clocks no longer run.")
    follows, reference = FOLLOWS[PlanStepKind(step.kind)], placement_request.reference
    step.taken_back_because, step.taken_back_at, step.taken_back_by = reason, at, by
    step.save(update_fields=["taken_back_because", "taken_back_at", "taken_back_by"])
    deadlines.turn_back_clocks(
        subject=reference,
        rule_ids={*follows.meets, *follows.voids, *follows.starts},
        moment=step.recorded_at,
        by=by,
        at=at,
    )
    told = {"step": step.get_kind_display(), "on": f"{step.happened_on}"}
    log.record(subject=reference, kind="plan_step_taken_back", by=by, at=at, payload=told)
    return step
