"""What the sample people answer where a document leaves a question of the panel's rules open.

A file may be older than a rule. What is filled in says that it was: nothing is made up about the
child.
"""

from datetime import date
from typing import Any, TypeVar

from panel.cases.document import DeclarationPart, PreparationPart, RequestDocument
from panel.cases.telling_vocabulary import Advocacy, Grade

Document = TypeVar("Document", bound=RequestDocument)

MANAGER = "Odile Kerr"
UNTOLD = "The file tells no more of what was tried."
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
