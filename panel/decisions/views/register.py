"""The register of decision records: its list, each record's page, its correction and its PDF.

A record's address is its number: the reference, and its place among the records of that request.
"""

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from panel import clock
from panel.agencies.access import Permission
from panel.decisions import operations, queries, reading
from panel.decisions.models import DecisionRecord
from panel.decisions.records import canonical, presenters
from panel.decisions.records.forms import CorrectForm, RegisterFilter
from panel.presentation.doorway import PersonRequest, holders_of, posted, status, telling
from panel.presentation.methods import form_page
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
def page(request: PersonRequest, reference: str, place: int) -> HttpResponse:
    """Show what a record says, as its PDF prints it, and what proves it."""
    found = _found(request, reference, place)
    reading.read(found, by=request.user, at=clock.now())
    same = queries.records_in_lines(DecisionRecord.objects.filter(decision=found.decision_id))
    context = {
        "row": found,
        "record": canonical.from_json(found.content.encode()),
        "state": presenters.state(found),
        "replaced": presenters.replaced(found),
        "making": presenters.making(found),
        "proofs": presenters.proofs(found),
        "versions": presenters.versions(same),
        "is_issued": hasattr(found, "register_entry"),
        "may_correct": _may_correct(request, found),
    }
    return render(request, "decisions/record_page.html", context)


@form_page
@holders_of(Permission.OUTCOME_RECORD)
def correct(request: PersonRequest, reference: str, place: int) -> HttpResponse:
    """Replace a record that says something wrong."""
    found = _found(request, reference, place)
    form = CorrectForm(posted(request))
    if form.is_valid():
        with telling(form):
            corrected = operations.correct(
                record_id=found.pk, reason=form.made.reason, by=request.user, at=clock.now()
            )
            messages.success(request, f"{corrected.number} replaces {found.number}.")
            return redirect(presenters.address(corrected))
    context = {"form": form, "row": found, "place": place}
    return render(request, "decisions/correct.html", context, status=status(form))


@require_GET
@holders_of(Permission.RECORD_READ)
def pdf(request: PersonRequest, reference: str, place: int) -> FileResponse:
    """Hand out the file as it was issued."""
    found = _found(request, reference, place)
    try:
        return reading.pdf(found, by=request.user, at=clock.now())
    except reading.NotIssued as not_issued:
        raise Http404(str(not_issued)) from not_issued


def _may_correct(request: PersonRequest, found: DecisionRecord) -> bool:
    panel_id = found.decision.placement_request.panel_id
    is_latest = not hasattr(found, "superseded_by")
    return is_latest and request.access.may(Permission.OUTCOME_RECORD, panel_id=panel_id)


def _found(request: PersonRequest, reference: str, place: int) -> DecisionRecord:
    visible = queries.records_in_lines(queries.records_visible_to(request.access))
    return get_object_or_404(visible, number=f"{reference}/{place}")


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
