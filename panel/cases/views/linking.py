"""The pages on which a request is linked with another, and a link is taken back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from panel import clock
from panel.agencies.access import Permission
from panel.cases import operations
from panel.cases.forms.links import LinkForm, UnlinkForm
from panel.cases.views.finding import found
from panel.presentation.doorway import PersonRequest, holders_of, posted, status, telling
from panel.presentation.methods import form_page

linkers = holders_of(Permission.REQUEST_CHECK, Permission.REQUEST_WRITE)


@form_page
@linkers
def link(request: PersonRequest, reference: str) -> HttpResponse:
    """Say which other request this one belongs to, and how."""
    placement_request = found(request, reference, what="case")
    form = LinkForm(posted(request))
    if form.is_valid():
        with telling(form):
            made = operations.link(
                placement_request_id=placement_request.pk,
                link=form.made,
                by=request.user,
                at=clock.now(),
            )
            messages.success(request, f"{reference} {made.get_kind_display()} {made.other}.")
            return redirect("case", reference)
    context = {"form": form, "placement_request": placement_request}
    return render(request, "cases/link.html", context, status=status(form))


@form_page
@linkers
def unlink(request: PersonRequest, reference: str) -> HttpResponse:
    """Take a link with another request back."""
    placement_request = found(request, reference, what="case")
    form = UnlinkForm(posted(request), initial={"reference": request.GET.get("other", "")})
    if form.is_valid():
        with telling(form):
            operations.unlink(
                placement_request_id=placement_request.pk,
                unlink=form.made,
                by=request.user,
                at=clock.now(),
            )
            messages.success(request, "The link is taken back.")
            return redirect("case", reference)
    context = {"form": form, "placement_request": placement_request}
    return render(request, "cases/unlink.html", context, status=status(form))
