"""Questions about placements. Nothing here writes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, Prefetch, QuerySet, When
from django.db.models.functions import Coalesce

from panel.agencies.access import Access
from panel.cases import visibility
from panel.cases.models import (
    Placement,
    PlacementAgreement,
    PlacementChange,
    PlacementRequest,
    PlacementReview,
    PlanStep,
)
from panel.cases.placement_stages import RUNNING, PlacementStage
from panel.cases.placements import agreements as placement_agreements
from panel.cases.placements.lapsing import holds_until
from panel.cases.placements.preparing import lacks_return, must_precede
from panel.cases.plan.steps import PlanStepKind
from panel.cases.stages import Stage
from panel.cases.vocabulary import LOOKED_AFTER, RequestKind
from panel.cases.vocabulary.placements import TaskKind
from panel.deadlines import queries as clocks
from panel.deadlines import rules
from panel.deadlines.models import Clock
from panel.policies.schema import Policy

ENDING = timedelta(weeks=12)
OUTCOME = 300  # characters of an outcome that a review keeps

#: The clocks that a placement starts, and that are no longer owed once it has ended.
CLOCKS = (
    rules.AGREEMENT_SIGNATURE,
    rules.PLACEMENT_REVIEW,
    rules.PLACEMENT_RENEWAL,
    rules.RES_01.id,
    rules.RES_02.id,
    rules.CARE_REVIEW,
    rules.CARE_VISIT,
    rules.PLACEMENT_VISIT,
    rules.PLACEMENT_PLAN,
    rules.HOST_AUTHORITY,
)


@dataclass(frozen=True)
class PlacementFacts:
    """What the guards of the placement chart ask; see `placement_stages.py`."""

    signed_or_excused: bool
    contract_stated: bool
    return_planned: bool
    visited: bool
    host_told: bool
    approval_holds: bool


def visible_to(access: Access) -> QuerySet[Placement]:
    """Return the placements of the requests that a person may see."""
    return Placement.objects.filter(placement_request__in=visibility.visible_to(access))


def to_arrange(access: Access) -> QuerySet[PlacementRequest]:
    """Return the approved requests that a person may see and that have no placement yet."""
    approved = visibility.visible_to(access).filter(stage=Stage.APPROVED, placement=None)
    return approved.exclude(decisions=None).select_related("child").order_by("pk")


def in_full(placements: QuerySet[Placement]) -> QuerySet[Placement]:
    """Fetch with each placement everything its page shows, in a constant number of queries."""
    agreements = PlacementAgreement.objects.order_by("version").prefetch_related("signatories")
    reviews = PlacementReview.objects.order_by("number").prefetch_related("measures")
    return _with_its_request(placements).prefetch_related(
        Prefetch("agreements", agreements),
        Prefetch("reviews", reviews),
        "suspensions",
        "early_reviews",
        "tasks",
        "changes__placement_request",
        "followed_by__placement_request",
    )


def for_a_list(placements: QuerySet[Placement]) -> QuerySet[Placement]:
    """Fetch what a line of a list shows."""
    return _with_its_request(placements).prefetch_related("agreements")


def _with_its_request(placements: QuerySet[Placement]) -> QuerySet[Placement]:
    return placements.select_related(
        "placement_request__child",
        "placement_request__panel",
        "placement_request__policy",
        "placement_request__referring_agency",
        "option",
        "follows__placement_request",
    )


def in_order(placements: QuerySet[Placement]) -> QuerySet[Placement]:
    """Order them for a list: those not ended first, the latest first among each."""
    has_ended = Case(When(stage=PlacementStage.ENDED, then=1), default=0)
    return for_a_list(placements).order_by(has_ended, "-pk")


def late_reviews(placements: QuerySet[Placement], *, on: date) -> int:
    """Count the placements whose review was due before a day and isn't recorded."""
    late = Clock.objects.filter(
        rule_id=rules.PLACEMENT_REVIEW, stopped_at=None, due_on__lt=on
    ).values("subject")
    return running(placements).filter(placement_request__reference__in=late).count()


def running(placements: QuerySet[Placement]) -> QuerySet[Placement]:
    """Narrow to placements that have started and not ended."""
    return placements.filter(stage__in=RUNNING)


def ending_soon(placements: QuerySet[Placement], *, on: date) -> QuerySet[Placement]:
    """Narrow to running placements approved for twelve weeks more at most."""
    until = Coalesce("lapses_on", "ends_on")
    in_force = PlacementAgreement.objects.alias(until=until).filter(
        superseded_by=None, until__lte=on + ENDING
    )
    return running(placements).filter(agreements__in=in_force)


def of_request(placement_request_id: int) -> Placement:
    """Return the placement of a request, unlocked: what a page shows, or what is locked next."""
    placements = Placement.objects.select_related("placement_request", "follows")
    return placements.get(placement_request_id=placement_request_id)


def change_asked(placement_request: PlacementRequest) -> PlacementChange | None:
    """Return the change that a request asks for; None of one for a new placement."""
    if placement_request.kind == RequestKind.NEW:
        return None
    return getattr(placement_request, "change_asked", None)


def changed_by(placement_request: PlacementRequest) -> Placement | None:
    """Return the placement that a request asks to change; None if it asks for a new one."""
    change = change_asked(placement_request)
    return change.placement if change else None


def reviews_missing(placement: Placement) -> list[str]:
    """Return a sentence for each review that the law has before a change and that wasn't held.

    Since the start: of a looked-after child its own, of a child with a plan the plan's.
    """
    child, started_on = placement.placement_request.child, placement.started_on
    if started_on is None:
        return []
    reviewed = placement.tasks.filter(kind=TaskKind.CARE_REVIEW, done_at__isnull=False)
    plan_reviewed = PlanStep.objects.filter(
        placement_request__child=child, kind=PlanStepKind.REVIEWED, happened_on__gte=started_on
    )
    missing = []
    if child.legal_status in LOOKED_AFTER and not reviewed.exists():
        missing.append("No review of the looked-after child has been held since it started.")
    if child.has_plan and not plan_reviewed.exists():
        missing.append("No review of the child’s plan has been recorded since it started.")
    return missing


def outcomes_sought(placement_request: PlacementRequest) -> list[str]:
    """Return the outcomes that a request hopes for, one by one, as a review measures them."""
    return [sought.what[:OUTCOME] for sought in placement_request.outcomes_sought.all()]


def clocks_of(placement: Placement) -> QuerySet[Clock]:
    """Return the clocks that run for a placement, leaving out those of its request."""
    return clocks.open_clocks(placement.placement_request.reference).filter(rule_id__in=CLOCKS)


def next_reviews(placements: Iterable[Placement]) -> dict[str, Clock]:
    """Return the clock of the review due first, by reference, in one query."""
    references = [placement.placement_request.reference for placement in placements]
    due = Clock.objects.filter(
        subject__in=references, rule_id=rules.PLACEMENT_REVIEW, stopped_at=None
    )
    return {clock.subject: clock for clock in due.order_by("-due_on", "-pk")}


def facts(placement: Placement, policy: Policy, *, in_emergency: bool) -> PlacementFacts:
    """Gather what the guards of a start ask; `placement` has its first day already."""
    agreement = placement_agreements.in_force(placement)
    is_excused = in_emergency and policy.agreement.emergency_grace_working_days > 0
    owed = set(placement.tasks.filter(done_at=None).values_list("kind", flat=True))
    missing = set() if in_emergency else owed & must_precede(policy)
    until = holds_until(placement.decided_on, policy.agreement)
    return PlacementFacts(
        signed_or_excused=placement_agreements.is_signed(placement)
        or is_excused
        or not policy.agreement.sign_before_start,
        contract_stated=not in_emergency
        or placement_agreements.is_signed(placement)
        or "address" not in policy.emergency.contract_fields
        or placement.placement_request.child.contacts.exclude(address="").exists(),
        return_planned=not lacks_return(placement, agreement, policy),
        visited=TaskKind.VISIT not in missing,
        host_told=TaskKind.HOST not in missing,
        approval_holds=placement.started_on is None or placement.started_on <= until,
    )
