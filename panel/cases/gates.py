"""What a request still lacks, as a list of checks: the chart's guards asked one by one."""

from datetime import date

from panel.cases import queries
from panel.cases.models import PlacementRequest
from panel.cases.stages import COMPLETE
from panel.presentation.parts import Check

#: What each guard looks for, in words that stand beside a tick or a cross.
LOOKED_FOR = {
    "story_told": "Story and outcomes",
    "needs_named": "Needs, the main one first",
    "views_held": "The child’s own views, or why there are none",
    "enough_tried": "What has been tried, or why there is less",
    "agencies_met": "The agencies met about the child",
    "health_told": "Health told, where a need may be for health",
    "advocacy_asked": "An advocate offered, or not",
    "signed_off": "Declared, and signed off by a manager",
    "of_age": "The child’s age on the first day",
    "locals_compared": "Local options compared",
    "options_costed": "Costs of every option",
    "one_recommended": "One option recommended",
    "shares_whole": "Shares that add up to 100%",
    "period_known": "First and last day of the recommended option",
}


def checks(placement_request: PlacementRequest, *, on: date) -> list[Check]:
    """Return every gate of submission, with the sentence to act on where it isn't passed."""
    facts = queries.facts(placement_request, on=on)
    return [
        Check(
            LOOKED_FOR[guard.fact],
            passes=getattr(facts, guard.fact),
            detail="" if getattr(facts, guard.fact) else guard.otherwise,
        )
        for guard in COMPLETE
    ]
