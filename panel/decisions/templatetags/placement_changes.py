"""The changes that were asked for, on the page of a placement."""

from typing import Any

from django.template import Context, Library

from panel.cases.models import Placement
from panel.decisions.placements import changes

register = Library()


@register.inclusion_tag("decisions/placement_changes.html", takes_context=True)
def changes_asked(context: Context, placement: Placement) -> dict[str, Any]:
    """Show each change as far as the reader may see it; nothing where none was asked for."""
    return {"cards": changes.cards(placement, context["request"].access)}
