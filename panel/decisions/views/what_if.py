"""What a year of the fund would come to, if."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from panel import clock
from panel.agencies.access import Permission
from panel.decisions import operations
from panel.decisions.forecasting import beside, presenters
from panel.decisions.forecasting.asking import WhatIfForm, as_asked
from panel.decisions.models import WhatIf
from panel.pooledbudget import queries as funds
from panel.presentation.doorway import PersonRequest, holders_of, posted, status
from panel.presentation.methods import form_page


@form_page
@holders_of(Permission.FUND_READ)
def what_if(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask what if, and show what the last that this person asked comes to."""
    fund_year = get_object_or_404(funds.years_visible_to(request.access), pk=pk)
    last = WhatIf.objects.filter(fund_year=fund_year, asked_by=request.user).first()
    form = WhatIfForm(posted(request), initial=as_asked(last.asked) if last else None)
    if form.is_valid():
        operations.ask_what_if(fund_year_id=pk, asked=form.made, by=request.user, at=clock.now())
        return redirect("fund-what-if", pk)
    found = beside.kept(fund_year, last.answer) if last and last.answer else None
    context = {
        "fund_year": fund_year,
        "form": form,
        "assumed": presenters.assumed(last, found.agenda if found else None) if last else [],
        "answered_at": last and last.answered_at,
        "comparison": presenters.comparison(found) if found else None,
    }
    return render(request, "decisions/what_if.html", context, status=status(form))
