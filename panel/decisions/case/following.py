"""What happens next with a case, in a sentence or two for everybody who reads it."""

from collections.abc import Sequence
from datetime import date, datetime

from panel import clock
from panel.cases import next_steps
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.decisions.models import Decision
from panel.decisions.outcomes import presenters as deferrals
from panel.decisions.overspending.asked import blocked
from panel.decisions.overspending.headroom import headrooms_of
from panel.decisions.urgent import unratified
from panel.meetings.models import Ratification

#: In place of the sentence for its stage, while its shares wait for consents.
SHORT = (
    "The fund has less left than it needs. Each agency that pays is asked to consent to going "
    "over; then their leads approve their shares. The need stays decided meanwhile."
)


def next_words(
    placement_request: PlacementRequest,
    decided: Sequence[Decision],
    refused: Ratification | None,
    *,
    at: datetime,
) -> str:
    """Return them. `decided`: what was decided, the latest first."""
    if refused is not None:
        return unratified.what_follows(refused)
    if placement_request.stage == Stage.FUNDING and _is_short(decided[0], on=clock.date_of(at)):
        return SHORT
    known = next_steps.next_words(placement_request)
    return f"{known} {deferrals.comes_back(placement_request, at=at)}".strip()


def _is_short(decision: Decision, *, on: date) -> bool:
    shares = decision.approvals.all()
    headrooms = headrooms_of(shares)
    return any(blocked(share, headrooms, on=on) for share in shares)
