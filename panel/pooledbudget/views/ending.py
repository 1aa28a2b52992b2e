"""The pages at the end of a year: settling its money, and opening closed books again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from panel import clock
from panel.agencies.access import Permission
from panel.agencies.models import Agency
from panel.policies import queries as versions
from panel.pooledbudget import operations, queries
from panel.pooledbudget.forms import ReopenForm, SettleForm
from panel.pooledbudget.models import FundYear, YearSettlement
from panel.pooledbudget.year_end import hindrances, holding
from panel.pooledbudget.year_end import presenters as year_end_presenters
from panel.pooledbudget.year_end import queries as year_end
from panel.presentation.doorway import PersonRequest, holders_of, posted, status, telling
from panel.presentation.methods import form_page
from panel.presentation.paging import page_of


@form_page
@holders_of(Permission.FUND_POST)
def settle(request: PersonRequest, pk: int) -> HttpResponse:
    """Show what settling the year would do, and what is in the way; then do it."""
    kept = queries.years_kept_by(request.access)
    fund_year = get_object_or_404(kept, pk=pk)
    late = year_end.late(fund_year, on=clock.today())
    form = SettleForm(posted(request), late=late)
    if form.is_valid():
        with telling(form):
            operations.settle_fund_year(
                fund_year_id=fund_year.pk,
                **form.cleaned_data,
                by=request.user,
                at=clock.now(),
            )
            return _done(request, fund_year, f"{fund_year.span} is settled. Close its books next.")
    is_settled = year_end.is_settled(fund_year)
    standing = year_end.settlements_in_force(fund_year) if is_settled else []
    context = {
        "form": form,
        "fund_year": fund_year,
        "settled": standing[0] if is_settled else None,
        "late": () if is_settled else year_end_presenters.late(late),
        **_becomes(fund_year, standing),
        **_held(request, fund_year),
    }
    return render(request, "pooledbudget/settle.html", context, status=status(form))


def _becomes(fund_year: FundYear, settled: list[YearSettlement]) -> dict[str, object]:
    """Return what settling did for each partner, or would do now and what is in the way of it."""
    rules = versions.fund_terms_of(fund_year.fund.panel_id, on=fund_year.ends_on)
    outcome = year_end.outcome(fund_year, rules)
    codes = Agency.objects.filter(accounts__fund_year=fund_year).values_list("code", "name")
    *rows, whole = (
        year_end_presenters.done(settled, dict(codes))
        if settled
        else [*year_end_presenters.rows(outcome), year_end_presenters.whole(outcome)]
    )
    return {
        "hindrances": hindrances.before_settling(fund_year, outcome, on=clock.today()),
        "headings": year_end_presenters.HEADINGS[: len(whole)],
        "rows": rows,
        "whole": whole,
        "drawn_pence": sum(outcome.drawn.values()),
    }


def _held(request: PersonRequest, fund_year: FundYear) -> dict[str, object]:
    """Return what requests hold in an open year that is over, a page at a time."""
    is_over = fund_year.closed_at is None and clock.today() > fund_year.ends_on
    found, pages = page_of(holding.held(fund_year) if is_over else [], request)
    return {
        "held_headings": year_end_presenters.HELD,
        "held": year_end_presenters.held(fund_year, found),
        "pages": pages,
    }


@form_page
@holders_of(Permission.FUND_READ)
def reopen(request: PersonRequest, pk: int) -> HttpResponse:
    """Open the books of a closed year again, for a reason; or say who may."""
    fund_year = get_object_or_404(queries.years_visible_to(request.access), pk=pk)
    fund, form = fund_year.fund, ReopenForm(posted(request))
    if form.is_bound:  # whoever may not is told so before what they typed is looked at
        operations.require_host(fund, by=request.user, at=clock.now())
    if form.is_valid():
        with telling(form):
            operations.reopen_fund_year(
                fund_year_id=fund_year.pk,
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=clock.now(),
            )
            return _done(request, fund_year, f"The books for {fund_year.span} are open again.")
    is_host = year_end.may_reopen(fund, request.access)
    otherwise = "" if is_host else year_end.who_reopens(fund)
    if not fund_year.closed_at:
        otherwise = "The books of the year are open."
    context = {"form": form, "fund_year": fund_year, "otherwise": otherwise}
    return render(request, "pooledbudget/reopen.html", context, status=status(form))


def _done(request: PersonRequest, fund_year: FundYear, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect(f"{reverse('fund')}?year={fund_year.pk}")
