"""The sample county's urgent cases: one to be decided, one decided that the panel shall ratify."""

from panel.agencies.models import Panel
from panel.cases.document.urgency import UrgencyPart
from panel.cases.models import PlacementRequest
from panel.decisions.models import Outcome
from panel.decisions.outcomes.document import UrgentOutcomePart
from panel.sample import placed, steps
from panel.sample.days import Diary

WHY = (
    "The nurse who comes to the nursery leaves this week, and nobody else there is trained to "
    "feed her and keep her airway clear. The place at the school is kept free until then."
)
WHY_DECIDED = (
    "The ward closes its long-stay beds this week. There is no safe place for the child but this "
    "one, and it is kept free until then."
)
WHY_AGREED = (
    "The child can't stay where they are, and may not be moved twice.\n"
    "Of the places compared, this is the only one that is free this week."
)
FAIR = "The place is weighed by what disability and language ask of it; no age or faith counts."


def carry_on(
    panel: Panel, asked: PlacementRequest, decided: PlacementRequest, diary: Diary
) -> None:
    """Have both taken as urgent, one of them agreed and funded, and a meeting planned after it."""
    for placement_request, day, reason in ((decided, -2, WHY_DECIDED), (asked, 0, WHY)):
        urgency = UrgencyPart(reason=reason, needed_on=diary.day(day + 4))
        steps.take_urgently(placement_request, urgency, at=diary.moment(day, 8))
    outcome = UrgentOutcomePart(
        outcome=Outcome.AGREED,
        option="B",
        reasons=WHY_AGREED,
        equality_note=FAIR,
        return_plan=placed.RETURN_PLAN,
    )
    decision = steps.decide_urgently(decided, outcome, at=diary.moment(-2, 12))
    steps.approve(decision, at=diary.moment(-1, 12))
    steps.plan(panel, starts_at=diary.moment(26, 9, 30), at=diary.moment(-1, 16))
