"""The report on provision that is missing locally, as a page and as a file."""

import csv

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from panel import clock
from panel.agencies.access import Permission
from panel.audit import log
from panel.cases import gaps as gap_report
from panel.cases.forms.reports import GapFilter
from panel.cases.presenters import gaps as presenter
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
    log.read(subject="gaps", what="file", by=request.user, at=clock.now())
    answer = HttpResponse(
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="gaps.csv"'},
    )
    csv.writer(answer).writerows([presenter.HEADINGS, *map(presenter.cells, found)])
    return answer
