"""Which providers may ask money for a request: those that its events name."""

from collections.abc import Iterable, Mapping

from panel.audit.models import Event

#: Kind → what comes before the request's reference in the subject of an event of that kind.
NAMED_BY: Mapping[str, str] = {"approve": "", "agreement_drawn_up": "placement "}


def of(abouts: Iterable[str]) -> dict[str, list[str]]:
    """
    Return the providers of many requests by reference, the oldest first, in one query.

    That of the option which was approved, and those of the agreements drawn up since; none of a
    request that only the ledger knows.
    """
    subjects = {f"{before}{about}": about for about in abouts for before in NAMED_BY.values()}
    told = Event.objects.filter(subject__in=subjects, kind__in=NAMED_BY).order_by("at", "pk")
    found: dict[str, list[str]] = {}
    for subject, provider in told.values_list("subject", "payload__provider"):
        if provider and provider not in found.setdefault(subjects[subject], []):
            found[subjects[subject]].append(provider)
    return found
