"""What coordinators and advisers do with a request."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from panel import clock
from panel.agencies.access import Permission
from panel.cases import operations, summaries
from panel.cases.forms.handling import QuestionForm
from panel.cases.guarding import gates
from panel.cases.models import PlacementRequest
from panel.cases.presenters import advising
from panel.cases.views.finding import found
from panel.presentation.doorway import (
    PersonRequest,
    Press,
    holders_of,
    posted,
    pressed,
    status,
    telling,
)
from panel.presentation.methods import form_page

checkers = holders_of(Permission.REQUEST_CHECK)


@form_page
@checkers
def check(request: PersonRequest, reference: str) -> HttpResponse:
    """Check a request for completeness; accept it and ask for the advice that it lacks."""
    placement_request = found(request, reference, what="completeness check")
    form = Press()
    if request.method == "POST":
        with telling(form):
            accepted = operations.ask_for_advice(
                placement_request_id=placement_request.pk, by=request.user, at=clock.now()
            )
            messages.success(request, f"It is accepted. {advising.asked_now(accepted)}")
            return redirect("case", reference)
    context = {
        "form": form,
        "placement_request": placement_request,
        "chapters": summaries.chapters(placement_request),
        "checks": gates.checks(placement_request, on=clock.today()),
        "elsewhere": gates.elsewhere(placement_request, on=clock.today()),
    }
    return render(request, "cases/check.html", context, status=status(form))


@form_page
@checkers
def send_back(request: PersonRequest, reference: str) -> HttpResponse:
    """Send a request back to its referrer with a question."""
    placement_request = found(request, reference, what="completeness check")
    form = QuestionForm(posted(request))
    if form.is_valid():
        with telling(form):
            operations.return_to_referrer(
                placement_request_id=placement_request.pk,
                **form.cleaned_data,
                by=request.user,
                at=clock.now(),
            )
            messages.success(request, f"{reference} is back with its referrer.")
            return redirect("case", reference)
    context = {"form": form, "placement_request": placement_request}
    return render(request, "cases/send_back.html", context, status=status(form))


@require_POST
@checkers
def mark_ready(request: PersonRequest, reference: str) -> HttpResponse:
    """Say that the panel can take the request."""
    return _press(request, reference, operations.mark_ready, "is ready for panel")


@require_POST
@checkers
def ask_where_changed(request: PersonRequest, reference: str) -> HttpResponse:
    """Ask again each agency that advised before the request changed."""
    became = "is with those who advised before it changed"
    return _press(request, reference, operations.ask_where_changed, became)


@require_POST
@checkers
def ask_again(request: PersonRequest, reference: str) -> HttpResponse:
    """Ask every agency for new advice on a deferred request."""
    return _press(request, reference, operations.ask_again, "is with the advisers again")


def _press(
    request: PersonRequest,
    reference: str,
    operation: Callable[..., PlacementRequest],
    became: str,
) -> HttpResponse:
    placement_request = found(request, reference, what="case")
    act = partial(
        operation, placement_request_id=placement_request.pk, by=request.user, at=clock.now()
    )
    back = reverse("case", args=[reference])
    return pressed(request, act, done=f"{reference} {became}.", back=back)
