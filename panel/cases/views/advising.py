"""Giving an agency's advice, and inviting somebody from outside to write it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from panel import clock
from panel.agencies.access import Permission
from panel.agencies.models import Agency
from panel.cases import operations, queries, summaries
from panel.cases.advice import invitations
from panel.cases.advice import queries as advice_queries
from panel.cases.forms.handling import AdviceForm, InvitationForm
from panel.cases.models import PlacementRequest
from panel.cases.presenters import outside
from panel.cases.stages import AdviceStage, Stage
from panel.cases.views.finding import found
from panel.presentation.doorway import PersonRequest, holders_of, posted, status, telling
from panel.presentation.methods import form_page
from panel.presentation.pages import conflict

checkers = holders_of(Permission.REQUEST_CHECK)


@form_page
@holders_of(Permission.ADVICE_GIVE)
def advice(request: PersonRequest, reference: str, agency: str) -> HttpResponse:
    """Give an agency's advice, or a new version of it."""
    placement_request = found(request, reference, what="request to advise on")
    speaks_for = get_object_or_404(placement_request.panel.agencies, code=agency)
    before = _before(request, placement_request, speaks_for)
    rules = queries.rules_for(placement_request, on=clock.today()).advice
    form = AdviceForm(posted(request), agency=speaks_for, rules=rules, initial=before)
    if form.is_valid():
        with telling(form):
            operations.give_advice(
                placement_request_id=placement_request.pk,
                agency_code=agency,
                advice=form.made,
                by=request.user,
                at=clock.now(),
            )
            messages.success(request, "Your advice is sent.")
            return redirect("case", reference)
    context = {
        "form": form,
        "placement_request": placement_request,
        "agency": speaks_for,
        "is_anew": bool(before),
        "chapters": summaries.chapters(placement_request),
    }
    return render(request, "cases/advice.html", context, status=status(form))


@form_page
@checkers
def outside_advice(request: PersonRequest, reference: str) -> HttpResponse:
    """Invite somebody without an account to advise for an agency, and see who was invited."""
    placement_request = found(request, reference, what="invitations")
    owing = [
        advice.agency
        for advice in advice_queries.latest_advice(placement_request)
        if advice.stage == AdviceStage.ASKED and placement_request.stage == Stage.ADVICE
    ]
    form = InvitationForm(posted(request), agencies=owing)
    if form.is_valid():
        with telling(form):
            operations.invite_adviser(
                placement_request_id=placement_request.pk,
                agency_code=form.cleaned_data["agency"],
                invited=form.made,
                by=request.user,
                at=clock.now(),
            )
            messages.success(request, "The invitation is on its way.")
            return redirect("case-outside-advice", reference)
    context = {
        "form": form,
        "placement_request": placement_request,
        "may_invite": bool(owing),
        "invited": outside.lines(invitations.of(placement_request), at=clock.now()),
    }
    return render(request, "cases/outside_advice.html", context, status=status(form))


@require_POST
@checkers
def revoke(request: PersonRequest, reference: str, invitation: int) -> HttpResponse:
    """Take an invitation back."""
    placement_request = found(request, reference, what="invitations")
    standing = get_object_or_404(invitations.of(placement_request), pk=invitation)
    try:
        operations.revoke_invitation(invitation_id=standing.pk, by=request.user, at=clock.now())
    except operations.AlreadyEnded as refused:
        back = f"/cases/{reference}/outside-advice/"
        return conflict(request, reasons=[str(refused)], back=back)
    messages.success(request, "The invitation is taken back.")
    return redirect("case-outside-advice", reference)


def _before(
    request: PersonRequest, placement_request: PlacementRequest, agency: Agency
) -> dict[str, Any]:
    """Return what the agency has said already, for its own adviser to write anew."""
    is_theirs = request.access.may(
        Permission.ADVICE_GIVE, panel_id=placement_request.panel_id, agency_ids=[agency.pk]
    )
    latest = placement_request.advice.filter(agency=agency).order_by("-round").first()
    if latest is None or latest.stage != AdviceStage.GIVEN or not is_theirs:
        return {}
    suits = {True: "yes", False: "no", None: ""}[latest.is_suitable]
    names = (
        *("opinion", "summary", "conditions", "hours_per_week", "departures"),
        *("written_on", "reuse_agreed_by", "late_because"),
    )
    return {name: getattr(latest, name) for name in names} | {"is_suitable": suits}
