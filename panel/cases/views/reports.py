"""The reports: how long requests take, what is missing, what agencies gave; pages and files."""

from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from panel import clock, sheets
from panel.agencies.access import Permission
from panel.audit import log
from panel.cases.figures import gaps as gap_report
from panel.cases.figures import promises as promise_report
from panel.cases.figures import turnround as turnround_report
from panel.cases.forms.reports import GapFilter
from panel.cases.presenters import gaps as presenter
from panel.cases.presenters import promises as promise_presenter
from panel.cases.presenters import turnround as turnround_presenter
from panel.presentation.doorway import PersonRequest, holders_of

readers = holders_of(Permission.REPORT_READ)


@require_GET
@readers
def gaps(request: PersonRequest) -> HttpResponse:
    """Show which local provision is missing, for which needs, and where."""
    form = GapFilter(request.GET, years=gap_report.years(request.access))
    found = gap_report.found(request.access, year=form.chosen)
    context = {
        "form": form,
        "headings": presenter.HEADINGS,
        "rows": [presenter.row(gap) for gap in found],
        "query": request.GET.urlencode(),
    }
    return render(request, "cases/gaps.html", context)


@require_GET
@readers
def gaps_file(request: PersonRequest) -> HttpResponse:
    """Give the same as a file for a spreadsheet."""
    form = GapFilter(request.GET, years=gap_report.years(request.access))
    found = gap_report.found(request.access, year=form.chosen)
    return _file(request, "gaps", [presenter.HEADINGS, *map(presenter.cells, found)])


@require_GET
@readers
def turnround(request: PersonRequest) -> HttpResponse:
    """Show how many requests there were, and how long they took."""
    found = turnround_report.found(request.access, on=clock.today())
    context = {
        "headings": turnround_presenter.HEADINGS,
        "rows": [turnround_presenter.row(quarter) for quarter in found],
    }
    return render(request, "cases/turnround.html", context)


@require_GET
@readers
def turnround_file(request: PersonRequest) -> HttpResponse:
    """Give the same as a file for a spreadsheet."""
    found = turnround_report.found(request.access, on=clock.today())
    lines = [line for quarter in found for line in turnround_presenter.lines(quarter)]
    return _file(request, "turn-round", [turnround_presenter.FILE_HEADINGS, *lines])


@require_GET
@readers
def promises(request: PersonRequest) -> HttpResponse:
    """Show what each agency was asked for, and what came in time."""
    found = promise_report.found(request.access, on=clock.today())
    context = {
        "headings": promise_presenter.HEADINGS,
        "rows": [promise_presenter.row(kept) for kept in found],
    }
    return render(request, "cases/promises.html", context)


@require_GET
@readers
def promises_file(request: PersonRequest) -> HttpResponse:
    """Give the same as a file for a spreadsheet."""
    found = promise_report.found(request.access, on=clock.today())
    lines = [promise_presenter.HEADINGS, *map(promise_presenter.cells, found)]
    return _file(request, "promises", lines)


def _file(request: PersonRequest, name: str, lines: Iterable[Sequence[str]]) -> HttpResponse:
    log.read(subject=name, what="file", by=request.user, at=clock.now())
    answer = HttpResponse(
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )
    answer.writelines(sheets.written(lines))
    return answer
