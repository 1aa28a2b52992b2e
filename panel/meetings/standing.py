"""Where an item of an agenda stands, in words. Nothing here asks the database."""

from dataclasses import dataclass

from panel.cases.stages import Stage
from panel.meetings import queries
from panel.meetings.models import AgendaItem
from panel.meetings.stages import MeetingStage, RatificationStage
from panel.presentation.tones import Tone, of_state

UNDECIDED = {
    Stage.LISTED: ("Not yet considered", Tone.PLAIN),
    Stage.CONSIDERED: ("Being considered", Tone.INFO),
}
DECIDED = {
    Stage.FUNDING: ("Agreed, agencies approve", Tone.GOOD),
    Stage.DISPUTED: ("Agreed, agencies disagree who pays", Tone.WARN),
    Stage.APPROVED: ("Agreed and funded", Tone.GOOD),
    Stage.PLACED: ("Agreed and placed", Tone.GOOD),
    Stage.ENDED: ("Agreed; the placement has ended", Tone.PLAIN),
    Stage.DECLINED: ("Declined", Tone.BAD),
    Stage.REFERRED_ON: ("Referred on", Tone.INFO),
    Stage.WITHDRAWN: ("Withdrawn", Tone.PLAIN),
}
#: What became of an item whose request has left it behind, by what the panel decided then.
LEFT = {
    "deferred": ("Deferred", Tone.WARN),
    "declined": DECIDED[Stage.DECLINED],
    "referred_on": DECIDED[Stage.REFERRED_ON],
    None: DECIDED[Stage.WITHDRAWN],
}


@dataclass(frozen=True)
class Standing:
    """Where an item stands, in words and a tone."""

    words: str
    tone: Tone


NOT_HEARD = Standing("Not heard: the meeting is cancelled", Tone.PLAIN)


def standing(item: AgendaItem, *, is_latest: bool) -> Standing:
    """Say what became of an item, fetched `in_full`.

    A request leaves one behind when it is deferred, is opened again after it was closed, or the
    meeting was cancelled.
    """
    if item.meeting.stage == MeetingStage.CANCELLED:
        return NOT_HEARD
    if item.ratifies is not None:
        return _ratifying(RatificationStage(item.ratifies.stage), is_latest=is_latest)
    stage = Stage(item.placement_request.stage)
    known = {**UNDECIDED, **DECIDED} if is_latest else {}
    left = LEFT.get(getattr(item, "decided_as", None), LEFT["deferred"])
    return Standing(*known.get(stage, left))


def _ratifying(stage: RatificationStage, *, is_latest: bool) -> Standing:
    if not is_latest:
        return Standing("Carried to the next meeting", Tone.WARN)
    return Standing(stage.label, of_state(stage))


def is_undecided(item: AgendaItem, *, is_latest: bool) -> bool:
    """Say whether the panel has still to decide or ratify an item."""
    return is_latest and queries.waits(item)
