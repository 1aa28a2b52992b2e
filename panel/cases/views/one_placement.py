"""What every page about one placement shares: finding it, and asking something of it."""

from collections.abc import Callable, Collection
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from panel import clock
from panel.audit import log
from panel.cases.changes.possible import Askable
from panel.cases.forms.parts import PartForm
from panel.cases.models import Placement, PlacementRequest
from panel.cases.placement_stages import PlacementStage
from panel.cases.placements import queries as placement_queries
from panel.cases.views import finding
from panel.cases.vocabulary.placements import ChangeKind
from panel.presentation.doorway import PersonRequest, status, telling
from panel.presentation.pages import conflict


def found(request: PersonRequest, reference: str) -> Placement:
    """
    Return a placement with all it is made of, and log the read.

    Raises:
        Http404: There is none, or this person may not see its case: the answer is the same.
        finding.Interested: They declared an interest in the case.
    """
    finding.require_no_interest(request, reference)
    visible = placement_queries.in_full(placement_queries.visible_to(request.access))
    shown = get_object_or_404(visible, placement_request__reference=reference)
    log.read(subject=reference, what="placement", by=request.user, at=clock.now())
    return shown


def closed(
    request: PersonRequest, placement_request: PlacementRequest, where: str
) -> HttpResponse:
    """Say at which stage it is, where nothing of what was opened can be done at it."""
    sentence = f"It is at the stage “{where}”, at which this can’t be done."
    return conflict(request, reasons=[sentence], back=f"/cases/{placement_request}/")


def answer(
    request: PersonRequest,
    shown: Placement,
    form: PartForm,
    operation: Callable[[Any], object],
    *,
    heading: str,
    done: str,
    stages: Collection[str] = PlacementStage.values,
    asking: Askable | None = None,
) -> HttpResponse:
    """
    Show a form of a placement, or do what it asks and go back to the placement's page.

    Args:
        stages: those at which it can be done; at another the page says so instead.
        asking: what leads to where the panel is asked for a change, or keeps one from it.
    """
    if shown.stage not in stages and not form.is_bound:
        return closed(request, shown.placement_request, shown.get_stage_display())
    if form.is_valid():
        with telling(form):
            operation(form)
            messages.success(request, done)
            return redirect("placement", shown.placement_request.reference)
    context = {
        "form": form,
        "placement_request": shown.placement_request,
        "heading": heading,
        "asking": asking,
        "may_extend": asking is not None and ChangeKind.EXTENSION in asking.kinds,
    }
    return render(request, "cases/placement_form.html", context, status=status(form))
