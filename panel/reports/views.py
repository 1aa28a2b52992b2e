"""The fund's reports: as pages and files, signed off, and received by partners."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from panel import clock
from panel.agencies.access import Permission
from panel.pooledbudget import queries as funds
from panel.presentation.doorway import PersonRequest, holders_of, posted, status, telling
from panel.presentation.methods import form_page
from panel.presentation.paging import page_of
from panel.reports import operations, presenters, queries, reading
from panel.reports.files import comma_separated, frozen, spreadsheet
from panel.reports.forms import RequestsFilter, SignOffForm
from panel.reports.kinds import Kind
from panel.reports.models import IssuedReport
from panel.reports.reading import Which
from panel.reports.requests import presenters as request_presenters
from panel.reports.span import spans_of
from panel.reports.table import Report

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COMMAS = "text/csv; charset=utf-8"
LINES = 300  # of a table on a page
readers = holders_of(Permission.FUND_READ)


@require_GET
@readers
def index(request: PersonRequest) -> HttpResponse:
    """Show which reports there are of a year, and which were signed off."""
    asked, years = request.GET.get("year", ""), funds.years_visible_to(request.access)
    if asked:
        years = years.filter(pk=asked if asked.isdecimal() else 0)
    begun = years.filter(starts_on__lte=clock.today())
    fund_year = begun.first() or years.first()
    if fund_year is None:
        raise Http404("No fund is open.")
    issued = queries.visible_to(request.access).filter(fund_year=fund_year)
    context = {
        "fund_year": fund_year,
        "spans": [span.words for span in spans_of(fund_year)],
        "choices": presenters.choices(fund_year),
        "issued": presenters.issued(issued),
    }
    return render(request, "reports/index.html", context)


@form_page
@readers
def report(request: PersonRequest, year: int, kind: str, span: int) -> HttpResponse:
    """Show a report of a year or a quarter as the books stand now; sign it off."""
    which = _asked(request, year, kind, span)
    form = SignOffForm(posted(request), kind=which.kind)
    if form.is_valid():
        with telling(form):
            issued = operations.issue(
                fund_year_id=which.fund_year.pk,
                kind=which.kind,
                span=which.span,
                commentary=form.cleaned_data["commentary"],
                by=request.user,
                at=clock.now(),
            )
            messages.success(request, f"{presenters.name(issued)} is signed off.")
            return redirect("fund-report-issued", issued.pk)
    told = reading.now(which, by=request.user, at=clock.now())
    panel_id = which.fund_year.fund.panel_id
    context = {
        "fund_year": which.fund_year,
        "told": told,
        "days": presenters.days(told),
        **_tables(told, request),
        "form": form,
        "keeps": request.access.may(Permission.FUND_POST, panel_id=panel_id),
        "is_over": which.span.last_day < clock.today(),
        "last_day": which.span.last_day,
    }
    return render(request, "reports/report.html", context, status=status(form))


@require_GET
@readers
def requests(request: PersonRequest, year: int, span: int) -> HttpResponse:
    """List the requests that a figure of a report adds up, and what each has."""
    which, form = _asked(request, year, Kind.QUARTERLY, span), RequestsFilter(request.GET)
    if not form.is_valid():
        raise Http404("No report has such a figure.")
    asked = form.cleaned_data
    by, of, count = asked["by"], asked["of"], asked["count"]
    held = reading.behind(which, by=by, person=request.user, at=clock.now())
    found = [one for one in held if of in ("", one.of) and one.counted(count)]
    shown, pages = page_of(found, request)
    context = {
        "fund_year": which.fund_year,
        "comes_to": request_presenters.total(found, count, by=by, of=of, span=which.span),
        "headings": request_presenters.HEADINGS,
        "rows": request_presenters.rows(shown, which.fund_year, which.span),
        "pages": pages,
    }
    return render(request, "reports/requests.html", context)


@require_GET
@readers
def as_spreadsheet(request: PersonRequest, year: int, kind: str, span: int) -> HttpResponse:
    """Give a report as a spreadsheet."""
    told = reading.now(_asked(request, year, kind, span), by=request.user, at=clock.now())
    return HttpResponse(
        spreadsheet.written(told), content_type=SPREADSHEET, headers=_named(told, "xlsx")
    )


@require_GET
@readers
def as_commas(request: PersonRequest, year: int, kind: str, span: int) -> StreamingHttpResponse:
    """Give a report as a file of commas."""
    told = reading.now(_asked(request, year, kind, span), by=request.user, at=clock.now())
    return StreamingHttpResponse(
        comma_separated.written(told), content_type=COMMAS, headers=_named(told, "csv")
    )


@require_GET
@readers
def issued(request: PersonRequest, pk: int) -> HttpResponse:
    """Show a report as it was signed off, and who has received it."""
    found = _issued(request, pk)
    told = frozen.from_json(found.content)
    context = {
        "report": found,
        "name": presenters.name(found),
        "told": told,
        "days": presenters.days(told),
        **_tables(told, request),
        "as_now": presenters.as_now(found),
        "proofs": presenters.proofs(found),
        "receipts": presenters.receipts(found, queries.partners(found)),
        "receiving": queries.receiving(found, request.access),
    }
    return render(request, "reports/issued.html", context)


@require_GET
@readers
def pdf(request: PersonRequest, pk: int) -> FileResponse:
    """Hand out the file as it was printed."""
    try:
        return reading.pdf(_issued(request, pk))
    except reading.NotPrinted as owed:
        raise Http404(str(owed)) from owed


@require_POST
@readers
def receive(request: PersonRequest, pk: int, agency: int) -> HttpResponse:
    """Say that a partner has received a report."""
    found = _issued(request, pk)
    operations.receive(report_id=found.pk, agency_id=agency, by=request.user, at=clock.now())
    return redirect("fund-report-issued", found.pk)


def _asked(request: PersonRequest, year: int, kind: str, span: int) -> Which:
    try:
        return reading.which(request.access, fund_year_id=year, kind=kind, number=span)
    except reading.NoSuchReport as missing:
        raise Http404("There is no such report.") from missing


def _issued(request: PersonRequest, pk: int) -> IssuedReport:
    try:
        return reading.issued(request.access, pk, by=request.user, at=clock.now())
    except reading.NoSuchReport as missing:
        raise Http404("There is no such report.") from missing


def _tables(told: Report, request: PersonRequest) -> dict[str, object]:
    """Return the tables in words, long ones a page at a time, and the way to their other pages."""
    longest = max(told.tables, key=lambda table: len(table.lines))
    _, pages = page_of(longest.lines, request, size=LINES)
    shown = presenters.tables(told, lambda table: page_of(table.lines, request, size=LINES)[0])
    return {"tables": shown, "pages": pages}


def _named(told: Report, ending: str) -> dict[str, str]:
    """Return the header that names a file."""
    name = f"{told.kind}-{told.first_day}-{told.last_day}.{ending}".replace("_", "-")
    return {"Content-Disposition": f'attachment; filename="{name}"'}
