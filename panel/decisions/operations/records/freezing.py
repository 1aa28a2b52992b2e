"""Freezing what a record says, and writing down that its PDF is owed."""

from dataclasses import replace
from datetime import datetime

from django.conf import settings

from panel import queue
from panel.agencies.models import Person
from panel.audit import log
from panel.decisions.models import Decision, DecisionRecord, Rendering
from panel.decisions.records import canonical, gathering, record
from panel.decisions.records.gathering import funding
from panel.pooledbudget.models import JournalEntry


def gathered(decision: Decision, *, at: datetime) -> record.DecisionRecord:
    """Return what the record will say, all but what the ledger still has to say.

    So that everything slow is done before the fund's lock is taken.
    """
    reference = decision.placement_request.reference
    earlier = DecisionRecord.objects.filter(
        decision__placement_request=decision.placement_request
    ).count()
    number = f"{reference}/{earlier + 1}"
    return gathering.gather(decision, number=number, at=at, address=settings.PANEL_ADDRESS)


def with_entry(content: record.DecisionRecord, entry: JournalEntry) -> record.DecisionRecord:
    """Return the record with what the fund had left before and after the commitment."""
    return replace(content, fund=funding.fund(entry))


def again(decision: Decision, why: str, *, by: Person, at: datetime) -> DecisionRecord:
    """Freeze a decision's record anew, from what the case says now; the old one stays genuine.

    What the fund had left was so when the money was committed, and stays. `why` is printed.
    """
    last = decision.records.latest("version")
    content = gathered(decision, at=at)
    header = replace(
        content.header, version=last.version + 1, supersedes=last.number, correction=why
    )
    fund = canonical.from_json(last.content.encode()).fund
    return keep(
        decision, replace(content, header=header, fund=fund), supersedes=last, by=by, at=at
    )


def keep(
    decision: Decision,
    content: record.DecisionRecord,
    *,
    supersedes: DecisionRecord | None = None,
    by: Person,
    at: datetime,
) -> DecisionRecord:
    """Write what a record says, for good, and the row that owes its PDF.

    Belongs in the transaction of the outcome.
    """
    reference, number = content.header.reference, content.header.record_number
    frozen = DecisionRecord.objects.create(
        decision=decision,
        number=number,
        version=content.header.version,
        supersedes=supersedes,
        corrects=content.header.correction or "",
        content=canonical.to_json(content).decode(),
        content_sha256=canonical.sha256(content),
        frozen_at=at,
        frozen_by=by,
    )
    rendering = Rendering.objects.create(record=frozen)
    payload = {
        "record": number,
        "sha256": frozen.content_sha256,
        "supersedes": content.header.supersedes,
    }
    log.record(subject=reference, kind="record_frozen", by=by, at=at, payload=payload)
    queue.after_commit("issue_record", [rendering.pk])
    return frozen
