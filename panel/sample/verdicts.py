"""What the sample county's meetings decide, and why."""

from datetime import date

from panel.decisions.models import Outcome
from panel.decisions.outcomes.document import ConditionPart, OutcomePart
from panel.meetings.models import View
from panel.sample import placed, urgent

WHY_AGREED = (
    "The need is plain from the advice of all three agencies, and the child has said what helps.\n"
    "Of the places compared, this is the nearest that meets it; the dearer one adds nothing."
)
WHY_DEFERRED = "The local school has offered a second visit, and the family would like to make it."
CHANGED = "Circumstances have changed"  # as the panel's rules have it
WHY_DECLINED = (
    "The local school can start teaching Braille each day from January, which the request did not "
    "know. That meets the need, and the child stays at home."
)
WHY_REFERRED_ON = (
    "The need is one for health alone to meet under its continuing care framework, so the "
    "integrated care board decides, by the end of next week."
)
CONTINUING_CARE = "The integrated care board’s continuing care panel"
PASSED_OVER = "The advice came before the local school’s offer, which meets the same need."
CONDITION = "One plan for therapy, agreed by the school and the health team before the first day"


def outcomes(due_on: date) -> list[tuple[str, View, OutcomePart]]:
    """Return what the closed meeting hears: a story, the members' view, the panel's outcome."""
    agreed, condition = agreement(), ConditionPart(what=CONDITION, owner="Health", due_on=due_on)
    conditional = {"outcome": Outcome.AGREED_WITH_CONDITIONS, "conditions": (condition,)}
    on_condition = agreed.model_copy(update=conditional)
    deferred = OutcomePart(outcome=Outcome.DEFERRED, reasons=WHY_DEFERRED, deferral_reason=CHANGED)
    declined = OutcomePart(
        outcome=Outcome.DECLINED,
        reasons=WHY_DECLINED,
        departure_reason=PASSED_OVER,
        equality_note=urgent.FAIR,
    )
    referred_on = OutcomePart(
        outcome=Outcome.REFERRED_ON, reasons=WHY_REFERRED_ON, referred_to=CONTINUING_CARE
    )
    return [
        ("signing", View.SUPPORT, agreed),
        ("rain", View.SUPPORT, on_condition),
        ("baker", View.SUPPORT, agreed),
        ("piano", View.SUPPORT, on_condition),
        ("engines", View.SUPPORT, agreed),
        ("brothers", View.SUPPORT, agreed),
        ("signing", View.ABSTAIN, deferred),
        ("curlews", View.OPPOSE, declined),
        ("rain", View.SUPPORT, referred_on),
    ]


def agreement() -> OutcomePart:
    """Return that the option recommended is agreed, and why."""
    return OutcomePart(
        outcome=Outcome.AGREED,
        option="B",
        reasons=WHY_AGREED,
        equality_note=urgent.FAIR,
        return_plan=placed.RETURN_PLAN,
    )
