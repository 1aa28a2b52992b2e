"""Questions about placement requests. Nothing here writes."""

from collections.abc import Collection
from datetime import date

from django.db.models import Prefetch, QuerySet

from panel.agencies.access import Access
from panel.cases import flags, visibility
from panel.cases.models import (
    Advice,
    Child,
    CostLine,
    CostShare,
    PlacementOption,
    PlacementRequest,
)
from panel.cases.models.planning import PlanStep
from panel.policies import queries as versions
from panel.policies.schema import Policy

INITIALS = 2


def visible_to(access: Access) -> QuerySet[PlacementRequest]:
    """Return the requests a person may see; see `visibility.py`."""
    return visibility.visible_to(access)


def recorded(panel_ids: Collection[int], *, nhs_number: str, born_on: date) -> Child | None:
    """Return the child whose number and date of birth are both these; None if they don't fit."""
    known = Child.objects.filter(panel_id__in=panel_ids, nhs_number=nhs_number, born_on=born_on)
    return known.order_by("pk").first()


def in_full(requests: QuerySet[PlacementRequest]) -> QuerySet[PlacementRequest]:
    """Fetch with each request everything its page shows, in a constant number of queries."""
    return requests.select_related(
        "child",
        "panel",
        "referring_agency",
        "policy",
        "change_asked__placement__placement_request",
        "change_asked__placement__option",
    ).prefetch_related(
        "needs__assessed_for",
        "outcomes_sought",
        "attempts",
        "panel_answers",
        "panel__agencies",
        "sections",
        "child__contacts",
        "child__practitioners",
        options_with_costs(),
        "options__fits",
        advice_in_turn(),
    )


def advice_in_turn() -> "Prefetch[str]":
    """Have a request's advice fetched with who gave it, round by round."""
    advice = Advice.objects.select_related("agency", "given_by").order_by("round", "agency__code")
    return Prefetch("advice", advice)


def options_with_costs() -> "Prefetch[str]":
    """Have a request's options fetched with what they cost, and who would pay it."""
    shares = CostShare.objects.select_related("agency").order_by("settlement", "agency")
    lines = CostLine.objects.order_by("position").prefetch_related(Prefetch("shares", shares))
    options = PlacementOption.objects.order_by("letter")
    return Prefetch("options", options.prefetch_related(Prefetch("cost_lines", lines)))


def for_a_list(requests: QuerySet[PlacementRequest]) -> QuerySet[PlacementRequest]:
    """Fetch what a line of a list shows, latest first."""
    return flags.flagged(requests).select_related("child", "referring_agency").order_by("-pk")


def matching(
    requests: QuerySet[PlacementRequest], *, q: str, stage: str
) -> QuerySet[PlacementRequest]:
    """Narrow to a stage, and to a reference or initials such as `QZ` or `Q.Z.`; empty is any."""
    if stage:
        requests = requests.filter(stage=stage)
    letters = [letter for letter in q if letter.isalpha()]
    if len(letters) == INITIALS and len(q.strip()) <= len("Q. Z."):
        first, last = letters
        return requests.filter(
            child__given_name__istartswith=first, child__family_name__istartswith=last
        )
    return requests.filter(reference__icontains=q.strip()) if q.strip() else requests


def rules_for(placement_request: PlacementRequest, *, on: date) -> Policy:
    """Return the rules a request lives under: those it was first submitted under, else today's."""
    if placement_request.policy is not None:
        return placement_request.policy.policy
    return versions.in_force(placement_request.panel_id, on=on).policy


def recommended(placement_request: PlacementRequest) -> PlacementOption | None:
    """Return the option the referrer recommends; None until one is."""
    options = placement_request.options.all()
    return next((option for option in options if option.is_recommended), None)


def recommended_with_payers(placement_request: PlacementRequest) -> PlacementOption | None:
    """Return the option recommended with who would pay for it, in a constant number of queries."""
    options = placement_request.options.filter(is_recommended=True)
    return options.prefetch_related("cost_lines__shares__agency").first()


def standing_plan_steps(placement_request: PlacementRequest) -> QuerySet[PlanStep]:
    """Return what is recorded about a child's plan and not taken back, as it was recorded."""
    return placement_request.plan_steps.filter(taken_back_at=None).order_by("pk")
