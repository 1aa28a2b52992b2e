"""The four files that a walk leaves behind. Reads; writes nothing but files."""

import csv
import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from django.core.files.storage import storages

from panel.audit import queries as audit
from panel.audit.models import Event
from panel.pooledbudget import queries as funds
from panel.pooledbudget.models import JournalEntry
from panel.sample.walk import Walked

COLUMNS = (
    "fund",
    "year",
    "number",
    "effective_on",
    "posted_at",
    "posted_by",
    "verb",
    "memo",
    "account",
    "agency",
    "side",
    "amount_pence",
    "balance_after_pence",
    "previous_hash",
    "hash",
)


class CannotWrite(Exception):
    """Raised when the folder asked for can't be written to; says why."""


def require(folder: Path) -> None:
    """See that `folder` can be made, or is a folder that can be written to; make nothing.

    Raises:
        CannotWrite: it can't.
    """
    nearest = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if not nearest.is_dir():
        raise CannotWrite(f"{nearest} is not a folder.")


def write(walked: Walked, folder: Path) -> None:
    """Write decision.pdf, decision.json, funds.csv and timeline.json into `folder`."""
    reference = walked.placement_request.reference
    with storages["records"].open(walked.register_entry.file) as issued:
        pdf = issued.read()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "decision.pdf").write_bytes(pdf)
    (folder / "decision.json").write_bytes(walked.record.content.encode())
    (folder / "ledger.csv").write_bytes(ledger_csv(reference).encode())
    (folder / "timeline.json").write_bytes(timeline_json(reference).encode())


def ledger_csv(reference: str) -> str:
    """Write both sides of every entry about a request, a line for each posting."""
    written = StringIO(newline="")
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS)
    for entry in funds.entries_for(reference).select_related("fund", "fund_year"):
        writer.writerows(_lines(entry))
    return written.getvalue()


def _lines(entry: JournalEntry) -> Iterator[tuple[object, ...]]:
    for posting in entry.postings.all():
        account = posting.account
        yield (
            entry.fund.code,
            entry.fund_year.span,
            entry.number,
            entry.effective_on.isoformat(),
            entry.posted_at.isoformat(),
            entry.posted_by,
            entry.verb,
            entry.memo,
            account.kind,
            account.agency.code if account.agency else "",
            posting.side,
            posting.amount_pence,
            posting.balance_after_pence,
            entry.previous_hash,
            entry.hash,
        )


def timeline_json(reference: str) -> str:
    """Write a request's events, oldest first, each with its place in the chain."""
    events = [_event(event) for event in audit.history(reference)]
    told = {"subject": reference, "events": events}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _event(event: Event) -> dict[str, object]:
    return {
        "sequence": event.sequence,
        "kind": event.kind,
        "at": event.at.isoformat(),
        "by": event.by,
        "payload": event.payload,
        "previous_hash": event.previous_hash,
        "hash": event.hash,
    }
