"""The pages on which a fund manager opens funds and years, books money in, and closes years."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from panel import clock
from panel.agencies import queries as people
from panel.agencies.access import Permission
from panel.pooledbudget import operations, queries
from panel.pooledbudget.contributions import queries as contributions
from panel.pooledbudget.extracts import presenters as entries
from panel.pooledbudget.forms import ContributionForm, FundForm, FundYearForm, TakeBackForm
from panel.pooledbudget.models import FundYear
from panel.pooledbudget.year_end import hindrances
from panel.pooledbudget.year_end import queries as year_end
from panel.presentation.doorway import PersonRequest, Press, holders_of, posted, status, telling
from panel.presentation.methods import form_page

keepers = holders_of(Permission.FUND_POST)


@form_page
@keepers
def open_fund(request: PersonRequest) -> HttpResponse:
    """Set up a fund."""
    form = FundForm(posted(request), panels=request.access.panels(Permission.FUND_POST))
    if form.is_valid():
        typed = dict(form.cleaned_data)
        panel, host = typed.pop("panel"), typed.pop("host")
        with telling(form):
            fund = operations.open_fund(
                panel_id=panel.pk, host_id=host.pk, **typed, by=request.user, at=clock.now()
            )
            messages.success(request, f"{fund} is set up. State what the partners agree next.")
            return redirect("fund-agreement-state", fund.code)
    return render(request, "pooledbudget/open.html", {"form": form}, status=status(form))


@form_page
@keepers
def open_year(request: PersonRequest, code: str) -> HttpResponse:
    """Open the books of a year."""
    fund = get_object_or_404(queries.funds_kept_by(request.access), code=code)
    before = fund.years.order_by("-year").first()
    form = FundYearForm(posted(request), fund=fund, before=before)
    if form.is_valid():
        typed = form.cleaned_data
        with telling(form):
            opened = operations.open_fund_year(
                fund_id=fund.pk,
                year=typed["year"],
                agency_ids=[agency.pk for agency in typed["agencies"]],
                by=request.user,
                at=clock.now(),
            )
            return _done(request, opened, f"The books for {opened.span} are open.")
    context = {"form": form, "fund": fund}
    return render(request, "pooledbudget/open_year.html", context, status=status(form))


@form_page
@keepers
def receive(request: PersonRequest, pk: int) -> HttpResponse:
    """Book what an agency has paid in; the same paper again moves nothing."""
    fund_year, agency = _kept(request, pk), request.GET.get("agency", "")
    form = ContributionForm(
        posted(request),
        fund_year=fund_year,
        instalments=contributions.instalments_of(fund_year),
        agency=agency,
    )
    if form.is_valid():
        typed = form.cleaned_data
        with telling(form):
            entry = operations.book_contribution(
                fund_year_id=fund_year.pk,
                agency_id=typed["agency"].pk,
                paid=form.made,
                by=request.user,
                at=clock.now(),
            )
            booked = "was booked before: nothing has moved." if entry.is_repeat else "is booked."
            return _done(request, fund_year, f"{typed['about']} of {typed['agency']} {booked}")
    form.list_only(contributions.still_to_book(fund_year, on=clock.today()))
    context = {"form": form, "fund_year": fund_year}
    return render(request, "pooledbudget/receive.html", context, status=status(form))


@form_page
@keepers
def take_back(request: PersonRequest, pk: int) -> HttpResponse:
    """Undo a contribution that was booked by mistake."""
    kept = queries.contributions().filter(fund__in=queries.funds_kept_by(request.access))
    entry, form = get_object_or_404(kept, pk=pk), TakeBackForm(posted(request))
    if form.is_valid():
        with telling(form):
            operations.take_back_contribution(
                entry_id=entry.pk, **form.cleaned_data, by=request.user, at=clock.now()
            )
            return _done(request, entry.fund_year, f"{entry.about} is taken back.")
    shown = entries.entry(entry, people.names([entry.posted_by]))
    context = {"form": form, "fund_year": entry.fund_year, "entry": shown}
    return render(request, "pooledbudget/take_back.html", context, status=status(form))


@form_page
@keepers
def close(request: PersonRequest, pk: int) -> HttpResponse:
    """Show what keeps the books of a year from being closed; close them."""
    fund_year, form = _kept(request, pk), Press()
    if request.method == "POST":
        with telling(form):
            operations.close_fund_year(fund_year_id=fund_year.pk, by=request.user, at=clock.now())
            return _done(request, fund_year, f"The books for {fund_year.span} are closed.")
    context = {
        "form": form,
        "fund_year": fund_year,
        "lacking": hindrances.before_closing(fund_year, on=clock.today()),
        "who_reopens": year_end.who_reopens(fund_year.fund),
        "may_reopen": year_end.may_reopen(fund_year.fund, request.access),
    }
    return render(request, "pooledbudget/close.html", context, status=status(form))


def _kept(request: PersonRequest, pk: int) -> FundYear:
    """Return a year of a fund to which this person may post, or answer 404."""
    return get_object_or_404(queries.years_kept_by(request.access), pk=pk)


def _done(request: PersonRequest, fund_year: FundYear, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect(f"{reverse('fund')}?year={fund_year.pk}")
