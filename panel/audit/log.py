"""The only writers of the audit tables."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import connection

from panel.audit.models import ReadEvent

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


def record(
    *,
    subject: str,
    kind: str,
    by: "AbstractBaseUser | None",
    at: datetime,
    payload: Mapping[str, Any] | None = None,
) -> int:
    """Append one event to the chain of `subject` and return its number, from 1.

    Belongs in the same transaction as the change it tells of, so that neither can exist
    without the other.

    Args:
        subject: the reference of what it happened to, such as `JRAP-2026-00042`.
        kind: a verb in the past, such as `submitted`; presenters are found by it.
        by: who did it; None when the system acts by itself.
        payload: plain JSON values. Never a child's name or number.
    """
    username = by.get_username() if by else ""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT audit_append(%s, %s, %s::jsonb, %s, %s)",
            [subject, kind, json.dumps(dict(payload or {})), at, username],
        )
        return int(cursor.fetchone()[0])


def record_all(
    events: Mapping[str, Mapping[str, Any]],
    *,
    kind: str,
    by: "AbstractBaseUser | None",
    at: datetime,
) -> None:
    """Append one event of a kind to each of many chains: subject → payload, as `record` says."""
    payloads = [json.dumps(dict(payload)) for payload in events.values()]
    username = by.get_username() if by else ""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(audit_append(subject, %s, payload::jsonb, %s, %s))"
            " FROM unnest(%s::text[], %s::text[]) AS told(subject, payload)",
            [kind, at, username, list(events), payloads],
        )


def read(*, subject: str, what: str, by: "AbstractBaseUser", at: datetime) -> None:
    """Note that `by` looked at `what` (a page, paper, record or export) of `subject`."""
    ReadEvent.objects.create(subject=subject, what=what, by=by.get_username(), at=at)
