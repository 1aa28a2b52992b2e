"""The request form, section by section, kept as a draft until it is sent."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from panel import clock
from panel.agencies.access import Permission
from panel.cases import gates, operations, summaries
from panel.cases.forms.options import OptionForm, line_forms, option_of
from panel.cases.forms.telling import ChildForm, StoryForm, need_forms, story_of
from panel.cases.models import PlacementOption
from panel.cases.views.finding import found
from panel.cases.vocabulary import RequestKind
from panel.chart import MoveRefused
from panel.presentation.doorway import PersonRequest, Press, holders_of, telling

form_page = require_http_methods(["GET", "HEAD", "POST"])
writers = holders_of(Permission.REQUEST_WRITE)


@form_page
@writers
def new(request: PersonRequest) -> HttpResponse:
    """Start a request for a child."""
    grants = request.access.reach(Permission.REQUEST_WRITE)
    form = ChildForm(request.POST or None, agencies=[g.agency_id for g in grants if g.agency_id])
    if form.is_valid():
        typed = form.cleaned_data
        with telling(form, operations.ChildDiffers, operations.AlreadyLive):
            placement_request = operations.start(
                panel_id=next(
                    g.panel_id for g in grants if g.agency_id == typed["referring_agency"].pk
                ),
                referring_agency=typed["referring_agency"].code,
                child=form.made,
                kind=RequestKind(typed["request_kind"]),
                by=request.user,
                at=clock.now(),
            )
            return redirect("request", placement_request.reference)
    return render(request, "cases/new.html", {"form": form})


@writers
def sections(request: PersonRequest, reference: str) -> HttpResponse:
    """Show what the request form asks, and how far each section is."""
    placement_request = found(request, reference, what="request form")
    context = {
        "placement_request": placement_request,
        "sections": summaries.sections(placement_request),
    }
    return render(request, "cases/sections.html", context)


@form_page
@writers
def story(request: PersonRequest, reference: str) -> HttpResponse:
    """Write the story, outcomes and views."""
    placement_request = found(request, reference, what="request form")
    form = StoryForm(request.POST or None, initial=story_of(placement_request))
    if form.is_valid():
        with telling(form, operations.Locked):
            operations.tell(
                placement_request_id=placement_request.pk,
                story=form.made,
                by=request.user,
                at=clock.now(),
            )
            return redirect("request", reference)
    return _page(request, "cases/story.html", placement_request, form=form)


@form_page
@writers
def needs(request: PersonRequest, reference: str) -> HttpResponse:
    """Name the needs, the main one first."""
    placement_request = found(request, reference, what="request form")
    form = Press()
    rows = need_forms(request.POST or None, placement_request)
    if rows.is_valid():
        with telling(form, operations.Locked):
            operations.name_needs(
                placement_request_id=placement_request.pk,
                needs=rows.made(),
                by=request.user,
                at=clock.now(),
            )
            return redirect("request", reference)
    return _page(request, "cases/needs.html", placement_request, form=form, rows=rows)


@form_page
@writers
def option(request: PersonRequest, reference: str, letter: str = "") -> HttpResponse:
    """Weigh one option, new or changed."""
    placement_request = found(request, reference, what="request form")
    weighed = _option(placement_request.pk, letter) if letter else None
    agencies = placement_request.panel.agencies.all()
    lines = line_forms(request.POST or None, weighed, agencies)
    form = OptionForm(
        request.POST or None, initial=option_of(weighed) if weighed else None, lines=lines
    )
    if form.is_valid():
        with telling(form, operations.Locked):
            operations.weigh_option(
                placement_request_id=placement_request.pk,
                option=form.made,
                letter=letter or None,
                by=request.user,
                at=clock.now(),
            )
            return redirect("request", reference)
    return _page(
        request, "cases/option.html", placement_request, form=form, rows=lines, letter=letter
    )


@require_POST
@writers
def drop_option(request: PersonRequest, reference: str, letter: str) -> HttpResponse:
    """Take an option out of the comparison."""
    placement_request = found(request, reference, what="request form")
    _option(placement_request.pk, letter)
    form = Press()
    with telling(form, operations.Locked):
        operations.drop_option(
            placement_request_id=placement_request.pk,
            letter=letter,
            by=request.user,
            at=clock.now(),
        )
        messages.success(request, f"Option {letter} is taken out.")
        return redirect("request", reference)
    return _check(request, reference, form=form)


@form_page
@writers
def check(request: PersonRequest, reference: str) -> HttpResponse:
    """Show every answer and everything missing; send the request to the panel team."""
    if request.method != "POST":
        return _check(request, reference)
    placement_request, form = found(request, reference, what="request form"), Press()
    with telling(form, MoveRefused):
        operations.submit(
            placement_request_id=placement_request.pk, by=request.user, at=clock.now()
        )
        messages.success(request, f"{reference} is with the panel team.")
        return redirect("case", reference)
    return _check(request, reference, form=form)


def _check(request: PersonRequest, reference: str, *, form: Press | None = None) -> HttpResponse:
    placement_request = found(request, reference, what="request form")
    context: dict[str, Any] = {
        "form": form,
        "placement_request": placement_request,
        "answers": summaries.answers(placement_request),
        "checks": gates.checks(placement_request, on=clock.today()),
    }
    return render(request, "cases/check_request.html", context, status=409 if form else 200)


def _option(placement_request_id: int, letter: str) -> PlacementOption:
    options = PlacementOption.objects.prefetch_related("cost_lines__shares")
    return get_object_or_404(options, placement_request_id=placement_request_id, letter=letter)


def _page(
    request: PersonRequest, template: str, placement_request: Any, **more: Any
) -> HttpResponse:
    return render(request, template, {"placement_request": placement_request, **more})
