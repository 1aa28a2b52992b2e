"""Until when the panel can decide in time for a child's plan, and when a deferral comes back."""

from collections.abc import Iterable
from datetime import date, datetime

from panel import clock
from panel.cases import queries as requests
from panel.cases.models import PlacementRequest
from panel.cases.stages import OPEN, Stage
from panel.deadlines import rules as law
from panel.deadlines.models import Clock
from panel.decisions.outcomes import deferrals
from panel.meetings.models import Meeting
from panel.presentation import formatting
from panel.presentation.parts import ClockCard

#: Where the panel has still to decide.
WAITS = OPEN - {Stage.FUNDING, Stage.DISPUTED}


def safe_card(
    placement_request: PlacementRequest, running: Iterable[Clock], *, on: date
) -> list[ClockCard]:
    """Return the card of the latest safe panel date, while the panel has still to decide."""
    safe = deferrals.latest_safe(running)
    if safe is None or Stage(placement_request.stage) not in WAITS:
        return []
    rule = law.LATEST_SAFE_PANEL
    reasons = [f"{rule.source}.", "It is ours, not the law’s: a later panel may still be in time."]
    left = (safe - on).days
    return [
        ClockCard(
            name=rule.title,
            due_on=safe,
            days_left=left,
            elapsed_percent=0 if left > 0 else 100,
            reasons=reasons,
        )
    ]


def comes_back(placement_request: PlacementRequest, *, at: datetime) -> str:
    """Say to which meeting a deferred request comes back; empty where the rules don't say."""
    rules = requests.rules_for(placement_request, on=clock.date_of(at)).decision
    if placement_request.stage != Stage.DEFERRED or not rules.deferral_next_meeting:
        return ""
    following = deferrals.next_meeting(placement_request, after=at)
    if following is None:
        return "It comes back to the next meeting that still takes requests: none is planned yet."
    return f"It comes back to {named(following)}."


def named(meeting: Meeting) -> str:
    """Name a meeting in a sentence: `meeting 5, 7 January 2027`."""
    return f"{str(meeting).lower()}, {formatting.day(meeting.starts_at)}"
