"""How a request begins: with a child, who may be known already."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from panel import clock
from panel.agencies.access import Permission
from panel.audit import log
from panel.cases import operations, queries
from panel.cases.children import queries as children
from panel.cases.forms.child import ChildForm, RecordForm, record_of
from panel.cases.forms.finding import SameChildForm
from panel.cases.models import Child
from panel.cases.vocabulary import RequestKind
from panel.presentation.doorway import PersonRequest, holders_of, posted, status, telling
from panel.presentation.methods import form_page

writers = holders_of(Permission.REQUEST_WRITE)


@form_page
@writers
def new(request: PersonRequest) -> HttpResponse:
    """Start a request for a child."""
    form, same = _form(request, posted(request)), None
    if form.is_valid():
        panel_id = _panel_of(request, form)
        same = _same(request, panel_id, form)
        if not same.likenesses or same.is_valid():
            with telling(form):
                placement_request = operations.start(
                    panel_id=panel_id,
                    referring_agency=form.cleaned_data["referring_agency"].code,
                    child=form.made,
                    kind=RequestKind(form.cleaned_data["request_kind"]),
                    **same.answer,
                    by=request.user,
                    at=clock.now(),
                )
                return redirect("request", placement_request.reference)
            same = _same(request, panel_id, form)  # somebody may have recorded the child meanwhile
    return _page(request, form, RecordForm(), same=same, status=status(form))


def _panel_of(request: PersonRequest, form: ChildForm) -> int:
    agency = form.cleaned_data["referring_agency"]
    grants = request.access.reach(Permission.REQUEST_WRITE)
    return next(grant.panel_id for grant in grants if grant.agency_id == agency.pk)


def _same(request: PersonRequest, panel_id: int, form: ChildForm) -> SameChildForm:
    """Return the question whether the child is one on record; it is logged that it was asked."""
    likenesses = children.resembling([panel_id], form.made)
    for likeness in likenesses:
        _log(request, likeness.child)
    return SameChildForm(request.POST, likenesses)


@require_POST
@writers
def known(request: PersonRequest) -> HttpResponse:
    """Start from what is recorded of a child; who asks must know both number and birth date."""
    record = RecordForm(request.POST)
    if not record.is_valid():
        return _page(request, _form(request), record)
    panels = {grant.panel_id for grant in request.access.reach(Permission.REQUEST_WRITE)}
    child = queries.recorded(panels, **record.cleaned_data)
    if child is None:
        messages.info(request, "No child is recorded with this number and date of birth.")
        return _page(request, _form(request, initial=record.cleaned_data), record)
    _log(request, child)
    messages.info(request, "This child is known. Check what is recorded, and mend it.")
    return _page(request, _form(request, initial=record_of(child)), RecordForm())


def _form(request: PersonRequest, typed: object = None, *, initial: object = None) -> ChildForm:
    agencies = request.access.agencies(Permission.REQUEST_WRITE)
    return ChildForm(typed, initial=initial, agencies=agencies, on=clock.today())


def _log(request: PersonRequest, child: Child) -> None:
    for placement_request in child.requests.all():
        log.read(
            subject=placement_request.reference,
            what="child’s record",
            by=request.user,
            at=clock.now(),
        )


def _page(
    request: PersonRequest,
    form: ChildForm,
    record: RecordForm,
    *,
    same: SameChildForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show the forms; `same` is asked only where somebody on record is like the child told."""
    asked = same if same is not None and same.likenesses else None
    wrong = next((each for each in (record, asked) if each is not None and each.errors), form)
    context = {"form": form, "record": record, "same": asked, "wrong": wrong}
    return render(request, "cases/new.html", context, status=status)
