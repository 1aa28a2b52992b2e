"""Bringing a policy into force."""

import hashlib
from datetime import date, datetime

from django.db import transaction

from panel import clock
from panel.agencies.models import Panel, Person
from panel.audit import log
from panel.policies import documents
from panel.policies.models import PolicyVersion
from panel.refusals import Refusal


class SameRules(Refusal):
    """Raised when the version in force on a day says letter for letter what is to be loaded."""

    def __init__(self, version: PolicyVersion) -> None:
        super().__init__(
            f"Version {version.number}, in force from {version.effective_from:%-d %B %Y}, "
            "is this very document; nothing was loaded."
        )


class DayTaken(Refusal):
    """Raised when another version of the panel's rules takes effect on the same day."""


class Backdated(Refusal):
    """Raised when rules would change what was in force on a day that has passed."""


@transaction.atomic
def load(
    *, panel_id: int, document: str, effective_from: date, by: Person | None, at: datetime
) -> PolicyVersion:
    """Add the next version of a panel's rules, in force from a day on.

    Only a panel's first version may take effect on a day that has passed. Nobody is asked for a
    permission: `manage.py policy load` does it for whoever runs the server, and no page does.

    Raises:
        documents.Faulty: when the document states no valid rules; nothing is written.
        SameRules: when that day's version is the same document.
        DayTaken: when another version takes effect on that day.
        Backdated: when the day has passed.
    """
    documents.parse(document)
    panel = Panel.objects.select_for_update().get(pk=panel_id)
    sha256 = hashlib.sha256(document.encode()).hexdigest()
    _require_new(panel, sha256, effective_from=effective_from, at=at)
    version = PolicyVersion.objects.create(
        panel=panel,
        number=panel.policies.count() + 1,
        effective_from=effective_from,
        document=document,
        sha256=sha256,
        loaded_at=at,
        loaded_by=by.username if by else "",
    )
    payload = {"number": version.number, "sha256": version.sha256}
    log.record(subject=f"panel {panel.code}", kind="policy_loaded", by=by, at=at, payload=payload)
    return version


def _require_new(panel: Panel, sha256: str, *, effective_from: date, at: datetime) -> None:
    before = panel.policies.filter(effective_from__lte=effective_from)
    standing = before.order_by("effective_from").last()
    if standing is not None and standing.sha256 == sha256:
        raise SameRules(standing)
    if standing is not None and standing.effective_from == effective_from:
        raise DayTaken(f"Version {standing.number} takes effect on that day; choose another.")
    if effective_from < clock.date_of(at) and panel.policies.exists():
        raise Backdated("Rules can't take effect on a day that has passed.")
