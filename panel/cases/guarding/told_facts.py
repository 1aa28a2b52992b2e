"""What the chart's guards ask of the texts of a request, under the panel's own rules."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from panel.cases.models import PlacementRequest
from panel.cases.vocabulary.telling import Grade
from panel.policies.schema import Policy
from panel.presentation import formatting


@dataclass(frozen=True)
class Wanted:
    """What the panel's rules want of a request, in the words in which a guard says it."""

    local_options: str
    attempts: str
    grade: str
    ages: str


def wanted(rules: Policy) -> Wanted:
    """Return what the rules want."""
    asked, ages = rules.referral, rules.eligibility
    return Wanted(
        local_options=formatting.count(asked.local_options_min, "local option"),
        attempts=formatting.count(asked.options_tried_min, "kind of help", "kinds of help"),
        grade=formatting.with_article(Grade(asked.signoff_grade).label.lower()),
        ages=f"{ages.age_min} to {ages.age_max}",
    )


def told(
    placement_request: PlacementRequest, rules: Policy, *, starts_on: date | None
) -> dict[str, Any]:
    """Return the facts by name, as `Facts` in `queries.py` has them.

    Args:
        starts_on: the first day of the option recommended; None until it is known.
    """
    asked, request = rules.referral, placement_request
    reason = request.child_views_absent_because if asked.views_absence_reason else ""
    views = request.child_views or reason
    enough = request.attempts.count() >= asked.options_tried_min
    health_waits = asked.health_referral and request.has_health_need
    return {
        "story_told": bool(request.story.strip() and request.outcomes_sought.exists()),
        "needs_named": request.needs.exists(),
        "views_held": bool(views.strip()) or not asked.views_required,
        "enough_tried": enough or bool(request.tried_less_because.strip()),
        "agencies_met": bool(request.agencies_met_on) or not asked.prior_meeting_required,
        "health_told": bool(request.health_told_on) or not health_waits,
        "advocacy_asked": bool(request.advocacy) or not asked.advocacy_question,
        "signed_off": _signed_off(request, least=asked.signoff_grade),
        "of_age": starts_on is None or _of_age(request, rules, starts_on),
    }


def _signed_off(placement_request: PlacementRequest, *, least: str) -> bool:
    grade = placement_request.signed_off_grade
    return placement_request.is_declared and bool(grade) and Grade(grade).reaches(least)


def _of_age(placement_request: PlacementRequest, rules: Policy, starts_on: date) -> bool:
    age = placement_request.child.age(starts_on)
    return rules.eligibility.age_min <= age <= rules.eligibility.age_max
