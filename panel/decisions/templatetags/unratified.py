"""The warning that the panel didn't ratify a decision, for whatever page needs it."""

from django.template import Library

from panel.cases.models import PlacementRequest
from panel.cases.presenters.notices import Notice
from panel.decisions import unratified

register = Library()


@register.inclusion_tag("decisions/not_ratified.html")
def not_ratified(placement_request: PlacementRequest) -> dict[str, Notice | None]:
    """Show the warning; nothing where none is due."""
    return {"notice": unratified.notice(placement_request)}
