"""What can't wait for a meeting, as its pages tell it."""

from collections.abc import Iterator

from panel import clock
from panel.cases.models import PlacementRequest, Urgency
from panel.decisions.models import Decision
from panel.decisions.urgent import emergency
from panel.meetings.models import Ratification
from panel.meetings.stages import ASKED, RatificationStage
from panel.presentation import formatting
from panel.presentation.parts import Fact

NOT_RATIFIED = ASKED | {RatificationStage.REFUSED}


def facts(urgency: Urgency, placement_request: PlacementRequest) -> Iterator[Fact]:
    """Yield why a request can't wait, who may decide it, and what comes after."""
    rules = emergency.rules_about(placement_request).emergency
    yield Fact("Why it can’t wait", urgency.reason)
    yield Fact("Needed on", formatting.day(urgency.needed_on))
    taken = formatting.day(clock.date_of(urgency.taken_at))
    yield Fact("Taken as urgent by", f"{urgency.taken_by.name}, {taken}")
    yield Fact("Decided by", f"The panel’s {emergency.decider(rules).label.lower()}")
    payers = "Each paying agency’s lead" if rules.each_payer else _one_for_all(placement_request)
    yield Fact("Then approved by", payers)
    within = rules.ratify_within
    deadline = f"within {within.count} {within.unit.replace('_', ' ')}" if within else ""
    yield Fact("Ratified", f"At the panel’s next meeting{deadline and f', {deadline}'}")


def ratification(decision: Decision) -> str:
    """Say in a sentence how far a decision is ratified; empty where a meeting made it."""
    if decision.urgency is None:
        return ""
    asked: Ratification | None = getattr(decision.urgency, "ratification", None)
    if asked is None:
        return "Once every agency has approved, the panel is asked to ratify it."
    stage = RatificationStage(asked.stage)
    if asked.answered_at is None:
        if stage is RatificationStage.LAPSED:
            return "The placement ended before the panel ratified it."
        by = f" by {formatting.day(asked.due_on)}" if asked.due_on else ""
        return f"The panel still has to ratify it{by}."
    when = formatting.day(clock.date_of(asked.answered_at))
    follows = f" {asked.get_follow_up_display()}." if asked.follow_up else ""
    return f"{stage.label} by the panel, {when}.{follows}"


def standing(decision: Decision) -> str:
    """Say in a few words of a decision between meetings that it isn't ratified; else nothing."""
    stage = _stage(decision)
    return stage.label if stage in NOT_RATIFIED else ""


def is_refused(decision: Decision) -> bool:
    """Say whether the panel was asked to ratify a decision and didn't."""
    return _stage(decision) is RatificationStage.REFUSED


def _stage(decision: Decision) -> RatificationStage | None:
    """Return how far a decision is ratified; None where a meeting made it."""
    if decision.urgency is None:
        return None
    asked: Ratification | None = getattr(decision.urgency, "ratification", None)
    return RatificationStage(asked.stage) if asked else RatificationStage.OWED


def _one_for_all(placement_request: PlacementRequest) -> str:
    names = [agency.name for agency in emergency.deciding_agencies(placement_request)]
    return f"A lead of {' or '.join(names)}, for every agency"
