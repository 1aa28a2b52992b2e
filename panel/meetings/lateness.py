"""Whether a request comes too late for a meeting, by the rules the meeting is held under."""

from dataclasses import dataclass
from datetime import datetime

from panel.meetings import paper_days, queries
from panel.meetings.models import Meeting
from panel.presentation import formatting


@dataclass(frozen=True)
class Lateness:
    """What the rules say of what comes now; `may_be_waived`: the chair may still take it."""

    sentence: str
    may_be_waived: bool


def of(meeting: Meeting, *, at: datetime) -> Lateness | None:
    """Judge what would come onto an agenda at a moment; None while it is in time.

    An extraordinary meeting was called when its papers were due already, so nothing is late.
    """
    days = paper_days.of(meeting)
    if meeting.is_extraordinary or at <= days.in_by:
        return None
    late, may_be_waived = queries.rules_for(meeting).papers.late, False
    match late:
        case "reject":
            then = "The rules take none that come later."
        case "allow_with_chair" if at <= days.waived_by:
            until, may_be_waived = formatting.moment(days.waived_by), True
            then = f"Until {until}, the chair may take one that comes later and say why."
        case _:
            then = "What comes later is for the next meeting."
    opening = f"Papers for {meeting} had to be in by {formatting.moment(days.in_by)}."
    return Lateness(f"{opening} {then}", may_be_waived)
