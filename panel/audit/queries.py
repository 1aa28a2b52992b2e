"""Questions to the audit log."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db import connection
from django.db.models import QuerySet

from panel.audit.models import Event, ReadEvent


def history(subject: str) -> QuerySet[Event]:
    """Return the events of a subject, oldest first."""
    return Event.objects.filter(subject=subject).order_by("sequence")


def histories(subjects: Collection[str]) -> QuerySet[Event]:
    """Return the same of many subjects, one after another."""
    return Event.objects.filter(subject__in=subjects).order_by("subject", "sequence")


def happened(kind: str, *, since: datetime, day: date, by: Iterable[str]) -> bool:
    """Return whether any of these people, by their usernames, did this since, from a day on."""
    done = Event.objects.filter(kind=kind, at__gte=since, at__date__gte=day, by__in=by)
    return done.exists()


def reads(subject: str) -> QuerySet[ReadEvent]:
    """Return who looked at a subject, latest first."""
    return ReadEvent.objects.filter(subject=subject).order_by("-at", "-id")


_BROKEN = """
    WITH chained AS (
        SELECT subject, sequence, previous_hash, hash,
            audit_hash(subject, sequence, kind, payload, at, by, previous_hash) AS recomputed,
            lag(hash, 1, '') OVER (PARTITION BY subject ORDER BY sequence) AS hash_before,
            row_number() OVER (PARTITION BY subject ORDER BY sequence) AS place
        FROM audit_event
    )
    SELECT subject, sequence FROM chained
    WHERE hash <> recomputed OR previous_hash <> hash_before OR sequence <> place
    ORDER BY subject, sequence
"""


def faults() -> list[str]:
    """Re-hash every event and return a sentence for each that doesn't follow the one before.

    An event cut from the end of a chain leaves no trace in the chain itself; the decision
    register and the ledger carry their own.
    """
    with connection.cursor() as cursor:
        cursor.execute(_BROKEN)
        return [
            f"Event {sequence} of {subject} doesn't follow from the one before it."
            for subject, sequence in cursor.fetchall()
        ]
