"""Telling a request, and of the child, one section at a time; nobody's words are lost."""

import re
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from panel import clock
from panel.agencies.access import Permission
from panel.cases import operations
from panel.cases.children.queries import is_old, is_told_of_through
from panel.cases.forms import held
from panel.cases.forms.rows import ListForm
from panel.cases.models import ChildSection, PlacementRequest, RequestSection
from panel.cases.presenters import age
from panel.cases.views.asked import Asked
from panel.cases.views.asking import OF_CHILD, OF_REQUEST
from panel.cases.views.finding import found_to_write, is_writable
from panel.cases.views.writing import section
from panel.cases.vocabulary.telling import ChildSectionName, RequestSectionName
from panel.presentation.doorway import PersonRequest, holders_of, posted, status, telling
from panel.presentation.methods import form_page
from panel.presentation.pages import conflict

writers = holders_of(Permission.REQUEST_WRITE)

VERSION = re.compile("[0-9]{1,9}")


@form_page
@writers
@section
def part(request: PersonRequest, placement_request: PlacementRequest, name: str) -> HttpResponse:
    """Tell a section of the request."""
    asked = OF_REQUEST.get(RequestSectionName(name))
    assert asked is not None, "Every section of a request has its form."
    kept = placement_request.sections.filter(name=name)
    return _asked(
        request, placement_request, asked, operations.tell, RequestSectionName(name).label, kept
    )


@form_page
@writers
def of_child(request: PersonRequest, reference: str, name: str) -> HttpResponse:
    """Tell a section of the child's record, as long as it is told through their request."""
    placement_request = found_to_write(request, reference)
    if name not in ChildSectionName.values:
        raise Http404
    if not is_told_of_through(placement_request, ChildSectionName(name)):
        stage = placement_request.get_stage_display()
        sentence = f"{reference} is at the stage “{stage}”: this isn’t told through it."
        return conflict(request, reasons=[sentence], back=f"/cases/{reference}/")
    kept = placement_request.child.sections.filter(name=name)
    asked = OF_CHILD[ChildSectionName(name)]
    return _asked(
        request,
        placement_request,
        asked,
        operations.tell_of_child,
        ChildSectionName(name).label,
        kept,
    )


def _asked(
    request: PersonRequest,
    placement_request: PlacementRequest,
    asked: Asked,
    save: Callable[..., object],
    heading: str,
    kept: QuerySet[ChildSection] | QuerySet[RequestSection],
) -> HttpResponse:
    """Answer for a section; what was saved meanwhile is shown beside what was typed."""
    form, seen = asked.form(posted(request), placement_request), _seen(request)
    home = "request" if is_writable(placement_request) else "case"
    if form.is_valid():
        with telling(form):
            save(
                placement_request_id=placement_request.pk,
                part=form.made,
                seen=seen,
                by=request.user,
                at=clock.now(),
            )
            messages.success(request, f"“{heading}” is saved.")
            return redirect(home, placement_request.reference)
    elif form.is_bound:
        form.judge_days(on=clock.today(), born_on=placement_request.child.born_on)
    context = _saved(asked, placement_request, kept.first(), seen) | {
        "placement_request": placement_request,
        "home": home,
        "form": form,
        "rows": form.rows if isinstance(form, ListForm) else None,
        "heading": heading,
        "lede": asked.lede,
    }
    return render(request, "cases/section.html", context, status=status(form))


def _saved(
    asked: Asked,
    placement_request: PlacementRequest,
    last: ChildSection | RequestSection | None,
    seen: int | None,
) -> dict[str, Any]:
    """Return what is saved of a section by now: perhaps since the page was sent."""
    now = last.version if last else 0
    if is_stale := seen not in (None, now):
        placement_request.refresh_from_db()
    return {
        "version": now,
        "saved_meanwhile": held.facts(asked.form(None, placement_request)) if is_stale else (),
        "told": age.told(last, at=clock.now()) if last and is_old(last, at=clock.now()) else "",
    }


def _seen(request: PersonRequest) -> int | None:
    """Return the version of the section that was on the page sent; None where none was said."""
    sent = request.POST.get("version", "")
    return int(sent) if VERSION.fullmatch(sent) else None
