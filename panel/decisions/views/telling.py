"""Telling a family what the panel decided: the letter to hand over, and that it was told."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from panel import clock
from panel.agencies.access import Permission
from panel.cases.views.finding import found
from panel.decisions import operations, queries, reading
from panel.decisions.models import Telling
from panel.decisions.telling import paper, presenters
from panel.decisions.telling.forms import ToldForm
from panel.presentation.doorway import PersonRequest, holders_of, posted, status, telling
from panel.presentation.methods import form_page
from panel.presentation.pages import conflict


@form_page
@holders_of(Permission.OUTCOME_TELL)
def tell(request: PersonRequest, reference: str, telling_id: int) -> HttpResponse:
    """Show what the letter says, and record on which day the outcome was told."""
    owed = _found(request, reference, telling_id, what="letter")
    form = ToldForm(posted(request))
    if form.is_valid():
        with telling(form):
            operations.record_telling(
                telling_id=owed.pk, told=form.made, by=request.user, at=clock.now()
            )
            messages.success(request, "That the outcome was told is recorded.")
            return redirect("case", reference)
    told, letter = paper.said(owed)
    context = {
        "form": form,
        "telling": owed,
        "facts": presenters.facts(owed),
        "told": told,
        "letter": letter,
        "placement_request": owed.decision.placement_request,
    }
    return render(request, "decisions/telling.html", context, status=status(form))


@require_POST
@holders_of(Permission.OUTCOME_TELL)
def write_letter(request: PersonRequest, reference: str, telling_id: int) -> HttpResponse:
    """Have the letter made that is handed to the family."""
    owed = _found(request, reference, telling_id, what="letter")
    operations.write_letter(telling_id=owed.pk, by=request.user, at=clock.now())
    messages.success(request, "The letter is written. Its PDF is ready in a minute.")
    return redirect("telling", reference, telling_id)


@require_GET
@holders_of(Permission.CASE_READ)
def letter(request: PersonRequest, reference: str, telling_id: int) -> FileResponse | HttpResponse:
    """Hand out the letter as it was printed."""
    owed = _found(request, reference, telling_id, what="letter, PDF")
    try:
        return reading.letter(paper.said(owed)[1])
    except reading.NotIssued as not_issued:
        return conflict(request, reasons=not_issued.reasons, back=f"/cases/{reference}/")


def _found(request: PersonRequest, reference: str, telling_id: int, *, what: str) -> Telling:
    placement_request = found(request, reference, what=what)
    theirs = queries.tellings_visible_to(request.access)
    return get_object_or_404(
        theirs.filter(decision__placement_request=placement_request), pk=telling_id
    )
