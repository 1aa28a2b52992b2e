"""What the sample people answer where a document leaves a question of the panel's rules open.

A file may be older than a rule. What is filled in says that it was: nothing is made up about the
child.
"""

from datetime import date
from typing import Any, TypeVar

from panel.cases.document import (
    DeclarationPart,
    GroundsPart,
    PanelAnswerPart,
    PreparationPart,
    RequestDocument,
    SharingPart,
)
from panel.cases.models import Child, PlacementRequest
from panel.cases.papers import required as required_papers
from panel.cases.vocabulary import LOOKED_AFTER
from panel.cases.vocabulary.asked import Capacity, Knowledge
from panel.cases.vocabulary.telling import IN_FORCE, Advocacy, Grade
from panel.decisions.outcomes import departures
from panel.decisions.outcomes.document import OutcomePart
from panel.policies.schema import Policy
from panel.sample.people import AGENCIES

Document = TypeVar("Document", bound=RequestDocument)

MANAGER = "Odile Kerr"
UNTOLD = "The file tells no more of what was tried."
UNANSWERED = "The file doesn’t answer this."
NAMES = {code: name for code, name, *_ in AGENCIES}
UNSTATED = "The file says nothing of it."


def completed(document: Document, rules: Policy, *, on: date) -> Document:
    """Return the document with every question answered that the rules ask."""
    is_enough = len(document.attempts) >= rules.referral.options_tried_min
    preparation = _preparation(document, on=on)
    answers: dict[str, Any] = {
        "grounds": _grounds(document.grounds, rules),
        "preparation": preparation,
        "panel_answers": _panel_answers(document, rules),
        "sharing": _sharing(document, rules, on=on),
        "declaration": _declaration(document, preparation, rules, on=on),
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


def _grounds(told: GroundsPart, rules: Policy) -> GroundsPart:
    """Count on the first criteria, which are the widest, where the file names none."""
    criteria = told.criteria_met or rules.eligibility.criteria[: rules.eligibility.criteria_min]
    return told.model_copy(update={"criteria_met": criteria})


def _preparation(document: RequestDocument, *, on: date) -> PreparationPart:
    told = document.preparation
    health_told_on = told.health_told_on or (on if told.has_health_need else None)
    others = [code for code in NAMES if code != document.referring_agency]
    return told.model_copy(
        update={
            "agencies_met_on": told.agencies_met_on or on,
            "health_told_on": health_told_on,
            "known_to": dict.fromkeys(others, Knowledge.NO_ANSWER) | told.known_to,
            "advocacy": told.advocacy or Advocacy.NOT_OFFERED,
        }
    )


def _panel_answers(document: RequestDocument, rules: Policy) -> tuple[PanelAnswerPart, ...]:
    told = {answer.question: answer for answer in document.panel_answers}
    unanswered = [text for text in rules.referral.questions if text not in told]
    return document.panel_answers + tuple(
        PanelAnswerPart(question=text, answer=UNANSWERED) for text in unanswered
    )


def _sharing(document: RequestDocument, rules: Policy, *, on: date) -> SharingPart:
    told, age = document.sharing, Child(born_on=document.child.born_on).age(on)
    is_asked = age >= rules.sharing.capacity_age and told.capacity is None
    return told.model_copy(update={"capacity": Capacity.NOT_ASSESSED} if is_asked else {})


def _declaration(
    document: RequestDocument, preparation: PreparationPart, rules: Policy, *, on: date
) -> DeclarationPart:
    told = document.declaration
    case = required_papers.Case(
        has_plan=document.child.stage_of_plan in IN_FORCE,
        is_looked_after=document.child.legal_status in LOOKED_AFTER,
        has_health_need=preparation.has_health_need,
        payers=tuple(NAMES[code] for code in sorted(_payers(document)) if code in NAMES),
    )
    asked = required_papers.names(rules.referral.required_documents, case)
    attached = dict.fromkeys([*told.attached, *asked])
    signed = {
        "is_declared": True,
        "signed_off_name": MANAGER,
        "signed_off_grade": Grade.SERVICE_MANAGER,
        "signed_off_on": on,
    }
    return told.model_copy(
        update={"attached": tuple(attached)} | ({} if told.signed_off_name else signed)
    )


def _payers(document: RequestDocument) -> set[str]:
    recommended = [option for option in document.options if option.is_recommended]
    return {code for option in recommended for line in option.cost_lines for code in line.shares}
