"""Starting the law's clocks of a child's plan, and guidance's of continuing care."""

from collections.abc import Iterable
from datetime import date, datetime

from panel.agencies.models import Person, Role
from panel.cases.models import PlacementRequest
from panel.cases.plan.steps import FROM_THE_REQUEST, LAST_LIMIT
from panel.cases.vocabulary.telling import PlanStage
from panel.deadlines import ehc, rules
from panel.deadlines import operations as deadlines
from panel.deadlines import queries as clocks
from panel.deadlines.counting import Length, Unit
from panel.deadlines.models import Outcome


def run_from_the_request(placement_request: PlacementRequest, *, by: Person, at: datetime) -> None:
    """Run the limits of an assessment from the day told now; a clock from another day is void."""
    if not _runs(placement_request):
        deadlines.void_clocks(subject=placement_request.reference, by=by, at=at)
        start_from_the_request(placement_request, by=by, at=at)


def start_from_the_request(
    placement_request: PlacementRequest, *, by: Person, at: datetime
) -> None:
    """Start them where an assessment was asked for and they don't run already."""
    day = placement_request.plan_requested_on
    if day is None or _runs(placement_request):
        return
    stage = PlanStage(placement_request.child.plan_stage)
    limits = FROM_THE_REQUEST.get(stage, LAST_LIMIT)
    start_limits(placement_request, limits, from_on=day, by=by, at=at)


def run_continuing_care(placement_request: PlacementRequest, *, by: Person, at: datetime) -> None:
    """Run the time for health to decide about continuing care, from the day it was told.

    National Framework for Children and Young People's Continuing Care, 2016: guidance, so the
    panel's rules say how many weeks.
    """
    told_on, version = placement_request.health_told_on, placement_request.policy
    if told_on is None or version is None or not placement_request.has_health_need:
        return
    if not version.policy.identity.has_english_law:
        return
    ran = clocks.clocks_of(placement_request.reference).filter(rule_id=rules.CONTINUING_CARE)
    if ran.filter(started_on=told_on).exclude(outcome=Outcome.VOID).exists():
        return
    deadlines.start_clock(
        subject=placement_request.reference,
        rule=rules.Rule(
            rules.CONTINUING_CARE,
            "Health decides about continuing care",
            str(version),
            date.min,  # guidance, whatever its edition
            Length(version.policy.clocks.continuing_care_weeks, Unit.WEEKS),
        ),
        key=str(ran.count() + 1) if ran else "",
        started_on=told_on,
        owner=deadlines.Owner(placement_request.panel_id, Role.COORDINATOR),
        ladder=version.policy.reminders.plan,
        by=by,
        at=at,
    )


def start_limits(
    placement_request: PlacementRequest,
    rule_ids: Iterable[str],
    *,
    from_on: date,
    by: Person,
    at: datetime,
) -> None:
    """Start limits of English law from a day, each under a key of its own where it ran before."""
    version = placement_request.submitted_under
    if not version.policy.identity.has_english_law:
        return
    limits = ehc.limits(version.policy.clocks.ehc, version=str(version))
    for rule_id in rule_ids:
        earlier = clocks.clocks_of(placement_request.reference).filter(rule_id=rule_id).count()
        deadlines.start_clock(
            subject=placement_request.reference,
            rule=limits[rule_id],
            key=str(earlier + 1) if earlier else "",
            started_on=from_on,
            owner=deadlines.Owner(placement_request.panel_id, Role.COORDINATOR),
            ladder=version.policy.reminders.plan,
            by=by,
            at=at,
        )


def _runs(placement_request: PlacementRequest) -> bool:
    day = placement_request.plan_requested_on
    running = clocks.open_clocks(placement_request.reference).filter(rule_id=rules.EHC_05.id)
    return day is not None and running.filter(started_on=day).exists()
