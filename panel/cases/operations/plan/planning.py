"""The law's clocks of a child's plan: begun, met and no longer owed, step by step.

An exception disapplies a limit. It pauses nothing: the date stays, and so does whether it was met.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from panel.agencies import access
from panel.agencies.access import Permission
from panel.agencies.models import Person
from panel.audit import log
from panel.cases.document.planning import ExceptionPart, PlanStepPart
from panel.cases.models import PlacementRequest, PlanStep
from panel.cases.operations.moving.moving import locked
from panel.cases.operations.plan.clocks import start_limits
from panel.cases.plan.order import impossible_day, out_of_order
from panel.cases.plan.steps import FOLLOWS, PlanStepKind
from panel.cases.queries import standing_plan_steps
from panel.cases.stages import Stage
from panel.clock import date_of
from panel.deadlines import ehc
from panel.deadlines import operations as deadlines
from panel.deadlines import queries as clocks
from panel.deadlines.models import Clock, ClockException
from panel.refusals import Refusal

#: Where the request is over, no further limit starts; one that runs still may be met.
STARTS_NONE = frozenset({Stage.WITHDRAWN, Stage.ENDED})


class NotThatDay(Refusal):
    """Raised when a day told of a plan can't be; the sentences say why."""

    field = "happened_on"


class NotThatStep(Refusal):
    """Raised when a step of a plan is recorded twice, or meets no limit that runs."""

    field = "step"


class NoException(Refusal):
    """Raised when a limit is disapplied that the law knows no exception to."""


@transaction.atomic
def record_plan_step(
    *, placement_request_id: int, step: PlanStepPart, by: Person, at: datetime
) -> PlanStep:
    """Record what was done about a child's plan; the law's clocks stop and start by it.

    Raises:
        access.Refused: this person doesn't check the panel's requests.
        NotThatDay: the day lies ahead, or before the child was born, the plan was asked for, or
            a limit began that it meets; or steps would be out of order.
        NotThatStep: it is recorded already, or nothing that runs would be met by it.
    """
    placement_request = locked_for_planning(placement_request_id, by=by, at=at)
    follows = FOLLOWS[step.kind]
    met = list(_running(placement_request, follows.meets))
    dropped = _running(placement_request, follows.voids)
    starts = () if placement_request.stage in STARTS_NONE else follows.starts
    _require_possible(placement_request, step, at=at)
    _require_order(step, standing_plan_steps(placement_request))
    if not (met or starts or dropped.exists()):
        raise NotThatStep("No limit runs on this case that it would meet.")
    _require_begun(step.happened_on, met)
    written = PlanStep.objects.create(
        placement_request=placement_request, recorded_at=at, recorded_by=by, **step.model_dump()
    )
    reference = placement_request.reference
    for clock in met:
        deadlines.stop_clock(
            subject=reference,
            rule_id=clock.rule_id,
            key=clock.key,
            done_on=step.happened_on,
            by=by,
            at=at,
        )
    deadlines.void_clocks(subject=reference, rule_ids=follows.voids, by=by, at=at)
    start_limits(placement_request, starts, from_on=step.happened_on, by=by, at=at)
    told = {"step": step.kind.label, "on": f"{step.happened_on}"}
    log.record(subject=reference, kind="plan_step", by=by, at=at, payload=told)
    return written


@transaction.atomic
def disapply_limit(
    *, placement_request_id: int, clock_id: int, why: ExceptionPart, by: Person, at: datetime
) -> ClockException:
    """Record an exception that the law makes to a limit of the assessment.

    Raises:
        access.Refused: this person doesn't check the panel's requests.
        NoException: the law makes none to this limit, or it lay outside the limit's days.
        NotThatDay: the family is told on a day that lies ahead.
        deadlines.DisappliedAlready: the same is recorded.
    """
    placement_request = locked_for_planning(placement_request_id, by=by, at=at)
    clock = clocks.clocks_of(placement_request.reference).get(pk=clock_id)
    if clock.rule_id not in ehc.EXCEPTABLE:
        raise NoException("The law makes no exception to this limit.")
    if why.first_day > clock.due_on or why.last_day < clock.started_on:
        raise NoException(
            f"It lay outside the days of this limit, which ran from {clock.started_on:%-d %B %Y} "
            f"to {clock.due_on:%-d %B %Y}."
        )
    _require_past(why.parent_informed_on, at=at)
    written = deadlines.disapply(
        exception=ClockException(clock=clock, reason=why.code.label, **why.model_dump()),
        by=by,
        at=at,
    )
    told = {"rule": clock.rule_id, "exception": why.code}
    log.record(
        subject=placement_request.reference, kind="limit_disapplied", by=by, at=at, payload=told
    )
    return written


def locked_for_planning(
    placement_request_id: int, *, by: Person, at: datetime
) -> PlacementRequest:
    """Return a request that was sent, locked, for a person who checks requests."""
    placement_request = locked(placement_request_id)
    access.of(by, on=date_of(at)).require(
        Permission.REQUEST_CHECK, panel_id=placement_request.panel_id
    )
    if placement_request.policy is None:
        raise NotThatStep("The request has not been sent yet.")
    return placement_request


def _running(placement_request: PlacementRequest, rule_ids: Collection[str]) -> QuerySet[Clock]:
    return clocks.open_clocks(placement_request.reference).filter(rule_id__in=rule_ids)


def _require_possible(
    placement_request: PlacementRequest, step: PlanStepPart, *, at: datetime
) -> None:
    """Refuse a day on which a step can't have happened, whatever else is recorded."""
    wrong = impossible_day(
        step.kind,
        step.happened_on,
        born_on=placement_request.child.born_on,
        requested_on=placement_request.plan_requested_on,
        today=date_of(at),
    )
    if sentences := list(wrong):
        raise NotThatDay(*sentences)


def _require_order(step: PlanStepPart, standing: QuerySet[PlanStep]) -> None:
    """Refuse a step that doesn't fit among those that are recorded and not taken back."""
    if standing.filter(**step.model_dump()).exists():
        raise NotThatStep("This is recorded already.")
    recorded = [(PlanStepKind(each.kind), each.happened_on) for each in standing]
    if sentences := list(out_of_order(step.kind, step.happened_on, recorded)):
        raise NotThatDay(*sentences)


def _require_past(day: date, *, at: datetime) -> None:
    if day > date_of(at):
        raise NotThatDay(f"{day:%-d %B %Y} lies ahead. Record it when it has happened.")


def _require_begun(day: date, met: Iterable[Clock]) -> None:
    for clock in met:
        if day < clock.started_on:
            raise NotThatDay(
                f"{day:%-d %B %Y} is before the limit began, {clock.started_on:%-d %B %Y}."
            )
