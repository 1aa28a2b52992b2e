"""What a coordinator records about challenges to a decision."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from panel import clock
from panel.agencies.access import Permission
from panel.cases import queries as requests
from panel.cases.views.finding import found
from panel.decisions import operations, queries
from panel.decisions.challenges import hearing, presenters
from panel.decisions.challenges import queries as challenge_queries
from panel.decisions.challenges.forms import ChallengeEndForm, ChallengeForm
from panel.decisions.models import Challenge
from panel.presentation import formatting
from panel.presentation.doorway import PersonRequest, holders_of, posted, pressed, status, telling
from panel.presentation.methods import form_page

recorders = holders_of(Permission.CHALLENGE_RECORD)


@form_page
@recorders
def new(request: PersonRequest, reference: str) -> HttpResponse:
    """Record that the last decision on a case is challenged."""
    placement_request = found(request, reference, what="challenge")
    decision = get_object_or_404(queries.decisions_of(placement_request)[:1])
    form = ChallengeForm(posted(request))
    if form.is_valid():
        with telling(form):
            made = operations.record_challenge(
                decision_id=decision.pk, challenge=form.made, by=request.user, at=clock.now()
            )
            due = formatting.day(made.due_on)
            messages.success(request, f"It is recorded. It has to be answered by {due}.")
            return redirect("case", reference)
    context = {"form": form, "placement_request": placement_request, "decision": decision}
    return render(request, "decisions/challenge_new.html", context, status=status(form))


@form_page
@recorders
def end(request: PersonRequest, reference: str, challenge: int) -> HttpResponse:
    """Record what came of a challenge."""
    placement_request = found(request, reference, what="challenge")
    ended = get_object_or_404(challenge_queries.challenges_to(placement_request), number=challenge)
    form = _end_form(request, ended)
    if form.is_valid():
        with telling(form):
            operations.end_challenge(
                challenge_id=ended.pk, end=form.made, by=request.user, at=clock.now()
            )
            messages.success(request, "What came of it is recorded.")
            return redirect("case", reference)
    context = {
        "form": form,
        "placement_request": placement_request,
        "facts": list(presenters.facts(ended)),
    }
    return render(request, "decisions/challenge_end.html", context, status=status(form))


@require_POST
@recorders
def done(request: PersonRequest, reference: str, challenge: int, step: str) -> HttpResponse:
    """Record that something owed because of a challenge is done."""
    placement_request = found(request, reference, what="challenge")
    owing = get_object_or_404(challenge_queries.challenges_to(placement_request), number=challenge)
    act = partial(
        operations.carry_out, challenge_id=owing.pk, step=step, by=request.user, at=clock.now()
    )
    back = reverse("case", args=[reference])
    return pressed(request, act, done="Recorded as done today.", back=back)


def _end_form(request: PersonRequest, challenge: Challenge) -> ChallengeEndForm:
    on = clock.today()
    rules = requests.rules_for(challenge.decision.placement_request, on=on).appeal
    return ChallengeEndForm(
        posted(request),
        challenge=challenge,
        by_a_chair=rules.heard_by == "uninvolved_chair",
        chairs=hearing.chairs(challenge.decision, on=on),
    )
