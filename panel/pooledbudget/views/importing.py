"""The pages on which a file of invoices or receipts is checked, posted, and mended."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from panel import clock, sheets
from panel.agencies.access import Permission
from panel.audit import log
from panel.pooledbudget import operations, queries
from panel.pooledbudget.imports import presenters
from panel.pooledbudget.imports import queries as import_queries
from panel.pooledbudget.imports.forms import ImportForm
from panel.pooledbudget.models import Import
from panel.presentation.doorway import PersonRequest, holders_of, posted, pressed, status, telling
from panel.presentation.methods import form_page
from panel.presentation.paging import page_of

keepers = holders_of(Permission.FUND_POST)
readers = holders_of(*import_queries.SEE)


@require_GET
@readers
def index(request: PersonRequest) -> HttpResponse:
    """List the imports, the latest first."""
    listed, pages = page_of(import_queries.visible_to(request.access), request)
    outcomes = import_queries.outcomes(listed)
    context = {
        "headings": presenters.HEADINGS,
        "rows": [presenters.row(source, outcomes[source.pk]) for source in listed],
        "pages": pages,
    }
    return render(request, "pooledbudget/imports.html", context)


@form_page
@keepers
def check(request: PersonRequest, pk: int) -> HttpResponse:
    """Check a file for a year; nothing is posted."""
    fund_year = get_object_or_404(queries.years_kept_by(request.access), pk=pk)
    form = ImportForm(posted(request), request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        with telling(form):
            source = operations.check_import(
                fund_year=fund_year,
                kind=form.cleaned_data["kind"],
                name=file.name,
                file=file.read(),
                by=request.user,
                at=clock.now(),
            )
            if source.is_repeat:
                messages.info(request, presenters.again(source))
            return redirect("import", source.pk)
    context = {"form": form, "fund_year": fund_year, "columns": presenters.COLUMN_NAMES}
    return render(request, "pooledbudget/import_check.html", context, status=status(form))


@require_GET
@readers
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """Show what becomes of the rows of a file, and how far the posting is."""
    source = _found(request, pk)
    outcomes = import_queries.outcomes([source])[source.pk]
    bad = list(import_queries.left_out(source)[: presenters.MOST_SHOWN])
    kept, pages = page_of(import_queries.kept(source), request)
    panel_id = source.fund_year.fund.panel_id
    page = presenters.page(
        source,
        outcomes,
        import_queries.good_pence(source),
        kept,
        bad,
        keeps=request.access.may(Permission.FUND_POST, panel_id=panel_id),
    )
    return render(request, "pooledbudget/import.html", {"page": page, "pages": pages})


@require_POST
@keepers
def post(request: PersonRequest, pk: int) -> HttpResponse:
    """Have the rows that are ready posted."""
    source = _found(request, pk)
    act = partial(operations.post_import, import_id=source.pk, by=request.user, at=clock.now())
    done = "The rows are being posted. This page says how far they are."
    return pressed(request, act, done=done, back=reverse("import", args=[pk]))


@require_GET
@readers
def left_out(request: PersonRequest, pk: int) -> HttpResponse:
    """Give what was left out as a file, with why, to be mended and sent again."""
    source = _found(request, pk)
    subject = f"import {source.pk}"
    log.read(subject=subject, what="file", by=request.user, at=clock.now())
    answer = HttpResponse(
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="left-out-{source.pk}.csv"'},
    )
    lines = presenters.bad_lines(source, import_queries.left_out(source))
    answer.writelines(sheets.written(lines))
    return answer


def _found(request: PersonRequest, pk: int) -> Import:
    return get_object_or_404(import_queries.visible_to(request.access), pk=pk)
