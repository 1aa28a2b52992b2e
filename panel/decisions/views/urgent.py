"""The pages on which what can't wait for a meeting is taken up, decided or left to a meeting."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from panel import clock
from panel.agencies.access import Permission
from panel.cases import queries as requests
from panel.cases.models import PlacementRequest
from panel.cases.views.finding import found
from panel.decisions import operations
from panel.decisions.presenters import items as presenters
from panel.decisions.presenters import urgency as wording
from panel.decisions.urgent_forms import CanWaitForm, UrgencyForm, UrgentOutcomeForm
from panel.presentation.doorway import PersonRequest, holders_of, posted, status, telling

form_page = require_http_methods(["GET", "HEAD", "POST"])
deciders = holders_of(Permission.URGENT_DECIDE)


@form_page
@holders_of(Permission.REQUEST_CHECK)
def take(request: PersonRequest, reference: str) -> HttpResponse:
    """Say why a request can't wait for a meeting."""
    placement_request, form = found(request, reference, what="case"), UrgencyForm(posted(request))
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
    context = {"form": form, "placement_request": placement_request}
    return render(request, "decisions/urgent_take.html", context, status=status(form))


@form_page
@deciders
def decide(request: PersonRequest, reference: str) -> HttpResponse:
    """Agree it between meetings."""
    placement_request = found(request, reference, what="case")
    weighed = list(placement_request.options.all())
    rules = requests.rules_for(placement_request, on=clock.today())
    form = UrgentOutcomeForm(
        posted(request),
        outcomes=presenters.outcomes(rules),
        options=presenters.choices(weighed),
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
    context = _about(placement_request) | {
        "form": form,
        "options": presenters.options(weighed),
        "comparison": presenters.comparison(weighed),
    }
    return render(request, "decisions/urgent_decide.html", context, status=status(form))


@form_page
@deciders
def leave(request: PersonRequest, reference: str) -> HttpResponse:
    """Leave it to a meeting after all."""
    placement_request, form = found(request, reference, what="case"), CanWaitForm(posted(request))
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
    """Return what the pages tell of a request; nothing of its urgency where it never had any."""
    taken = placement_request.urgencies.select_related("taken_by").order_by("-pk").first()
    facts = list(wording.facts(taken, placement_request)) if taken else []
    return {"placement_request": placement_request, "facts": facts}
