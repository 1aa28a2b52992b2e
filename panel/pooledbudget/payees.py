"""Who may ask money for a request, and which requests are for days of one placement.

Events say so: this room knows no placement.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from panel.audit.models import Event

#: Kind → what comes before the request's reference in the subject of an event of that kind.
NAMED_BY: Mapping[str, str] = {
    "approve": "",
    "agreement_drawn_up": "placement ",
    "change_asked": "placement ",
}


@dataclass
class Named:
    """What events say of a request; nothing of one that only the ledger knows.

    `providers`: that of the option which was approved, and those of the agreements drawn up
    since, the oldest first. `beside`: the request that it changes, and those that change it.
    """

    providers: list[str] = field(default_factory=list)
    beside: set[str] = field(default_factory=set)


def of(abouts: Iterable[str]) -> dict[str, Named]:
    """Return what events say of each of many requests, by reference, in one query."""
    found = {about: Named() for about in abouts}
    subjects = {f"{before}{about}": about for about in found for before in NAMED_BY.values()}
    told = Event.objects.filter(subject__in=subjects, kind__in=NAMED_BY).order_by("at", "pk")
    names = ("payload__provider", "payload__changes", "payload__request")
    for subject, provider, *others in told.values_list("subject", *names):
        named = found[subjects[subject]]
        if provider and provider not in named.providers:
            named.providers.append(provider)
        named.beside.update(other for other in others if other)
    return found


def with_those_beside(abouts: Collection[str]) -> set[str]:
    """Return requests, and every one whose invoices ask for days of the same placements."""
    return {*abouts, *(other for named in of(abouts).values() for other in named.beside)}
