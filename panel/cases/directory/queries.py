"""Questions about the directory of providers. Nothing here writes."""

from django.db.models import Q, QuerySet

from panel.cases.models import Provider


def listed(number: str) -> Provider | None:
    """Return the provider with this URN, SC-URN or ODS code; None if the directory lacks it."""
    named = Q(urn=number) | Q(social_care_urn=number) | Q(ods_code=number)
    return Provider.objects.filter(named).first()


def matching(*, q: str, placement_group: str, is_open: bool) -> QuerySet[Provider]:
    """Narrow the directory to words of a name, a number or a postcode's start, and to a sort.

    Args:
        q: every word of it must be found; empty is any.
        is_open: leave out providers that have closed.
    """
    providers = Provider.objects.filter(is_open=True) if is_open else Provider.objects.all()
    if placement_group:
        providers = providers.filter(placement_group=placement_group)
    for word in q.split():
        numbers = Q(urn=word) | Q(social_care_urn=word.upper()) | Q(ods_code=word.upper())
        places = Q(authority__icontains=word) | Q(postcode__istartswith=word)
        providers = providers.filter(Q(name__icontains=word) | numbers | places)
    return providers.order_by("name", "pk")
