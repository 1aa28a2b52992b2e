"""The page of an adviser who has no account: what is asked, and one form that can be sent once.

Opening the page uses nothing up, because mail programs open links by themselves; sending the form
does. The address is the secret: as every page's, it is passed on to no other site and kept by no
cache.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from panel import clock
from panel.cases import operations, queries
from panel.cases.advice.invitations import NoInvitation
from panel.cases.forms.handling import AdviceForm
from panel.cases.presenters import outside
from panel.presentation.doorway import posted, status, telling
from panel.presentation.methods import form_page


@form_page
def advise(request: HttpRequest, token: str) -> HttpResponse:
    """Show what is asked, and take the answer."""
    try:
        invitation = operations.open_invitation(token=token, at=clock.now())
    except NoInvitation as refused:
        closed = {"reason": str(refused)}
        return render(request, "cases/outside_closed.html", closed, status=410)
    agency = invitation.advice.agency
    rules = queries.rules_for(invitation.advice.placement_request, on=clock.today()).advice
    form = AdviceForm(posted(request), agency=agency, rules=rules)
    if form.is_valid():
        with telling(form):
            operations.answer_invitation(token=token, advice=form.made, at=clock.now())
            return redirect("advice-sent")
    context = {
        "form": form,
        "agency": agency,
        "invitation": invitation,
        "facts": outside.shown(invitation.advice, on=clock.today()),
    }
    return render(request, "cases/outside_advise.html", context, status=status(form))


@require_GET
def sent(request: HttpRequest) -> HttpResponse:
    """Say that the advice has arrived."""
    return render(request, "cases/outside_sent.html")
