"""Freezing what a record says, and writing down that its PDF is owed."""

from datetime import datetime

from django.conf import settings

from panel import queue
from panel.agencies.models import Person
from panel.audit import log
from panel.decisions import gathering, record
from panel.decisions.models import Decision, DecisionRecord, Rendering
from panel.pooledbudget.models import JournalEntry


def freeze(
    decision: Decision, *, entry: JournalEntry | None, by: Person, at: datetime
) -> DecisionRecord:
    """Write the record's content, for good, and the row that owes its PDF.

    Belongs in the transaction of the last approval, or of the outcome where no money is asked.

    Args:
        entry: the ledger's commitment; None where nothing was committed.
    """
    reference = decision.placement_request.reference
    count = DecisionRecord.objects.filter(decision__placement_request=decision.placement_request)
    number = f"{reference}/{count.count() + 1}"
    content = gathering.gather(
        decision, number=number, entry=entry, at=at, address=settings.PANEL_ADDRESS
    )
    frozen = DecisionRecord.objects.create(
        decision=decision,
        number=number,
        version=1,
        content=record.to_json(content).decode(),
        content_sha256=record.sha256(content),
        frozen_at=at,
        frozen_by=by,
    )
    rendering = Rendering.objects.create(record=frozen)
    payload = {"record": number, "sha256": frozen.content_sha256}
    log.record(subject=reference, kind="record_frozen", by=by, at=at, payload=payload)
    queue.after_commit("issue_records", [rendering.pk])
    return frozen
