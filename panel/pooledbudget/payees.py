"""Who may ask money for a request, and which requests are for days of one placement.

Events say so: this room knows no placement.
"""

from collections import defaultdict
from collections.abc import Collection

from django.db import connection

from panel.audit.models import Event

#: Kind of event → what comes in its subject before the reference of a request it names one for.
NAMED_BY = {"approve": "", "agreement_drawn_up": "placement "}


def providers(abouts: Collection[str]) -> dict[str, list[str]]:
    """Return who may ask money for each of many requests, by reference, in one query.

    That is the provider of the option which was approved, and those of the agreements drawn up
    since, the oldest first; nobody for a request that only the ledger knows.
    """
    found: dict[str, list[str]] = {about: [] for about in abouts}
    subjects = {f"{before}{about}": about for about in found for before in NAMED_BY.values()}
    told = Event.objects.filter(subject__in=subjects, kind__in=NAMED_BY).order_by("at", "pk")
    for subject, provider in told.values_list("subject", "payload__provider"):
        named = found[subjects[subject]]
        if provider and provider not in named:
            named.append(provider)
    return found


def same_placement(abouts: Collection[str]) -> dict[str, set[str]]:
    """Return which requests are for days of the same placement as each of many, itself too."""
    found = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute("SELECT about, other FROM fund_same_placement(%s)", [list(abouts)])
        for about, other in cursor.fetchall():
            found[about].add(other)
    return found


def hold(abouts: Collection[str]) -> None:
    """Hold requests as `journal.hold` does, and all that are for days of the same placements."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT fund_hold_placements(%s)", [list(abouts)])
