"""The pages on which what can't wait for a meeting is taken up, decided or left to a meeting."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from panel import clock
from panel.agencies.access import Permission
from panel.cases.models import PlacementRequest
from panel.cases.views.finding import found
from panel.decisions import operations, reading
from panel.decisions.items import presenters
from panel.decisions.outcomes import unsaid
from panel.decisions.placements import changes
from panel.decisions.urgent import emergency
from panel.decisions.urgent import presenters as wording
from panel.decisions.urgent.forms import CanWaitForm, UrgencyForm, UrgentOutcomeForm
from panel.presentation.doorway import PersonRequest, holders_of, posted, status, telling
from panel.presentation.methods import form_page
from panel.presentation.pages import conflict

deciders = holders_of(Permission.URGENT_DECIDE)


@form_page
@holders_of(Permission.REQUEST_CHECK)
def take(request: PersonRequest, reference: str) -> HttpResponse:
    """Say why a request can't wait for a meeting."""
    placement_request, form = found(request, reference, what="case"), UrgencyForm(posted(request))
    if closed := emergency.not_to_take(placement_request):
        return conflict(request, reasons=[closed], back=f"/cases/{reference}/")
    if form.is_valid():
        with telling(form):
            operations.take_urgently(
                placement_request_id=placement_request.pk,
                urgency=form.made,
                by=request.user,
                at=clock.now(),
            )
            messages.success(request, "It is taken as urgent. Whoever decides it is told.")
            return redirect("case", reference)
    left = emergency.all_left_to_panel(placement_request)
    context = {"form": form, "placement_request": placement_request, "left": left}
    return render(request, "decisions/urgent_take.html", context, status=status(form))


@form_page
@deciders
def decide(request: PersonRequest, reference: str) -> HttpResponse:
    """Agree it between meetings."""
    placement_request = found(request, reference, what="case")
    if closed := emergency.closed_to(request.access, placement_request):
        return conflict(request, reasons=[closed], back=f"/cases/{reference}/")
    weighed = list(placement_request.options.all())
    rules = emergency.rules_about(placement_request)
    form = UrgentOutcomeForm(
        posted(request),
        outcomes=presenters.outcomes(rules),
        options=presenters.choices(
            option for option in weighed if not emergency.left_to_panel(option, rules)
        ),
        lacks=partial(unsaid.between_meetings, placement_request, on=clock.today()),
    )
    if form.is_valid():
        with telling(form):
            operations.decide_urgently(
                placement_request_id=placement_request.pk,
                outcome=form.made,
                by=request.user,
                at=clock.now(),
            )
            messages.success(request, "It is agreed. Each paying agency is asked to approve.")
            return redirect("case", reference)
    change = changes.chapter(placement_request, request.access)
    reading.terms(change, by=request.user, at=clock.now())
    context = _about(placement_request) | {
        "form": form,
        "change": change,
        "left": emergency.all_left_to_panel(placement_request),
        "options": presenters.options(weighed),
        "comparison": presenters.comparison(weighed),
    }
    return render(request, "decisions/urgent_decide.html", context, status=status(form))


@form_page
@deciders
def leave(request: PersonRequest, reference: str) -> HttpResponse:
    """Leave it to a meeting after all."""
    placement_request, form = found(request, reference, what="case"), CanWaitForm(posted(request))
    if closed := emergency.closed_to(request.access, placement_request):
        return conflict(request, reasons=[closed], back=f"/cases/{reference}/")
    if form.is_valid():
        with telling(form):
            operations.leave_to_meeting(
                placement_request_id=placement_request.pk,
                why=form.made,
                by=request.user,
                at=clock.now(),
            )
            messages.success(request, "It is left to a meeting. Who took it as urgent is told.")
            return redirect("case", reference)
    context = _about(placement_request) | {"form": form}
    return render(request, "decisions/urgent_leave.html", context, status=status(form))


def _about(placement_request: PlacementRequest) -> dict[str, Any]:
    """Return what the pages tell of a request and why it can't wait."""
    taken = placement_request.urgencies.select_related("taken_by").latest("pk")
    facts = list(wording.facts(taken, placement_request))
    return {"placement_request": placement_request, "facts": facts}
