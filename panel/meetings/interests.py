"""Interests in what is asked: they follow a request to every agenda, and who leaves for one."""

from django.db.models import QuerySet

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


def leaves(person: Person, item: AgendaItem) -> bool:
    """Say whether a person leaves for an item, which hides all but its reference from them."""
    return any(each.person_id == person.pk and each.leaves for each in item.interests.all())


def stands_back(person: Person, item: AgendaItem) -> bool:
    """Say whether a person has no part in deciding an item, for an interest in it."""
    return any(each.person_id == person.pk and not each.decides for each in item.interests.all())


def stood_back_from(person: Person) -> QuerySet[AgendaItem]:
    """Return the items that a person has no part in deciding for an interest."""
    own = Interest.objects.filter(person=person).exclude(level=Recusal.NOTE)
    return AgendaItem.objects.filter(interests__in=own)
