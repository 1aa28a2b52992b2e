"""The pages of a panel's rules: every version, what it says, and what it changed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from panel import clock
from panel.agencies import queries as people
from panel.policies import presenters, queries, seats, summary
from panel.presentation.doorway import PersonRequest, holders_of


@require_GET
@holders_of()
def index(request: PersonRequest) -> HttpResponse:
    """List the versions of the rules of every panel on which they hold a role."""
    found = queries.visible_to(request.access)
    context = {"rows": presenters.rows(found, on=clock.today())}
    return render(request, "policies/index.html", context)


@require_GET
def summarised(request: HttpRequest, panel: str) -> HttpResponse:
    """Show anybody a summary of a panel's rules, where the rules say that it is public."""
    published = summary.published(panel, on=clock.today())
    if published is None:
        raise Http404
    context = {
        "version": published,
        "purpose": summary.purpose(published),
        "parts": summary.parts(published),
    }
    return render(request, "policies/summary.html", context)


@require_GET
@holders_of()
def version(request: PersonRequest, panel: str, number: int) -> HttpResponse:
    """Show what one version says, rule by rule, and what it changed."""
    found = queries.visible_to(request.access)
    shown = get_object_or_404(found, panel__code=panel, number=number)
    previous, following = queries.before(shown), queries.after(shown)
    context = {
        "version": shown,
        "previous": previous,
        "standing": presenters.standing(shown, following, on=clock.today()),
        "about": presenters.about(shown, following, on=clock.today()),
        "sections": presenters.sections(shown.policy),
        "differences": presenters.differences(previous, shown),
        "seats": seats.rows(
            shown.policy.membership, people.seats_of([shown.panel_id]), on=clock.today()
        ),
        "seat_headings": seats.HEADINGS,
    }
    return render(request, "policies/version.html", context)
