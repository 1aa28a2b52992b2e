"""Telling a family what the panel decided: the letter to copy, and that it was told."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from panel import clock
from panel.agencies.access import Permission
from panel.cases import queries as requests
from panel.cases.views.finding import found
from panel.decisions import family_letter, operations, queries
from panel.decisions.forms.answers import ToldForm
from panel.decisions.presenters import tellings as presenters
from panel.presentation.doorway import PersonRequest, holders_of, posted, status, telling


@require_http_methods(["GET", "HEAD", "POST"])
@holders_of(Permission.OUTCOME_TELL)
def tell(request: PersonRequest, reference: str, telling_id: int) -> HttpResponse:
    """Show what a letter has to say, and record on which day the outcome was told."""
    placement_request = found(request, reference, what="letter")
    theirs = queries.tellings_visible_to(request.access)
    owed = get_object_or_404(
        theirs.filter(decision__placement_request=placement_request), pk=telling_id
    )
    form = ToldForm(posted(request))
    if form.is_valid():
        with telling(form):
            operations.record_telling(
                telling_id=owed.pk, told=form.made, by=request.user, at=clock.now()
            )
            messages.success(request, "That the outcome was told is recorded.")
            return redirect("case", reference)
    rules = requests.rules_for(placement_request, on=clock.date_of(owed.decision.decided_at))
    context = {
        "form": form,
        "telling": owed,
        "facts": presenters.facts(owed),
        "letter": family_letter.letter(owed.decision, rules),
        "placement_request": placement_request,
    }
    return render(request, "decisions/telling.html", context, status=status(form))
