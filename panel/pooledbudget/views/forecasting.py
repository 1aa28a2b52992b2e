"""What a year of the fund is forecast to come to, and how that was worked out."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from panel import clock
from panel.agencies.access import Permission
from panel.agencies.models import Agency
from panel.pooledbudget import operations, queries
from panel.pooledbudget.forecasts import presenters
from panel.pooledbudget.forecasts import queries as forecasts
from panel.pooledbudget.forecasts.queries import Forecasted
from panel.pooledbudget.models import FundYear
from panel.presentation.doorway import PersonRequest, holders_of, pressed
from panel.presentation.paging import page_of
from panel.presentation.parts import Link


@require_GET
@holders_of(Permission.FUND_READ)
def forecast(request: PersonRequest, pk: int) -> HttpResponse:
    """Show the newest forecast of a year and of the two after it."""
    fund_year = get_object_or_404(queries.years_visible_to(request.access), pk=pk)
    found = forecasts.newest(fund_year)
    if found is None:
        return render(request, "pooledbudget/no_forecast.html", {"fund_year": fund_year})
    year, part = _year(request, found), request.GET.get("part", "")
    books = _books(request, fund_year, year)
    agencies = Agency.objects.filter(accounts__fund_year=fund_year).distinct().order_by("code")
    workings, pages = page_of(forecasts.workings(found.forecast, year=year, part=part), request)
    context = {
        "fund_year": fund_year,
        "may_ask": _may_ask(request, fund_year),
        "made_at": found.forecast.made_at,
        "last": queries.newest_entry(fund_year),
        "span": presenters.span(year),
        "years": _years(fund_year, found, year),
        "tiles": presenters.tiles(found, year, books),
        "headings": presenters.HEADINGS,
        "rows": presenters.agency_rows(found, year, agencies, books),
        "total": presenters.whole_row(found, year, books),
        "kind_headings": presenters.KIND_HEADINGS,
        "kinds": presenters.kind_rows(found, year),
        "all_kinds": presenters.all_kinds(found, year),
        "listed": presenters.listed(found, year, part),
        "working_headings": presenters.WORKING_HEADINGS,
        "workings": presenters.working_rows(workings),
        "no_workings": presenters.no_workings(found, year),
        "all_workings": presenters.all_workings(found, year, part),
        "pages": pages,
    }
    return render(request, "pooledbudget/forecast.html", context)


@require_POST
@holders_of(Permission.FUND_POST)
def make_anew(request: PersonRequest, pk: int) -> HttpResponse:
    """Have the forecast of a year made anew by the books as they are."""
    fund_year = get_object_or_404(queries.years_kept_by(request.access), pk=pk)
    verb = operations.ask_for_forecast
    act = partial(verb, fund_year_id=fund_year.pk, by=request.user, at=clock.now())
    done = "The forecast is being made anew. This page shows it when it is done."
    return pressed(request, act, done=done, back=reverse("fund-forecast", args=[pk]))


def _may_ask(request: PersonRequest, fund_year: FundYear) -> bool:
    """Return whether this person may have the forecast made anew today."""
    keeps = fund_year.fund.panel_id in request.access.panels(Permission.FUND_POST)
    return keeps and fund_year.is_running(clock.today())


def _year(request: PersonRequest, found: Forecasted) -> int:
    """Return the year asked for, else the first that the forecast tells of."""
    asked = request.GET.get("of", "")
    return next((year for year in found.years if str(year) == asked), min(found.years))


def _books(request: PersonRequest, fund_year: FundYear, year: int) -> FundYear | None:
    """Return the books of the year that is shown; None if they aren't open."""
    if year == fund_year.year:
        return fund_year
    years = queries.years_visible_to(request.access)
    return years.filter(fund=fund_year.fund_id, year=year).first()


def _years(fund_year: FundYear, found: Forecasted, shown: int) -> list[Link]:
    return [
        Link(presenters.span(year), f"?of={year}", is_current=year == shown)
        for year in found.years
    ]
