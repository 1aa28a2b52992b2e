"""An interest is in what is asked, not in one meeting: it follows a request to every agenda."""

from panel.agencies.models import Person
from panel.cases.models import PlacementRequest
from panel.meetings.models import AgendaItem, Interest, Recusal


def carry_interests(item: AgendaItem) -> AgendaItem:
    """Return a new item, with the interests declared when its request was listed before.

    Whoever declared one may stand back further from this item, and no less.
    """
    before = Interest.objects.filter(item__placement_request=item.placement_request_id)
    latest = {each.person_id: each for each in before.order_by("declared_at", "pk")}
    Interest.objects.bulk_create(
        Interest(
            item=item,
            person_id=each.person_id,
            reason=each.reason,
            level=each.level,
            declared_at=each.declared_at,
            declared_by_id=each.declared_by_id,
        )
        for each in latest.values()
    )
    return item


def is_interested(person: Person, placement_request: PlacementRequest) -> bool:
    """Say whether a person stands back from a request for an interest, at whatever meeting."""
    declared = Interest.objects.filter(item__placement_request=placement_request, person=person)
    return declared.exclude(level=Recusal.NOTE).exists()
