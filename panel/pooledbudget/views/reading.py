"""Where the fund stands, and the entries that explain it."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from panel import clock
from panel.agencies import queries as people
from panel.agencies.access import Permission
from panel.audit import log
from panel.pooledbudget import queries
from panel.pooledbudget.extracts import presenters as entries
from panel.pooledbudget.extracts import queries as extracts
from panel.pooledbudget.extracts.extract import Extract
from panel.pooledbudget.extracts.forms import LedgerFilter
from panel.pooledbudget.imports import queries as imports
from panel.pooledbudget.models import FundYear
from panel.pooledbudget.standing import presenters
from panel.pooledbudget.standing.page import standing
from panel.presentation.doorway import PersonRequest, holders_of
from panel.presentation.paging import page_of
from panel.presentation.parts import Total

ENTRIES = 20  # on a page


@require_GET
@holders_of(Permission.FUND_READ)
def index(request: PersonRequest) -> HttpResponse:
    """Show where a year of the fund stands, by agency."""
    years = list(queries.years_visible_to(request.access))
    kept = queries.funds_kept_by(request.access)
    if not years:
        context = {"funds": kept, "may_open": request.access.holds(Permission.FUND_POST)}
        return render(request, "pooledbudget/none.html", context)
    shown = _year(request)
    context = {
        **standing(shown, request.access, keeps=shown.fund in kept),
        "years": presenters.years(years, shown),
        "sees_imports": any(map(request.access.holds, imports.SEE)),
        "unopened": kept.filter(years=None),
    }
    return render(request, "pooledbudget/fund.html", context)


@require_GET
@holders_of(Permission.FUND_READ)
def ledger(request: PersonRequest) -> HttpResponse:
    """List the entries of a year, with both sides and the chain, and add up what is asked for."""
    shown, kept = _year(request), queries.funds_kept_by(request.access)
    form = LedgerFilter(request.GET, fund_year=shown)
    extract = form.made
    found, pages = page_of(extracts.entries(shown, extract), request, size=ENTRIES)
    subject, keeps = f"fund {shown.fund.code}", shown.fund in kept
    log.read(subject=subject, what="ledger", by=request.user, at=clock.now())
    names = people.names(entry.posted_by for entry in found)
    context = {
        "fund_year": shown,
        "form": form,
        "clear": Extract(year=shown.pk).address,
        "total": _total(shown, extract, form),
        "entries": [entries.entry(row, names, extract, keeps=keeps) for row in found],
        "pages": pages,
    }
    return render(request, "pooledbudget/ledger.html", context)


def _total(shown: FundYear, extract: Extract, form: LedgerFilter) -> Total | None:
    """Return what an extract comes to; None of the whole ledger, both of whose sides are equal."""
    if extract == Extract(year=shown.pk):
        return None
    agency = form.cleaned_data["agency"]
    sums = extracts.sums(shown, extract)
    return entries.total(extract, sums, agency=agency.name if agency else "")


def _year(request: PersonRequest) -> FundYear:
    """Return the year asked for, else the one that holds today, else the latest."""
    years = queries.years_visible_to(request.access)
    asked, today = request.GET.get("year", ""), clock.today()
    if asked:
        return get_object_or_404(years, pk=asked if asked.isdecimal() else 0)
    year = years.filter(starts_on__lte=today, ends_on__gte=today).first() or years.first()
    if year is None:
        raise Http404("No fund is open.")
    return year
