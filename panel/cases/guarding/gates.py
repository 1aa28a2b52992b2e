"""What a request still lacks, as a list of checks: the chart's guards asked one by one."""

from datetime import date

from django.urls import reverse

from panel.cases import queries
from panel.cases.asked import eligibility
from panel.cases.guarding import facts as guard_facts
from panel.cases.guarding.facts import Facts
from panel.cases.guarding.guards import COMPLETE
from panel.cases.models import PlacementRequest
from panel.cases.task_list import ANSWERS_FOR
from panel.presentation.parts import Check

#: What each guard looks for, in words that stand beside a tick or a cross.
LOOKED_FOR = {
    "story_told": "Story and outcomes",
    "criteria_met": "A reason for which the panel takes requests",
    "belongs_here": "Nothing that the panel leaves to others",
    "needs_named": "Needs, the main one first",
    "views_held": "The child’s own views, or why there are none",
    "enough_tried": "What has been tried, or why there is less",
    "agencies_met": "The agencies met about the child",
    "agencies_asked": "Each agency asked whether it knows the child",
    "health_told": "Health told, where a need may be for health",
    "advocacy_asked": "An advocate offered, or not",
    "questions_answered": "The panel’s own questions",
    "consent_held": "Consent to share, where the rules ask for it",
    "capacity_recorded": "A young person’s capacity to decide",
    "papers_held": "The papers that the rules ask for",
    "signed_off": "Declared, and signed off by a manager",
    "of_age": "The child’s age on the first day",
    "payers_of_age": "Agencies that may pay at that age",
    "locals_compared": "Local options compared",
    "nearer_refused": "Nearer options weighed first, where the rules ask for it",
    "options_costed": "Costs of every option",
    "one_recommended": "One option recommended",
    "shares_whole": "Shares that add up to 100%",
    "period_known": "First and last day of the recommended option",
    "change_fits": "A change of what stands, where one is asked for",
}
OF_THE_RECOMMENDED = frozenset({"period_known", "of_age", "change_fits"})


def checks(placement_request: PlacementRequest, *, on: date) -> list[Check]:
    """Return every gate of submission, with the sentence to act on where it isn't passed."""
    facts = guard_facts.facts(placement_request, on=on)
    return [
        Check(
            LOOKED_FOR[guard.fact],
            passes=_passes(guard.fact, facts),
            detail="" if getattr(facts, guard.fact) else guard.sentence(facts),
        )
        for guard in COMPLETE
    ]


def elsewhere(placement_request: PlacementRequest, *, on: date) -> str:
    """Return where the rules send such a request, as a sentence; empty if it is for this panel."""
    rules = queries.rules_for(placement_request, on=on)
    to = eligibility.elsewhere(
        placement_request, rules, queries.recommended_with_payers(placement_request)
    )
    return f"The panel’s rules send such a request to: {to}." if to else ""


def _passes(fact: str, facts: Facts) -> bool | None:
    """Return whether a gate is passed; None while no option is recommended that it asks about."""
    is_open = fact in OF_THE_RECOMMENDED and not facts.one_recommended
    return None if is_open else getattr(facts, fact)


def ways(placement_request: PlacementRequest, *, on: date) -> dict[str, str]:
    """Return where each sentence of a gate that isn't passed is acted on."""
    facts = guard_facts.facts(placement_request, on=on)
    reference = placement_request.reference
    sections = {
        fact: reverse(f"request-{name}", args=[reference])
        for name, answered in ANSWERS_FOR.items()
        for fact in answered
    }
    options = f"{reverse('request', args=[reference])}#options"
    return {guard.sentence(facts): sections.get(guard.fact, options) for guard in COMPLETE}
