"""What a year of the fund would come to, if."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from panel import clock
from panel.agencies.access import Permission
from panel.decisions.forecasting import beside
from panel.decisions.forecasting.asking import WhatIfForm
from panel.decisions.presenters import what_if as presenters
from panel.pooledbudget import queries as funds
from panel.presentation.doorway import PersonRequest, holders_of


@require_GET
@holders_of(Permission.FUND_READ)
def what_if(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask what if, and show what it comes to beside the forecast. Nothing is kept."""
    fund_year = get_object_or_404(funds.years_visible_to(request.access), pk=pk)
    form = WhatIfForm(request.GET or None)
    asked = form.asked()
    found = beside.compared(fund_year, asked, on=clock.today()) if asked else None
    context = {
        "fund_year": fund_year,
        "form": form,
        "comparison": presenters.comparison(found) if found else None,
    }
    return render(request, "decisions/what_if.html", context)
