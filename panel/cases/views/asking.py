"""Which sections of a request, and of a child's record, are asked by which form."""

from typing import Any

from django.forms import model_to_dict

from panel import clock
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
from panel.cases.views import asking_by_rules
from panel.cases.views.asked import Asked, held
from panel.cases.vocabulary.telling import ChildSectionName, RequestSectionName


def _simple(form: type[PartForm], lede: str = "") -> Asked:
    return Asked(lambda typed, request: form(typed, initial=held(form, request)), lede)


def _needs(typed: Any, request: PlacementRequest) -> NeedsForm:
    told = [_need(need) for need in request.needs.select_related("assessed_for")]
    return NeedsForm(typed, told, agencies=list(request.panel.agencies.all()))


def _need(need: Need) -> dict[str, Any]:
    agency = need.assessed_for
    return model_to_dict(need) | {"assessed_for": agency.code if agency else ""}


def _attempts(typed: Any, request: PlacementRequest) -> AttemptsForm:
    initial = {"tried_less_because": request.tried_less_because}
    return AttemptsForm(typed, request.attempts.values(), initial=initial)


def _outcomes(typed: Any, request: PlacementRequest) -> OutcomesForm:
    return OutcomesForm(typed, request.outcomes_sought.values())


_R, _C = RequestSectionName, ChildSectionName
EMPTY_ROWS = "Leave the rows that you do not need empty: after you save, there is room for more."

OF_REQUEST: dict[RequestSectionName, Asked] = {
    _R.STORY: _simple(StoryForm),
    _R.VIEWS: _simple(ViewsForm),
    _R.NEEDS: Asked(
        _needs,
        f"The main need first. {EMPTY_ROWS} A detail may have up to 300 characters.",
    ),
    _R.TRIED: Asked(_attempts, f"In order of time, at home and in school. {EMPTY_ROWS}"),
    _R.OUTCOMES: Asked(_outcomes, f"Say by when, and how anybody could tell. {EMPTY_ROWS}"),
    _R.GROUNDS: Asked(asking_by_rules.grounds),
    _R.PREPARATION: Asked(asking_by_rules.preparation),
    _R.QUESTIONS: Asked(
        asking_by_rules.questions, "The panel puts these questions to every request."
    ),
    _R.SHARING: Asked(asking_by_rules.sharing),
    _R.PLANS: _simple(PlansForm),
    _R.DECLARATION: Asked(asking_by_rules.declaration),
}

TOLD_ONCE = "It is told once: every request about this child starts from it."


def _of_child(form: type[PartForm]) -> Asked:
    return Asked(lambda typed, request: form(typed, initial=held(form, request.child)), TOLD_ONCE)


def _identity(typed: Any, request: PlacementRequest) -> IdentityForm:
    return IdentityForm(typed, initial=held(IdentityForm, request.child), on=clock.today())


OF_CHILD: dict[ChildSectionName, Asked] = {
    _C.IDENTITY: Asked(_identity, TOLD_ONCE),
    _C.CONTACTS: Asked(
        lambda typed, request: ContactsForm(typed, request.child.contacts.values()),
        f"{TOLD_ONCE} {EMPTY_ROWS}",
    ),
    _C.COMMUNICATION: _of_child(CommunicationForm),
    _C.PRACTITIONERS: Asked(
        lambda typed, request: PractitionersForm(typed, request.child.practitioners.values()),
        f"{TOLD_ONCE} {EMPTY_ROWS}",
    ),
    _C.STANDING: _of_child(StandingForm),
}
