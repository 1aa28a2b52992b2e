"""The pages on which a case is kept to a few people, and opened in an emergency."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from panel import clock
from panel.agencies import queries as people
from panel.agencies.access import Permission
from panel.cases import operations
from panel.cases.forms.restricting import EmergencyForm, LiftForm, RestrictForm
from panel.cases.views.finding import found
from panel.presentation.doorway import PersonRequest, holders_of, posted, status, telling
from panel.presentation.methods import form_page

restrictors = holders_of(Permission.CASE_RESTRICT)


@form_page
@restrictors
def restrict(request: PersonRequest, reference: str) -> HttpResponse:
    """Keep a case to the people named."""
    placement_request = found(request, reference, what="case")
    on_panel = people.appointed(placement_request.panel_id, on=clock.today())
    referrer = placement_request.submitted_by_id or placement_request.started_by_id
    form = RestrictForm(
        posted(request),
        people=on_panel.exclude(pk=request.user.pk),
        initial={"named_ids": [referrer]},
    )
    if form.is_valid():
        with telling(form):
            operations.restrict(
                placement_request_id=placement_request.pk,
                **form.cleaned_data,
                by=request.user,
                at=clock.now(),
            )
            messages.success(request, f"{reference} is restricted to the people you named.")
            return redirect("case", reference)
    context = {"form": form, "placement_request": placement_request}
    return render(request, "cases/restrict.html", context, status=status(form))


@form_page
@restrictors
def lift(request: PersonRequest, reference: str) -> HttpResponse:
    """Open a restricted case to everybody's role again."""
    placement_request = found(request, reference, what="case")
    form = LiftForm(posted(request))
    if form.is_valid():
        with telling(form):
            operations.lift_restriction(
                placement_request_id=placement_request.pk,
                **form.cleaned_data,
                by=request.user,
                at=clock.now(),
            )
            messages.success(request, f"The restriction on {reference} is lifted.")
            return redirect("case", reference)
    context = {"form": form, "placement_request": placement_request}
    return render(request, "cases/lift.html", context, status=status(form))


@form_page
@holders_of(Permission.CASE_READ)
def emergency(request: PersonRequest) -> HttpResponse:
    """Open a restricted case to oneself for an hour, and say why."""
    form = EmergencyForm(posted(request))
    if form.is_valid():
        with telling(form):
            opened = operations.open_in_emergency(
                **form.cleaned_data, by=request.user, at=clock.now()
            )
            messages.success(request, "The case is open to you for 60 minutes.")
            return redirect("case", opened.placement_request.reference)
    return render(request, "cases/emergency.html", {"form": form}, status=status(form))
