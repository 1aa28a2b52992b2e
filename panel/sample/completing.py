"""What the sample people answer where a document leaves a question of the panel's rules open.

A file may be older than a rule. What is filled in says that it was: nothing is made up about the
child.
"""

from datetime import date
from typing import Any, TypeVar

from panel.cases.document import DeclarationPart, PreparationPart, RequestDocument
from panel.cases.models import PlacementRequest
from panel.cases.telling_vocabulary import Advocacy, Grade
from panel.decisions import departures
from panel.decisions.document import OutcomePart

Document = TypeVar("Document", bound=RequestDocument)

MANAGER = "Odile Kerr"
UNTOLD = "The file tells no more of what was tried."
UNSTATED = "The file says nothing of it."
ENOUGH = 3  # attempts, by the default rules


def completed(document: Document, *, on: date) -> Document:
    """Return the document with every question answered that the sample panel's rules ask."""
    is_enough = len(document.attempts) >= ENOUGH
    answers: dict[str, Any] = {
        "preparation": _preparation(document.preparation, on=on),
        "declaration": _declaration(document.declaration, on=on),
        "tried_less_because": document.tried_less_because or ("" if is_enough else UNTOLD),
    }
    return document.model_copy(update=answers)


def stated(outcome: OutcomePart, placement_request: PlacementRequest) -> OutcomePart:
    """Return the outcome with everything stated that the sample panel's rules ask of it."""
    option = placement_request.options.filter(letter=outcome.option).first()
    is_left = departures.noticed(placement_request, outcome.outcome, option)
    is_away = option is not None and not option.is_local
    reason = outcome.departure_reason or (UNSTATED if is_left else "")
    plan = outcome.return_plan or placement_request.return_plan or (UNSTATED if is_away else "")
    return outcome.model_copy(
        update={
            "departure_reason": reason,
            "equality_note": outcome.equality_note or UNSTATED,
            "return_plan": plan if is_away else "",
        }
    )


def _preparation(told: PreparationPart, *, on: date) -> PreparationPart:
    health_told_on = told.health_told_on or (on if told.has_health_need else None)
    return told.model_copy(
        update={
            "agencies_met_on": told.agencies_met_on or on,
            "health_told_on": health_told_on,
            "advocacy": told.advocacy or Advocacy.NOT_OFFERED,
        }
    )


def _declaration(told: DeclarationPart, *, on: date) -> DeclarationPart:
    if told.signed_off_name:
        return told
    return told.model_copy(
        update={
            "is_declared": True,
            "signed_off_name": MANAGER,
            "signed_off_grade": Grade.SERVICE_MANAGER,
            "signed_off_on": on,
        }
    )
