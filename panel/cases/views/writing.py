"""The request form, section by section, kept as a draft until it is sent."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from panel import clock
from panel.agencies.access import Permission
from panel.audit import queries as audit
from panel.cases import operations, remarks, summaries, task_list
from panel.cases.forms.costs import line_forms
from panel.cases.forms.options import OptionForm, option_of
from panel.cases.forms.placements import ChangeReasonForm
from panel.cases.guarding import gates
from panel.cases.models import PlacementChange, PlacementOption, PlacementRequest
from panel.cases.placements import queries as placement_queries
from panel.cases.presenters import history
from panel.cases.views.finding import found_to_write, is_writable
from panel.presentation.doorway import (
    PersonRequest,
    Press,
    holders_of,
    posted,
    status,
    telling,
)
from panel.presentation.methods import form_page
from panel.presentation.pages import conflict
from panel.presentation.parts import Link

Page = Callable[..., HttpResponse]

writers = holders_of(Permission.REQUEST_WRITE)


def section(view: Page) -> Page:
    """Open a section of the form to whoever may write it, while it may be written."""

    @wraps(view)
    def opened(request: PersonRequest, /, *, reference: str, **named: Any) -> HttpResponse:
        placement_request = found_to_write(request, reference)
        if not is_writable(placement_request):
            stage = placement_request.get_stage_display()
            sentence = f"{reference} can’t be changed now: it is at the stage “{stage}”."
            return conflict(request, reasons=[sentence], back=f"/cases/{reference}/")
        return view(request, placement_request, **named)

    return opened


@require_GET
@writers
@section
def sections(request: PersonRequest, placement_request: PlacementRequest) -> HttpResponse:
    """Show what the request form asks, and how far each section is."""
    events = list(audit.history(placement_request.reference))
    context = {
        "placement_request": placement_request,
        "change": placement_queries.change_asked(placement_request),
        "question": history.question(events, remarks.said_with(events)),
        "groups": task_list.groups(placement_request, at=clock.now()),
    }
    return render(request, "cases/sections.html", context)


@form_page
@writers
@section
def why(request: PersonRequest, placement_request: PlacementRequest) -> HttpResponse:
    """Write anew why a change is asked for."""
    change = get_object_or_404(PlacementChange, placement_request=placement_request)
    form = ChangeReasonForm(posted(request), initial={"reason": change.reason})
    if form.is_valid():
        with telling(form):
            operations.give_reason_of_change(
                placement_request_id=placement_request.pk,
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=clock.now(),
            )
            messages.success(request, "Why it shall change is saved.")
            return redirect("request", placement_request.reference)
    return _page(request, "cases/change_reason.html", placement_request, status(form), form=form)


@form_page
@writers
@section
def option(
    request: PersonRequest, placement_request: PlacementRequest, letter: str = ""
) -> HttpResponse:
    """Weigh one option, new or changed."""
    form = _option_form(request, placement_request, letter)
    if form.is_valid():
        with telling(form):
            weighed = operations.weigh_option(
                placement_request_id=placement_request.pk,
                option=form.made,
                letter=letter or None,
                by=request.user,
                at=clock.now(),
            )
            messages.success(request, f"Option {weighed.letter} is saved.")
            return redirect("request", placement_request.reference)
    return _page(request, "cases/option.html", placement_request, form=form, letter=letter)


@form_page
@writers
@section
def drop_option(
    request: PersonRequest, placement_request: PlacementRequest, letter: str
) -> HttpResponse:
    """Ask first, then take an option out of the comparison."""
    weighed = _option(placement_request, letter)
    if request.method != "POST":
        return _page(request, "cases/drop_option.html", placement_request, option=weighed)
    operations.drop_option(
        placement_request_id=placement_request.pk, letter=letter, by=request.user, at=clock.now()
    )
    messages.success(request, f"Option {letter} is taken out.")
    return redirect("request", placement_request.reference)


@form_page
@writers
@section
def check(request: PersonRequest, placement_request: PlacementRequest) -> HttpResponse:
    """Show every answer and everything missing; send the request to the panel team."""
    form = Press()
    if request.method == "POST":
        with telling(form):
            operations.submit(
                placement_request_id=placement_request.pk, by=request.user, at=clock.now()
            )
            messages.success(request, f"{placement_request} is with the panel team.")
            return redirect("case", placement_request.reference)
    ways = gates.ways(placement_request, on=clock.today()) if form.non_field_errors() else {}
    context = {
        "form": form,
        "faults": [
            Link(str(error), ways.get(str(error), "")) for error in form.non_field_errors()
        ],
        "chapters": summaries.chapters(placement_request, may_change=True),
        "checks": gates.checks(placement_request, on=clock.today()),
        "elsewhere": gates.elsewhere(placement_request, on=clock.today()),
    }
    return _page(request, "cases/check_request.html", placement_request, status(form), **context)


def _option_form(
    request: PersonRequest, placement_request: PlacementRequest, letter: str
) -> OptionForm:
    weighed = _option(placement_request, letter) if letter else None
    lines = line_forms(posted(request), weighed, placement_request.panel.agencies.all())
    initial = option_of(weighed) if weighed else None
    needs = placement_request.needs.all()
    return OptionForm(posted(request), initial=initial, lines=lines, needs=needs)


def _option(placement_request: PlacementRequest, letter: str) -> PlacementOption:
    options = placement_request.options.select_related("listed_as").prefetch_related(
        "fits", "cost_lines__shares"
    )
    return get_object_or_404(options, letter=letter)


def _page(
    request: PersonRequest,
    template: str,
    placement_request: PlacementRequest,
    code: int = 200,
    **more: Any,
) -> HttpResponse:
    context = {"placement_request": placement_request, **more}
    return render(request, template, context, status=code)
