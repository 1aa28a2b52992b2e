"""Questions about placement requests. Nothing here writes."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from panel.agencies.access import Access, Permission
from panel.cases import costing, flags, visibility
from panel.cases.advice import fingerprint
from panel.cases.guarding import asked_facts, told_facts
from panel.cases.guarding.asked_facts import AskedFacts
from panel.cases.guarding.told_facts import Wanted
from panel.cases.models import (
    Advice,
    Child,
    CostLine,
    CostShare,
    PlacementOption,
    PlacementRequest,
)
from panel.cases.models.planning import PlanStep
from panel.cases.stages import AdviceStage
from panel.money import WHOLE
from panel.policies import queries as versions
from panel.policies.schema import Policy
from panel.presentation.formatting import listed

INITIALS = 2


@dataclass(frozen=True)
class Facts(AskedFacts):
    """What the guards of the request chart ask about one request; see `stages.py`."""

    story_told: bool
    needs_named: bool
    views_held: bool
    enough_tried: bool
    agencies_met: bool
    health_told: bool
    advocacy_asked: bool
    signed_off: bool
    of_age: bool
    options_costed: bool
    one_recommended: bool
    shares_whole: bool
    period_known: bool
    advice_complete: bool
    advice_missing: str
    advice_current: bool
    was_sent: bool
    wanted: Wanted


def visible_to(access: Access) -> QuerySet[PlacementRequest]:
    """Return the requests a person may see; see `visibility.py`."""
    return visibility.visible_to(access)


def kept_from(access: Access, placement_request: PlacementRequest) -> set[int]:
    """Return the ids of the advice whose words a person may not read, or not yet.

    Each agency writes alone: until the latest round is in, its advice is for that agency only.
    Afterwards it is for those who read that agency's advice.
    """
    advice = list(placement_request.advice.all())
    kept = {given.pk for given in advice if not _is_for(access, placement_request, given)}
    latest = {given.agency_id: given for given in advice}
    if all(given.stage == AdviceStage.GIVEN for given in latest.values()):
        return kept
    own = {seat.agency_id for seat in access.appointments}
    return kept | {given.pk for agency_id, given in latest.items() if agency_id not in own}


def latest_advice(placement_request: PlacementRequest) -> list[Advice]:
    """Return the latest round of each agency's advice, in the order of their codes."""
    advice = placement_request.advice.select_related("agency").order_by("agency__code", "-round")
    return list(advice.distinct("agency__code"))


def outdated(placement_request: PlacementRequest) -> list[Advice]:
    """Return the advice that was given on something else than the request as it stands now."""
    given = [
        advice
        for advice in latest_advice(placement_request)
        if advice.stage == AdviceStage.GIVEN and advice.shown_sha256
    ]
    if not given:
        return []  # to tell what it is now takes as many queries as there are tables
    shown = fingerprint.of(placement_request)
    return [advice for advice in given if advice.shown_sha256 != shown]


def _is_for(access: Access, placement_request: PlacementRequest, advice: Advice) -> bool:
    panel_id, agency_id = placement_request.panel_id, advice.agency_id
    return access.may(Permission.ADVICE_READ, panel_id=panel_id, agency_ids=[agency_id])


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


def facts(placement_request: PlacementRequest, *, on: date) -> Facts:
    """Gather what the chart's guards ask."""
    rules = rules_for(placement_request, on=on)
    options = list(placement_request.options.prefetch_related("cost_lines__shares__agency"))
    lines = [line for option in options for line in option.cost_lines.all()]
    recommended = [option for option in options if option.is_recommended]
    starts_on = next((option.starts_on for option in recommended), None)
    owed = placement_request.advice.filter(stage=AdviceStage.ASKED).order_by("agency__code")
    missing = list(owed.values_list("agency__name", flat=True))
    return Facts(
        **vars(asked_facts.asked(placement_request, rules, options, on=on)),
        **told_facts.told(placement_request, rules, starts_on=starts_on),
        options_costed=bool(options) and all(option.cost_lines.all() for option in options),
        one_recommended=len(recommended) == 1,
        shares_whole=bool(lines)
        and all(sum(s.basis_points for s in line.shares_in_force()) == WHOLE for line in lines),
        period_known=all(option.starts_on and option.ends_on for option in recommended),
        advice_complete=not missing,
        advice_missing=listed(missing),
        advice_current=not outdated(placement_request),
        was_sent=placement_request.submitted_at is not None,
        wanted=told_facts.wanted(rules),
    )


def recommended(placement_request: PlacementRequest) -> PlacementOption | None:
    """Return the option the referrer recommends; None until one is."""
    options = placement_request.options.all()
    return next((option for option in options if option.is_recommended), None)


def recommended_with_payers(placement_request: PlacementRequest) -> PlacementOption | None:
    """Return the option recommended with who would pay for it, in a constant number of queries."""
    options = placement_request.options.filter(is_recommended=True)
    return options.prefetch_related("cost_lines__shares__agency").first()


def first_year(option: PlacementOption) -> costing.Costing | None:
    """Return what an option costs in the financial year it starts in; None without dates."""
    if option.starts_on is None:
        return None
    return cost(option, year=costing.financial_year(option.starts_on))


def cost(
    option: PlacementOption, *, year: costing.Period, placed: costing.Period | None = None
) -> costing.Costing | None:
    """Return what an option costs in a financial year; None until its dates are known.

    Args:
        placed: the days really spent there, where they aren't those of the option.
    """
    if option.starts_on is None or option.ends_on is None:
        return None
    lines = [line_of(line, option) for line in option.cost_lines.all()]
    placed = placed or costing.Period(option.starts_on, option.ends_on)
    return costing.cost(lines, placed=placed, year=year)


def line_of(line: CostLine, option: PlacementOption) -> costing.Line:
    """Return a cost line of an option as what is costed; its shares are those in force."""
    return costing.Line(
        name=line.description or line.get_kind_display(),
        rate_pence=line.rate_pence,
        unit=line.unit,
        weeks_per_year=line.weeks_per_year or option.weeks_per_year,
        shares={share.agency.code: share.basis_points for share in line.shares_in_force()},
        days_per_week=line.days_per_week,
        starts_on=line.starts_on,
        ends_on=line.ends_on,
        uplift_basis_points=line.uplift_basis_points,
        uplift_from=line.uplift_from,
    )


def standing_plan_steps(placement_request: PlacementRequest) -> QuerySet[PlanStep]:
    """Return what is recorded about a child's plan and not taken back, as it was recorded."""
    return placement_request.plan_steps.filter(taken_back_at=None).order_by("pk")
