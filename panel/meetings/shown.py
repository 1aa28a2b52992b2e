"""Whose positions on an item are shown to whom. Nothing here asks the database."""

from panel.agencies.models import Person
from panel.cases.stages import Stage
from panel.meetings import interests
from panel.meetings.models import AgendaItem, Position
from panel.meetings.stages import BEGUN


def to_all(item: AgendaItem) -> bool:
    """Say whether positions are revealed: the chair has opened the item, fetched `in_full`.

    Nobody opens one to ratify: there it is the start of the meeting that does. Those on what was
    withdrawn, or left to another meeting, before it was decided stay hidden.
    """
    if item.meeting.stage not in BEGUN:
        return False
    if item.ratifies is not None or getattr(item, "decided_as", None):
        return True
    is_open = Stage(item.placement_request.stage) is Stage.CONSIDERED
    return is_open and getattr(item, "is_latest", True)


def when(item: AgendaItem) -> str:
    """Say what reveals them."""
    return "the meeting starts" if item.ratifies else "the chair opens the item"


def positions(person: Person, item: AgendaItem) -> list[Position]:
    """Return those that a person may see: until they are revealed, their own.

    None if they leave for it.
    """
    if interests.leaves(person, item):
        return []
    given = list(item.positions.all())
    return given if to_all(item) else [each for each in given if each.person_id == person.pk]
