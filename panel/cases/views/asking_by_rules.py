"""The sections of a request whose forms are made from the panel's own rules."""

from typing import Any

from panel import clock
from panel.cases import queries
from panel.cases.forms.asked import GroundsForm, PanelAnswersForm, PreparationForm, SharingForm
from panel.cases.forms.standing_behind import DeclarationForm
from panel.cases.guarding import asked_facts
from panel.cases.models import PlacementRequest
from panel.cases.views.asked import held
from panel.policies.schema import Policy


def _rules(request: PlacementRequest) -> Policy:
    return queries.rules_for(request, on=clock.today())


def grounds(typed: Any, request: PlacementRequest) -> GroundsForm:
    """Ask why it is for this panel."""
    criteria = _rules(request).eligibility.criteria
    return GroundsForm(typed, initial=held(GroundsForm, request), criteria=criteria)


def preparation(typed: Any, request: PlacementRequest) -> PreparationForm:
    """Ask what was done before, and which other agencies know the child."""
    known = {f"known_to_{code}": answer for code, answer in request.known_to.items()}
    others = list(request.panel.agencies.exclude(pk=request.referring_agency_id))
    return PreparationForm(typed, initial=held(PreparationForm, request) | known, others=others)


def sharing(typed: Any, request: PlacementRequest) -> SharingForm:
    """Ask who agreed that information is shared."""
    names = dict(request.panel.agencies.values_list("code", "name"))
    bases = {
        names.get(each.agency, each.agency): each.basis for each in _rules(request).sharing.bases
    }
    return SharingForm(typed, initial=held(SharingForm, request), bases=bases)


def questions(typed: Any, request: PlacementRequest) -> PanelAnswersForm:
    """Put the panel’s own questions."""
    texts = _rules(request).referral.questions
    told = {answer.question: answer.answer for answer in request.panel_answers.all()}
    initial = {f"answer_{place}": told.get(text, "") for place, text in enumerate(texts, 1)}
    return PanelAnswersForm(typed, initial=initial, questions=texts)


def declaration(typed: Any, request: PlacementRequest) -> DeclarationForm:
    """Ask which papers go with it, and who stands behind it."""
    recommended = queries.recommended_with_payers(request)
    asked = asked_facts.papers_asked(request, _rules(request), recommended)
    return DeclarationForm(typed, initial=held(DeclarationForm, request), asked=asked)
