"""What the panel agreed and, as a challenge found, is to decide again, until it can. Reads.

What was agreed stands meanwhile and nobody's money is taken back by it, so the way back to the
panel is a new request, or one for a change of what runs; what was declined is opened again.
"""

from collections.abc import Iterable, Mapping

from panel.cases.models import PlacementRequest
from panel.cases.presenters.notices import Notice
from panel.cases.stages import Stage
from panel.cases.vocabulary.challenges import ChallengeOutcome
from panel.decisions.models import AGREEING, Challenge
from panel.decisions.urgent import unratified
from panel.presentation.tones import Tone

TITLE = "The panel is to decide this again"
WITHDRAW = "Withdraw it, and send a new request to the panel."

#: What has to happen, by the stage of what was agreed.
WAYS: Mapping[Stage, str] = {
    Stage.FUNDING: WITHDRAW,
    Stage.DISPUTED: WITHDRAW,
    Stage.APPROVED: "Say that it won’t start, and have its referrer send a new request. If the "
    "child can’t wait, let it start and ask for a change of it.",
    Stage.PLACED: "It runs as agreed until then: its referrer asks the panel for a change of it.",
}


def warning(placement_request: PlacementRequest, challenges: Iterable[Challenge]) -> Notice | None:
    """Return the warning for the pages of a case and its placement; None where none is due.

    Args:
        challenges: those to what was decided on it; the last that found so counts.
    """
    way = WAYS.get(Stage(placement_request.stage))
    if way is None:
        return None
    ended = {one.ended_at: one for one in challenges if _is_so(one) and one.ended_at}
    if not ended:
        return None
    at, found = max(ended.items())
    since = unratified.sent_since(at).filter(child=placement_request.child_id)
    if since.exclude(pk=placement_request.pk).exists():
        return None
    return Notice(TITLE, f"{found} found so: {found.findings} {way}", Tone.WARN)


def _is_so(challenge: Challenge) -> bool:
    return challenge.outcome == ChallengeOutcome.AGAIN and challenge.decision.outcome in AGREEING
