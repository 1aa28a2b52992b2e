"""The page of a case, which joins the request to what was decided and paid.

Beside it, taking a request back, opening it again, and bringing back what was deferred.
"""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from panel import clock
from panel.agencies.access import Permission
from panel.cases.stages import Stage
from panel.cases.views.finding import found
from panel.decisions import operations, reading
from panel.decisions.case.forms import ReopenForm, WithdrawForm
from panel.decisions.case.page import case_page
from panel.decisions.challenges import queries as challenge_queries
from panel.decisions.outcomes.presenters import named
from panel.presentation.doorway import PersonRequest, holders_of, posted, pressed, status, telling
from panel.presentation.methods import form_page
from panel.presentation.pages import conflict
from panel.refusals import Refusal


@require_GET
@holders_of(Permission.CASE_READ)
def case(request: PersonRequest, reference: str) -> HttpResponse:
    """Show a whole case."""
    at = clock.now()
    page = case_page(found(request, reference, what="case"), request.access, at=at)
    reading.terms(page.change, by=request.user, at=at)
    context = {"page": page, "identity": page.identity, "sections": page.sections}
    return render(request, "decisions/case.html", context)


@form_page
@holders_of(Permission.REQUEST_WRITE)
def withdraw(request: PersonRequest, reference: str) -> HttpResponse:
    """Take a request back; what is reserved for it is given back."""
    placement_request = found(request, reference, what="case")
    form = WithdrawForm(posted(request))
    if form.is_valid():
        with telling(form):
            operations.withdraw(
                placement_request_id=placement_request.pk,
                **form.cleaned_data,
                by=request.user,
                at=clock.now(),
            )
            messages.success(request, f"{reference} is withdrawn.")
            return redirect("case", reference)
    context = {"form": form, "placement_request": placement_request}
    return render(request, "decisions/withdraw.html", context, status=status(form))


@require_POST
@holders_of(Permission.REQUEST_CHECK)
def lapse(request: PersonRequest, reference: str) -> HttpResponse:
    """Take a request back to the panel whose agreement in principle has lapsed."""
    placement_request = found(request, reference, what="case")
    act = partial(
        operations.let_lapse,
        placement_request_id=placement_request.pk,
        by=request.user,
        at=clock.now(),
    )
    done = f"{reference} lapsed. The panel decides it anew."
    return pressed(request, act, done=done, back=reverse("case", args=[reference]))


@form_page
@holders_of(Permission.REQUEST_CHECK)
def reopen(request: PersonRequest, reference: str) -> HttpResponse:
    """Open a request again that was declined, referred on or withdrawn."""
    placement_request = found(request, reference, what="case")
    form = ReopenForm(
        posted(request), is_overturned=challenge_queries.is_overturned(placement_request)
    )
    if form.is_valid():
        with telling(form):
            operations.reopen(
                placement_request_id=placement_request.pk,
                reopening=form.made,
                by=request.user,
                at=clock.now(),
            )
            messages.success(request, f"{reference} is open again, with the panel team.")
            return redirect("case", reference)
    context = {"form": form, "placement_request": placement_request}
    return render(request, "decisions/reopen.html", context, status=status(form))


@require_POST
@holders_of(Permission.REQUEST_CHECK)
def bring_back(request: PersonRequest, reference: str) -> HttpResponse:
    """Make a deferred request ready again; it is listed by itself where the rules say so."""
    placement_request = found(request, reference, what="case")
    try:
        moved = operations.bring_back(
            placement_request_id=placement_request.pk, by=request.user, at=clock.now()
        )
    except Refusal as refused:
        return conflict(request, reasons=refused.reasons, back=f"/cases/{reference}/")
    became = "ready for panel again"
    if moved.stage == Stage.LISTED:
        became = f"on the agenda of {named(moved.agenda_items.latest('pk').meeting)}"
    messages.success(request, f"{reference} is {became}.")
    return redirect("case", reference)
