"""Having what was delivered counted, month by month: a worker does it, asked by who posts."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from panel import clock
from panel.agencies.access import Permission
from panel.pooledbudget import operations, queries
from panel.pooledbudget.accruals import presenters
from panel.pooledbudget.accruals import queries as accruals
from panel.pooledbudget.accruals.forms import AccrualForm
from panel.presentation.doorway import PersonRequest, holders_of, posted, status, telling
from panel.presentation.methods import form_page

SHOWN = 12  # a year of months


@form_page
@holders_of(Permission.FUND_POST)
def accrue(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask for the placements of a fund's panel to be accrued up to a day, and show what was."""
    fund_year = get_object_or_404(queries.years_kept_by(request.access), pk=pk)
    waiting = accruals.waiting(fund_year, on=clock.today())
    form = AccrualForm(posted(request), initial={"until": waiting})
    if form.is_valid():
        with telling(form):
            operations.ask_to_accrue(
                panel_id=fund_year.fund.panel_id,
                until=form.cleaned_data["until"],
                by=request.user,
                at=clock.now(),
            )
            messages.success(request, "It is being worked out. This page says when it is done.")
            return redirect("fund-accrue", pk)
    asked = accruals.visible_to(request.access).filter(panel=fund_year.fund.panel_id)
    context = {
        "form": form,
        "fund_year": fund_year,
        "waiting": waiting,
        "headings": presenters.HEADINGS,
        "rows": [presenters.row(one) for one in asked[:SHOWN]],
    }
    return render(request, "pooledbudget/accrue.html", context, status=status(form))
