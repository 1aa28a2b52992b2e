"""The sections of a request whose forms are made from the panel's own rules."""

from typing import Any

from panel import clock
from panel.cases import asked_facts, operations, queries
from panel.cases.forms.asked import GroundsForm, PanelAnswersForm, PreparationForm, SharingForm
from panel.cases.forms.standing_behind import DeclarationForm
from panel.cases.models import PlacementRequest
from panel.cases.views.asked import Asked, held
from panel.policies.schema import Policy
from panel.presentation.fields import PanelForm


def _rules(request: PlacementRequest) -> Policy:
    return queries.rules_for(request, on=clock.today())


def _grounds(typed: Any, request: PlacementRequest) -> PanelForm:
    criteria = _rules(request).eligibility.criteria
    return GroundsForm(typed, initial=held(GroundsForm, request), criteria=criteria)


def _preparation(typed: Any, request: PlacementRequest) -> PanelForm:
    known = {f"known_to_{code}": answer for code, answer in request.known_to.items()}
    others = list(request.panel.agencies.exclude(pk=request.referring_agency_id))
    return PreparationForm(typed, initial=held(PreparationForm, request) | known, others=others)


def _sharing(typed: Any, request: PlacementRequest) -> PanelForm:
    names = dict(request.panel.agencies.values_list("code", "name"))
    bases = {
        names.get(each.agency, each.agency): each.basis for each in _rules(request).sharing.bases
    }
    return SharingForm(typed, initial=held(SharingForm, request), bases=bases)


def _questions(typed: Any, request: PlacementRequest) -> PanelForm:
    questions = _rules(request).referral.questions
    told = {answer.question: answer.answer for answer in request.panel_answers.all()}
    initial = {f"answer_{place}": told.get(text, "") for place, text in enumerate(questions, 1)}
    return PanelAnswersForm(typed, initial=initial, questions=questions)


def _declaration(typed: Any, request: PlacementRequest) -> PanelForm:
    recommended = queries.recommended_with_payers(request)
    asked = asked_facts.papers_asked(request, _rules(request), recommended)
    return DeclarationForm(typed, initial=held(DeclarationForm, request), asked=asked)


def _answers(form: Any) -> tuple[Any, dict[str, Any]]:
    return operations.answer, {"answers": form.made}


def _to_panel(form: Any) -> tuple[Any, dict[str, Any]]:
    return operations.answer_panel, {"answers": form.made.panel_answers}


GROUNDS = Asked(_grounds, _answers)
PREPARATION = Asked(_preparation, _answers)
QUESTIONS = Asked(_questions, _to_panel, "The panel puts these questions to every request.")
SHARING = Asked(_sharing, _answers)
DECLARATION = Asked(_declaration, _answers)
