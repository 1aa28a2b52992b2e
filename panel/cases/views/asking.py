"""Which sections of a request, and of a child's record, are asked by which form."""

from typing import Any

from django.forms import model_to_dict

from panel import clock
from panel.cases import operations
from panel.cases.forms.child import CommunicationForm, IdentityForm, StandingForm
from panel.cases.forms.parts import PartForm
from panel.cases.forms.people import ContactsForm, PractitionersForm
from panel.cases.forms.standing_behind import PlansForm
from panel.cases.forms.telling import (
    AttemptsForm,
    NeedsForm,
    OutcomesForm,
    StoryForm,
    ViewsForm,
)
from panel.cases.models import Need, PlacementRequest
from panel.cases.telling_vocabulary import ChildSectionName, RequestSectionName
from panel.cases.views import asking_by_rules
from panel.cases.views.asked import Asked, Save, held
from panel.presentation.fields import PanelForm


def _simple(form: type[PartForm], verb: Save, name: str, lede: str = "") -> Asked:
    return Asked(
        lambda typed, request: form(typed, initial=held(form, request)),
        lambda valid: (verb, {name: valid.made}),
        lede,
    )


def _needs(typed: Any, request: PlacementRequest) -> PanelForm:
    told = [_need(need) for need in request.needs.select_related("assessed_for")]
    return NeedsForm(typed, told, agencies=list(request.panel.agencies.all()))


def _need(need: Need) -> dict[str, Any]:
    agency = need.assessed_for
    return model_to_dict(need) | {"assessed_for": agency.code if agency else ""}


def _attempts(typed: Any, request: PlacementRequest) -> PanelForm:
    initial = {"tried_less_because": request.tried_less_because}
    return AttemptsForm(typed, request.attempts.values(), initial=initial)


def _tried(form: AttemptsForm) -> tuple[Save, dict[str, Any]]:
    why = form.cleaned_data["tried_less_because"]
    return operations.list_attempts, {"attempts": form.rows.made(), "tried_less_because": why}


def _outcomes(typed: Any, request: PlacementRequest) -> PanelForm:
    return OutcomesForm(typed, request.outcomes_sought.values())


_R, _C = RequestSectionName, ChildSectionName
EMPTY_ROWS = "Leave the rows that you do not need empty: after you save, there is room for more."

OF_REQUEST: dict[RequestSectionName, Asked] = {
    _R.STORY: _simple(StoryForm, operations.tell, "story"),
    _R.VIEWS: _simple(ViewsForm, operations.tell, "story"),
    _R.NEEDS: Asked(
        _needs,
        lambda form: (operations.name_needs, {"needs": form.rows.made()}),
        f"The main need first. {EMPTY_ROWS} A detail may have up to 300 characters.",
    ),
    _R.TRIED: Asked(_attempts, _tried, f"In order of time, at home and in school. {EMPTY_ROWS}"),
    _R.OUTCOMES: Asked(
        _outcomes,
        lambda form: (operations.seek_outcomes, {"outcomes": form.rows.made()}),
        f"Say by when, and how anybody could tell. {EMPTY_ROWS}",
    ),
    _R.GROUNDS: asking_by_rules.GROUNDS,
    _R.PREPARATION: asking_by_rules.PREPARATION,
    _R.QUESTIONS: asking_by_rules.QUESTIONS,
    _R.SHARING: asking_by_rules.SHARING,
    _R.PLANS: _simple(PlansForm, operations.answer, "answers"),
    _R.DECLARATION: asking_by_rules.DECLARATION,
}

TOLD_ONCE = "It is told once: every request about this child starts from it."


def _of_child(form: type[PartForm]) -> Asked:
    return Asked(
        lambda typed, request: form(typed, initial=held(form, request.child)),
        _of_the_child,
        TOLD_ONCE,
    )


def _of_the_child(form: Any) -> tuple[Save, dict[str, Any]]:
    return operations.tell_of_child, {"part": form.made}


def _identity(typed: Any, request: PlacementRequest) -> PanelForm:
    return IdentityForm(typed, initial=held(IdentityForm, request.child), on=clock.today())


OF_CHILD: dict[ChildSectionName, Asked] = {
    _C.IDENTITY: Asked(_identity, _of_the_child, TOLD_ONCE),
    _C.CONTACTS: Asked(
        lambda typed, request: ContactsForm(typed, request.child.contacts.values()),
        _of_the_child,
        f"{TOLD_ONCE} {EMPTY_ROWS}",
    ),
    _C.COMMUNICATION: _of_child(CommunicationForm),
    _C.PRACTITIONERS: Asked(
        lambda typed, request: PractitionersForm(typed, request.child.practitioners.values()),
        _of_the_child,
        f"{TOLD_ONCE} {EMPTY_ROWS}",
    ),
    _C.STANDING: _of_child(StandingForm),
}
