"""The register of decision records: its list, each record's page, and its PDF."""

from django.db.models import Q, QuerySet
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from panel import clock
from panel.agencies.access import Permission
from panel.decisions import queries, reading, record
from panel.decisions.forms import RegisterFilter
from panel.decisions.models import DecisionRecord
from panel.decisions.presenters import register as presenters
from panel.presentation.doorway import PersonRequest, holders_of
from panel.presentation.paging import page_of


@require_GET
@holders_of(Permission.RECORD_READ)
def index(request: PersonRequest) -> HttpResponse:
    """List the records, the newest first."""
    form = RegisterFilter(request.GET)
    found = queries.records_in_lines(queries.records_visible_to(request.access))
    shown, pages = page_of(_narrowed(found, form), request)
    context = {
        "form": form,
        "headings": presenters.HEADINGS,
        "rows": presenters.rows(shown),
        "pages": pages,
    }
    return render(request, "decisions/register.html", context)


@require_GET
@holders_of(Permission.RECORD_READ)
def page(request: PersonRequest, reference: str, version: int) -> HttpResponse:
    """Show what a record says, as its PDF prints it, and what proves it."""
    found = _found(request, reference, version)
    reading.read(found, by=request.user, at=clock.now())
    same = queries.records_in_lines(DecisionRecord.objects.filter(decision=found.decision_id))
    context = {
        "row": found,
        "record": record.from_json(found.content.encode()),
        "state": presenters.state(found),
        "making": presenters.making(found),
        "proofs": presenters.proofs(found),
        "versions": presenters.versions(same),
        "is_issued": hasattr(found, "register_entry"),
    }
    return render(request, "decisions/record_page.html", context)


@require_GET
@holders_of(Permission.RECORD_READ)
def pdf(request: PersonRequest, reference: str, version: int) -> FileResponse:
    """Hand out the file as it was issued."""
    found = _found(request, reference, version)
    try:
        return reading.pdf(found, by=request.user, at=clock.now())
    except reading.NotIssued as not_issued:
        raise Http404(str(not_issued)) from not_issued


def _found(request: PersonRequest, reference: str, version: int) -> DecisionRecord:
    visible = queries.records_in_lines(queries.records_visible_to(request.access))
    return get_object_or_404(visible, number=f"{reference}/{version}")


def _narrowed(records: QuerySet[DecisionRecord], form: RegisterFilter) -> QuerySet[DecisionRecord]:
    if not form.is_valid():
        return records
    asked = form.cleaned_data
    if asked["outcome"]:
        records = records.filter(decision__outcome=asked["outcome"])
    if asked["q"]:
        like = Q(number__icontains=asked["q"])
        records = records.filter(like | Q(decision__option__provider__icontains=asked["q"]))
    return records
