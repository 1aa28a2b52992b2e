"""What a coordinator does about a dispute: name who pays meanwhile, raise it, settle it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from panel import clock
from panel.agencies.access import Permission
from panel.cases.models import PlacementRequest
from panel.cases.views.finding import found
from panel.decisions import operations, queries
from panel.decisions.disputes import ladder, presenters
from panel.decisions.disputes.forms import InterimFunderForm, SettlementForm
from panel.decisions.models import Dispute
from panel.presentation.doorway import PersonRequest, holders_of, posted, status, telling
from panel.presentation.methods import form_page
from panel.presentation.pages import conflict
from panel.refusals import Refusal

settlers = holders_of(Permission.DISPUTE_SETTLE)


@form_page
@settlers
def settle(request: PersonRequest, reference: str) -> HttpResponse:
    """Record who pays from now on."""
    placement_request = found(request, reference, what="dispute")
    dispute = _latest(placement_request)
    option = dispute.decision.agreed
    form = SettlementForm(
        posted(request),
        lines=option.cost_lines.prefetch_related("shares"),
        agencies=placement_request.panel.agencies.all(),
    )
    if form.is_valid():
        with telling(form):
            operations.settle_dispute(
                dispute_id=dispute.pk, settlement=form.made, by=request.user, at=clock.now()
            )
            done = "Who pays is settled. The agencies it concerns are asked to approve."
            messages.success(request, done)
            return redirect("case", reference)
    return _show(request, "settle", form, dispute, placement_request)


@form_page
@settlers
def interim_funder(request: PersonRequest, reference: str) -> HttpResponse:
    """Record which agency pays until it is settled."""
    placement_request = found(request, reference, what="dispute")
    dispute, rules = _latest(placement_request), ladder.rules_about(placement_request)
    agencies = placement_request.panel.agencies.all()
    form = InterimFunderForm(posted(request), agencies=ladder.may_pay_meanwhile(rules, agencies))
    if form.is_valid():
        with telling(form):
            operations.name_interim_funder(
                dispute_id=dispute.pk,
                agency_code=form.made.agency,
                by=request.user,
                at=clock.now(),
            )
            messages.success(request, "Who pays meanwhile is recorded. Their lead is told.")
            return redirect("case", reference)
    return _show(request, "interim_funder", form, dispute, placement_request)


@require_POST
@settlers
def raise_level(request: PersonRequest, reference: str) -> HttpResponse:
    """Take it to the next level of the panel's rules."""
    dispute = _latest(found(request, reference, what="dispute"))
    try:
        raised = operations.raise_dispute(dispute_id=dispute.pk, by=request.user, at=clock.now())
    except Refusal as refused:
        return conflict(request, reasons=refused.reasons, back=f"/cases/{reference}/")
    messages.success(request, f"The dispute is now with {raised.who_settles}.")
    return redirect("case", reference)


def _latest(placement_request: PlacementRequest) -> Dispute:
    return get_object_or_404(queries.disputes_of(placement_request).order_by("-pk")[:1])


def _show(
    request: PersonRequest,
    page: str,
    form: SettlementForm | InterimFunderForm,
    dispute: Dispute,
    placement_request: PlacementRequest,
) -> HttpResponse:
    context = {
        "form": form,
        "facts": list(presenters.facts(dispute, placement_request)),
        "placement_request": placement_request,
    }
    return render(request, f"decisions/dispute_{page}.html", context, status=status(form))
