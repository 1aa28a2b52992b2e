"""The page on which a coordinator moves a running request to newer rules."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from panel import clock
from panel.agencies.access import Permission
from panel.cases import operations
from panel.cases.asked import newer_rules
from panel.cases.asked.newer_rules import RebaseReason
from panel.cases.forms.handling import RebaseForm
from panel.cases.views.finding import found
from panel.presentation.doorway import PersonRequest, holders_of, posted, status, telling
from panel.presentation.methods import form_page
from panel.presentation.pages import conflict
from panel.refusals import Refusal


@form_page
@holders_of(Permission.REQUEST_CHECK)
def rebase(request: PersonRequest, reference: str) -> HttpResponse:
    """Show what newer rules would change for a request, and put it under them for a reason."""
    placement_request = found(request, reference, what="rules")
    try:
        newer = newer_rules.newer(placement_request, on=clock.today())
    except Refusal as refused:
        return conflict(request, reasons=refused.reasons, back=f"/cases/{reference}/")
    form = RebaseForm(posted(request))
    if form.is_valid():
        with telling(form):
            operations.rebase(
                placement_request_id=placement_request.pk,
                reason=RebaseReason(form.cleaned_data["reason"]),
                by=request.user,
                at=clock.now(),
            )
            messages.success(request, f"{reference} is under version {newer.after.number}.")
            return redirect("case", reference)
    context = {"form": form, "placement_request": placement_request, "newer": newer}
    return render(request, "cases/rebase.html", context, status=status(form))
