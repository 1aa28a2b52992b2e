"""What whoever goes on with a case has to know first, for whatever page needs it."""

from django.template import Library

from panel.cases.changes import overtaken
from panel.cases.models import PlacementRequest
from panel.cases.presenters.notices import Notice
from panel.decisions.challenges import decided_again
from panel.decisions.challenges import queries as challenge_queries
from panel.decisions.placements import closed_books
from panel.decisions.urgent import unratified

register = Library()


@register.inclusion_tag("decisions/warnings.html")
def warnings(placement_request: PlacementRequest) -> dict[str, list[Notice]]:
    """Warn that the panel didn't ratify it, or decides again; that what it changes has ended."""
    found = (
        unratified.notice(placement_request),
        decided_again.warning(
            placement_request, challenge_queries.challenges_to(placement_request)
        ),
        overtaken.warning(placement_request),
        closed_books.notice(placement_request),
    )
    return {"notices": [notice for notice in found if notice]}


@register.inclusion_tag("decisions/warnings.html")
def ended_meanwhile(placement_request: PlacementRequest) -> dict[str, list[Notice]]:
    """Warn those who decide on a change that what it changes has ended, or can't be paid for."""
    found = overtaken.warning(placement_request), closed_books.notice(placement_request)
    return {"notices": [notice for notice in found if notice]}


@register.inclusion_tag("decisions/warnings.html")
def closed_books_before(placement_request: PlacementRequest) -> dict[str, list[Notice]]:
    """Warn whoever asks for a change from which day it can't be paid for."""
    notice = closed_books.before_asking(placement_request)
    return {"notices": [notice] if notice else []}
