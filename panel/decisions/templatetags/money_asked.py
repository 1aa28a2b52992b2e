"""What a meeting's items ask of the fund, beside the other figures at the head of its page."""

from django.template import Context, Library

from panel.decisions.items import money_asked
from panel.meetings.page import MeetingPage
from panel.presentation.parts import Tile

register = Library()


@register.simple_tag(takes_context=True)
def figures_with_money(context: Context, page: MeetingPage) -> tuple[Tile, ...]:
    """Return the page's figures, and what is asked for last."""
    access = context["request"].access
    return (*page.tiles, money_asked.tile(list(page.meeting.items.all()), access))
