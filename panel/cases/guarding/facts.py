"""What the guards of the request chart ask about one request. Reads."""

from dataclasses import dataclass
from datetime import date

from panel.cases.advice.queries import outdated
from panel.cases.guarding import asked_facts, told_facts
from panel.cases.guarding.asked_facts import AskedFacts
from panel.cases.guarding.told_facts import Wanted
from panel.cases.models import (
    PlacementRequest,
)
from panel.cases.queries import rules_for
from panel.cases.stages import AdviceStage
from panel.money import WHOLE
from panel.presentation.formatting import listed


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
