"""The pages on which a fund manager says that a placement's last invoice is in, or a year's."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from panel import clock
from panel.agencies.access import Permission
from panel.cases.models import PlacementRequest
from panel.cases.placement_stages import PlacementStage
from panel.decisions import operations
from panel.decisions.placements import unfinished
from panel.money import Pence, in_pounds
from panel.pooledbudget import finishing, holdings
from panel.pooledbudget import queries as funds
from panel.pooledbudget.forms import YearInvoicedForm
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

keepers = holders_of(Permission.FUND_POST)


@form_page
@keepers
def last_invoice(request: PersonRequest, reference: str) -> HttpResponse:
    """Show what a placement still holds that nobody has invoiced, and give it back."""
    kept = unfinished.kept_by(request.access).filter(placement_request__reference=reference)
    placement, form = get_object_or_404(kept), Press()
    if request.method == "POST":
        with telling(form):
            operations.record_last_invoice(
                placement_request_id=placement.placement_request_id,
                by=request.user,
                at=clock.now(),
            )
            messages.success(request, f"The last invoice for {reference} is in.")
            return redirect("placement-last-invoice", reference)
    held = unfinished.years_over(reference, on=clock.today())
    context = {
        "form": form,
        "placement": placement,
        "years": [(year, in_pounds(pence)) for year, pence in held if pence],
        "years_in": finishing.years_finished(reference),
        "reference": reference,
        "has_ended": placement.stage == PlacementStage.ENDED,
        "is_finished": finishing.is_finished(reference),
        "held_pence": dict(unfinished.holding(kept)).get(reference, Pence(0)),
    }
    return render(request, "decisions/last_invoice.html", context, status=status(form))


@form_page
@keepers
def year_invoiced(request: PersonRequest, reference: str, pk: int) -> HttpResponse:
    """Show what a placement holds of a year that is over and nobody has invoiced; give it back."""
    panel_ids = request.access.panels(Permission.FUND_POST)
    asked = get_object_or_404(PlacementRequest, reference=reference, panel_id__in=panel_ids)
    fund_year = get_object_or_404(funds.years_of(reference), pk=pk)
    form = YearInvoicedForm(posted(request))
    if form.is_valid():
        with telling(form):
            operations.record_year_invoiced(
                placement_request_id=asked.pk,
                fund_year=fund_year,
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=clock.now(),
            )
            messages.success(request, f"Nothing more comes for {reference} in {fund_year.span}.")
            return redirect("fund-year-settle", fund_year.pk)
    context = {
        "form": form,
        "reference": reference,
        "fund_year": fund_year,
        "held_pence": Pence(holdings.promised(fund_year, reference).total()),
    }
    return render(request, "decisions/year_invoiced.html", context, status=status(form))


@require_POST
@keepers
def expect(request: PersonRequest, reference: str) -> HttpResponse:
    """Promise the money again: an invoice comes after all."""
    kept = unfinished.kept_by(request.access)
    placement = get_object_or_404(kept, placement_request__reference=reference)
    return pressed(
        request,
        lambda: operations.expect_invoice(
            placement_request_id=placement.placement_request_id, by=request.user, at=clock.now()
        ),
        done="What its days cost beyond what was invoiced is promised again.",
        back=reverse("placement-last-invoice", args=[reference]),
    )
