"""The page on which partners consent to spend on what the fund isn't there for."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from panel import clock
from panel.agencies.access import Permission
from panel.agencies.models import Agency
from panel.cases import queries as requests
from panel.cases.models import PlacementRequest
from panel.cases.views.finding import found
from panel.decisions import operations, queries
from panel.decisions.consents import permitted
from panel.decisions.consents.forms import ExpenditureForm
from panel.decisions.placements import plans
from panel.presentation.doorway import PersonRequest, holders_of, posted, status, telling
from panel.presentation.methods import form_page
from panel.presentation.parts import Check


@form_page
@holders_of(Permission.FUND_AGREE)
def consent(request: PersonRequest, reference: str) -> HttpResponse:
    """Show the lines that the rules don't permit and who has consented, and consent."""
    placement_request = found(request, reference, what="expenditure")
    decision = get_object_or_404(queries.decisions_of(placement_request).exclude(option=None)[:1])
    mine = request.access.agencies(Permission.FUND_AGREE, panel_id=placement_request.panel_id)
    partners = permitted.partners(decision)
    form = ExpenditureForm(posted(request), agencies=list(partners.filter(pk__in=mine)))
    if form.is_valid():
        agency = form.cleaned_data["agency"]
        with telling(form):
            operations.consent_to_expenditure(
                placement_request_id=placement_request.pk,
                agency_id=agency.pk,
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=clock.now(),
            )
            messages.success(request, f"The consent of {agency} is kept.")
            return redirect("case-expenditure", reference)
    rules = requests.rules_for(placement_request, on=clock.today()).fund
    missing, lines = permitted.unconsented(decision), permitted.outside(decision, rules)
    context = {
        "form": form,
        "placement_request": placement_request,
        "lines": [permitted.priced(line) for line in lines],
        "checks": [Check(each.name, None if each in missing else True) for each in partners],
        "otherwise": _otherwise(placement_request, [each for each in missing if each.pk in mine]),
    }
    return render(request, "decisions/expenditure.html", context, status=status(form))


def _otherwise(placement_request: PlacementRequest, missing: list[Agency]) -> str:
    """Say why nobody for whom this reader speaks has to consent now; empty where one has."""
    if placement_request.stage not in plans.ASKED_TO_PAY:
        now = f"The request is now: {placement_request.get_stage_display().lower()}."
        return f"Partners consent while agencies approve, or disagree who pays. {now}"
    return "" if missing else "Every partner for which you speak has consented."
