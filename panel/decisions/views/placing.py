"""What a coordinator does with a placement that the fund pays for."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from panel import clock
from panel.agencies.access import Permission
from panel.audit import log
from panel.cases.changes import overtaken
from panel.cases.models import Placement
from panel.cases.placements import agreements
from panel.cases.stages import FUNDED
from panel.cases.views import finding
from panel.cases.views.one_placement import answer, closed, found
from panel.decisions import operations
from panel.decisions.operations.placements.placing import approving
from panel.decisions.placements import starting
from panel.decisions.placements.filled_in import FilledIn, filled_in
from panel.decisions.placements.forms import (
    AgreementForm,
    EndForm,
    ReturnForm,
    StartForm,
    SuspensionForm,
)
from panel.presentation.doorway import PersonRequest, holders_of, posted, status, telling
from panel.presentation.methods import form_page
from panel.presentation.pages import conflict

runners = holders_of(Permission.PLACEMENT_RUN)


@form_page
@runners
def agreement(request: PersonRequest, reference: str) -> HttpResponse:
    """Draw up the agreement with the provider; what was approved, and what stood, is filled in."""
    placement_request = finding.found(request, reference, what="placement")
    if placement_request.stage not in FUNDED:
        return closed(request, placement_request, placement_request.get_stage_display())
    standing: Placement | None = getattr(placement_request, "placement", None)
    if standing and (why := agreements.not_to_redraw(standing)):
        return conflict(request, reasons=[why], back=reverse("placement", args=[reference]))
    decision = approving(placement_request)
    filled = filled_in(decision, request.access) if decision else FilledIn({})
    if filled.read:
        log.read(subject=filled.read, what="agreement", by=request.user, at=clock.now())
    form = AgreementForm(posted(request), initial=filled.values)
    if form.is_valid():
        with telling(form):
            operations.draw_up_agreement(
                placement_request_id=placement_request.pk,
                agreement=form.made,
                by=request.user,
                at=clock.now(),
            )
            messages.success(request, "The agreement is drawn up. Record each signature.")
            return redirect("placement", reference)
    context = {
        "form": form,
        "placement_request": placement_request,
        "has_started": standing is not None and standing.started_on is not None,
    }
    return render(request, "decisions/agreement.html", context, status=status(form))


@form_page
@runners
def start(request: PersonRequest, reference: str) -> HttpResponse:
    """Record the first day."""
    verb = operations.start_placement
    form = StartForm(posted(request))
    return _move(request, reference, form, verb, "start", "Record the start", "It has started.")


@form_page
@runners
def suspend(request: PersonRequest, reference: str) -> HttpResponse:
    """Record that the child is away and the placement kept."""
    verb = operations.suspend_placement
    form = SuspensionForm(posted(request))
    done = "It is suspended. Unless it is paid for meanwhile, its money is given back."
    return _move(request, reference, form, verb, "suspension", "Suspend the placement", done)


@form_page
@runners
def resume(request: PersonRequest, reference: str) -> HttpResponse:
    """Record that the child is back."""
    verb = operations.resume_placement
    form = ReturnForm(posted(request))
    return _move(request, reference, form, verb, "back", "Record the return", "It runs again.")


@form_page
@runners
def end(request: PersonRequest, reference: str) -> HttpResponse:
    """End a placement, or say that what was approved never starts."""
    placement_request = finding.found(request, reference, what="placement")
    if placement_request.stage not in FUNDED:
        return closed(request, placement_request, placement_request.get_stage_display())
    standing: Placement | None = getattr(placement_request, "placement", None)
    has_started = standing is not None and standing.started_on is not None
    form = EndForm(posted(request), has_started=has_started)
    if form.is_valid():
        with telling(form):
            operations.end_placement(
                placement_request_id=placement_request.pk,
                end=form.made,
                by=request.user,
                at=clock.now(),
            )
            ended = "It has ended" if form.made.ended_on else "It will not start"
            messages.success(request, f"{ended}. What was not needed is given back to the fund.")
            return redirect("placement", reference)
    context = {
        "form": form,
        "placement_request": placement_request,
        "heading": "End the placement" if has_started else "Say that it won’t start",
        "notes": overtaken.before_an_end(standing, request.access) if standing else (),
    }
    return render(request, "cases/placement_form.html", context, status=status(form))


def _move(
    request: PersonRequest,
    reference: str,
    form: Any,
    verb: Callable[..., object],
    asked: str,
    heading: str,
    done: str,
) -> HttpResponse:
    """Show a form, or hand what it made to `verb`, called as the chart's move, as `asked`."""
    shown, name = found(request, reference), verb.__name__.removesuffix("_placement")
    if isinstance(form, StartForm):
        form.say(starting.days(shown, on=clock.today()), starting.ends(shown))
    return answer(
        request,
        shown,
        form,
        lambda form: verb(
            placement_request_id=shown.placement_request_id,
            by=request.user,
            at=clock.now(),
            **{asked: form.made},
        ),
        heading=heading,
        done=done,
        stages=[str(arrow.source) for arrow in shown.arrows() if arrow.name == name],
    )
