"""Whether an agenda takes another request now, by its stage and the rules on room and time."""

from dataclasses import dataclass
from datetime import datetime

from panel.agencies.access import Access, Permission
from panel.meetings import lateness, queries
from panel.meetings.lateness import Lateness
from panel.meetings.models import Meeting
from panel.meetings.stages import MeetingStage
from panel.presentation import formatting

WHY_NOT = {
    MeetingStage.PAPERS_OUT: "Its papers are out, so nothing is put on this agenda any more.",
    MeetingStage.OPEN: "The meeting has begun, so nothing is put on its agenda any more.",
    MeetingStage.CLOSED: "The meeting is over.",
    MeetingStage.CANCELLED: "The meeting was cancelled.",
}


@dataclass(frozen=True)
class Taking:
    """What an agenda takes of a person now; `why_not` is empty where it takes something.

    `late`: what the rules say of what comes now, where a reason has to be given.
    """

    why_not: str
    late: Lateness | None = None


def of(meeting: Meeting, access: Access, *, at: datetime) -> Taking:
    """Say whether somebody who runs a meeting can put a request on its agenda at a moment."""
    if why_not := WHY_NOT.get(MeetingStage(meeting.stage)) or full(meeting):
        return Taking(why_not)
    late = lateness.of(meeting, at=at)
    if late is None or may_waive(late, meeting, access):
        return Taking("", late)
    return Taking(late.sentence)


def may_waive(late: Lateness, meeting: Meeting, access: Access) -> bool:
    """Say whether a person may take what comes late all the same, for a reason: the chair may."""
    chairs = access.may(Permission.OUTCOME_RECORD, panel_id=meeting.panel_id)
    return late.may_be_waived and chairs


def full(meeting: Meeting) -> str:
    """Return the sentence for an agenda without room; empty while it has some."""
    most = queries.rules_for(meeting).meeting.max_items
    if meeting.items.count() < most:
        return ""
    return f"An agenda has room for {formatting.count(most, 'request')}, and this one is full."
