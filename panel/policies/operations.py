"""Bringing a policy into force."""

import hashlib
from datetime import date, datetime

from django.db import transaction

from panel.agencies.models import Panel, Person
from panel.audit import log
from panel.policies import documents
from panel.policies.models import PolicyVersion


@transaction.atomic
def load(
    *, panel_id: int, document: str, effective_from: date, by: Person | None, at: datetime
) -> PolicyVersion:
    """Add the next version of a panel's rules, in force from a day on.

    Raises:
        documents.Faulty: when the document states no valid rules; nothing is written.
    """
    documents.parse(document)
    panel = Panel.objects.select_for_update().get(pk=panel_id)
    version = PolicyVersion.objects.create(
        panel=panel,
        number=panel.policies.count() + 1,
        effective_from=effective_from,
        document=document,
        sha256=hashlib.sha256(document.encode()).hexdigest(),
        loaded_at=at,
        loaded_by=by.username if by else "",
    )
    payload = {"number": version.number, "sha256": version.sha256}
    log.record(subject=f"panel {panel.code}", kind="policy_loaded", by=by, at=at, payload=payload)
    return version
