"""Placements: finding them, reading one, and recording how it goes."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from panel import clock
from panel.agencies.access import Permission
from panel.cases import operations, queries
from panel.cases.changes import possible as changes
from panel.cases.forms.placements import (
    ChangeForm,
    DoneForm,
    EarlyReviewForm,
    ReviewForm,
    SignatureForm,
)
from panel.cases.models import PlacementRequest, PlacementTask, Signatory
from panel.cases.placement_stages import RUNNING
from panel.cases.placements import queries as placement_queries
from panel.cases.placements.page import askable_by, placement_page
from panel.cases.presenters import placement_list
from panel.cases.views.one_placement import answer, found
from panel.cases.vocabulary.placements import TaskKind
from panel.presentation.doorway import PersonRequest, holders_of, posted, status, telling
from panel.presentation.methods import form_page
from panel.presentation.paging import page_of

readers = holders_of(Permission.CASE_READ)
reviewers = holders_of(Permission.PLACEMENT_REVIEW)
runners = holders_of(Permission.PLACEMENT_RUN)


@require_GET
@readers
def index(request: PersonRequest) -> HttpResponse:
    """List the placements, those that run at the head, and what is still to be arranged."""
    on = clock.today()
    placements = placement_queries.visible_to(request.access)
    listed, pages = page_of(placement_queries.in_order(placements), request)
    reviews = placement_queries.next_reviews(listed)
    context = {
        "tiles": placement_list.tiles(placements, on=on),
        "headings": placement_list.HEADINGS,
        "rows": [placement_list.row(placement, reviews, on=on) for placement in listed],
        "pages": pages,
        "arrange_headings": placement_list.TO_ARRANGE_HEADINGS,
        "to_arrange": [placement_list.row_to_arrange(found) for found in _to_arrange(request)],
        "may_arrange": request.access.holds(Permission.PLACEMENT_RUN),
    }
    return render(request, "cases/placements.html", context)


@require_GET
@readers
def placement(request: PersonRequest, reference: str) -> HttpResponse:
    """Show a whole placement."""
    page = placement_page(found(request, reference), request.access, on=clock.today())
    return render(request, "cases/placement.html", {"page": page})


@form_page
@runners
def signature(request: PersonRequest, reference: str, signatory_id: int) -> HttpResponse:
    """Record that a signatory has signed."""
    shown = found(request, reference)
    theirs = Signatory.objects.filter(agreement__placement=shown)
    signatory = get_object_or_404(theirs, pk=signatory_id)
    return answer(
        request,
        shown,
        SignatureForm(posted(request)),
        lambda form: operations.record_signature(
            signatory_id=signatory.pk, signature=form.made, by=request.user, at=clock.now()
        ),
        heading=f"Record the signature of {signatory.name}",
        done="The signature is recorded.",
    )


@form_page
@reviewers
def review(request: PersonRequest, reference: str) -> HttpResponse:
    """Record a review."""
    shown = found(request, reference)
    outcomes = placement_queries.outcomes_sought(shown.placement_request)
    return answer(
        request,
        shown,
        ReviewForm(posted(request), outcomes=outcomes),
        lambda form: operations.record_review(
            placement_request_id=shown.placement_request_id,
            review=form.made,
            by=request.user,
            at=clock.now(),
        ),
        heading="Record a review",
        stages=RUNNING,
        done="The review is recorded.",
    )


@form_page
@reviewers
def early_review(request: PersonRequest, reference: str) -> HttpResponse:
    """Write down that somebody wants a review early."""
    shown = found(request, reference)
    return answer(
        request,
        shown,
        EarlyReviewForm(posted(request)),
        lambda form: operations.ask_for_early_review(
            placement_request_id=shown.placement_request_id,
            early=form.made,
            by=request.user,
            at=clock.now(),
        ),
        heading="Ask for an early review",
        stages=RUNNING,
        done="The early review is asked for.",
    )


@form_page
@reviewers
def task(request: PersonRequest, reference: str, task_id: int) -> HttpResponse:
    """Say what was done about a step; a placement that is due back can be asked for there."""
    shown = found(request, reference)
    step = get_object_or_404(PlacementTask.objects.filter(placement=shown), pk=task_id)
    rules = queries.rules_for(shown.placement_request, on=clock.today())
    is_back = step.kind == TaskKind.RENEWAL and step.is_owed
    return answer(
        request,
        shown,
        DoneForm(posted(request)),
        lambda form: operations.finish_task(
            task_id=step.pk, done=form.made, by=request.user, at=clock.now()
        ),
        heading=step.title,
        done="The step is done.",
        asking=askable_by(shown, request.access, rules) if is_back else None,
    )


@form_page
@holders_of(Permission.REQUEST_WRITE)
def change(request: PersonRequest, reference: str) -> HttpResponse:
    """Start a request for a change, and go on with it."""
    shown = found(request, reference)
    rules = queries.rules_for(shown.placement_request, on=clock.today())
    askable = changes.askable(shown, rules, request.access)
    form = ChangeForm(posted(request), kinds=askable.kinds, asked=request.GET.get("change", ""))
    if form.is_valid():
        with telling(form):
            asked = operations.ask_for_change(
                placement_request_id=shown.placement_request_id,
                change=form.made,
                by=request.user,
                at=clock.now(),
            )
            messages.success(request, f"{asked} is started, with what stands. Finish and send it.")
            return redirect("request", asked.reference)
    context = {
        "form": form,
        "placement_request": shown.placement_request,
        "heading": "Ask the panel for a change",
        "warnings": placement_queries.reviews_missing(shown) if askable.kinds else (),
        "askable": askable,
    }
    return render(request, "cases/change.html", context, status=status(form))


def _to_arrange(request: PersonRequest) -> QuerySet[PlacementRequest]:
    arranging = placement_queries.to_arrange(request.access)
    return arranging if request.access.holds(Permission.PLACEMENT_RUN) else arranging.none()
