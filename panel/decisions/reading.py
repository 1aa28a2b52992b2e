"""Reading what was decided, over pages and JSON alike; each read is in the audit log."""

from collections.abc import Iterable
from datetime import datetime

from django.core.files.storage import storages
from django.http import FileResponse

from panel.agencies.models import Person
from panel.audit import log
from panel.decisions.models import Decision, DecisionRecord, FamilyLetter, RegisterEntry
from panel.decisions.placements.changes import ChangeChapter
from panel.refusals import Refusal


class NotIssued(Refusal):
    """Raised when the PDF is asked for of a record that has none yet."""


def read(record: DecisionRecord, *, by: Person, at: datetime) -> None:
    """Note that somebody looks at what a record says."""
    _log(record, f"decision record {record.number}", by, at)


def pdf(record: DecisionRecord, *, by: Person, at: datetime) -> FileResponse:
    """Return the file as it was issued, to be kept by the reader, and note that they took it.

    Raises:
        NotIssued: The PDF is still being made.
    """
    issued = RegisterEntry.objects.filter(record=record).first()
    if issued is None:
        raise NotIssued(f"The PDF of {record} is still being made.")
    _log(record, f"decision record {record.number}, PDF", by, at)
    return FileResponse(
        storages["records"].open(issued.file),
        as_attachment=True,
        filename=f"{record.number.replace('/', '-')}.pdf",
        content_type="application/pdf",
    )


def letter(letter: FamilyLetter | None) -> FileResponse:
    """Return a letter's file as it was printed, to be kept by the reader.

    Raises:
        NotIssued: None was written that says what is to be said now, or its PDF is being made.
    """
    if letter is None:
        raise NotIssued("The letter hasn’t been made since what it says has changed: make it.")
    if letter.printed_at is None:
        raise NotIssued("The PDF of the letter is still being made.")
    return FileResponse(
        storages["records"].open(letter.name),
        as_attachment=True,
        filename=letter.name,
        content_type="application/pdf",
    )


def cases(decided: Iterable[Decision], *, what: str, by: Person, at: datetime) -> None:
    """Note, once a case, that somebody looks at what came after these decisions."""
    for reference in sorted({each.placement_request.reference for each in decided}):
        log.read(subject=reference, what=what, by=by, at=at)


def terms(change: ChangeChapter | None, *, by: Person, at: datetime) -> None:
    """Note that somebody looks at the terms of the placement that a request would change."""
    for reference in change.read if change else ():
        log.read(subject=reference, what="terms of the placement", by=by, at=at)


def _log(record: DecisionRecord, what: str, by: Person, at: datetime) -> None:
    log.read(subject=record.decision.placement_request.reference, what=what, by=by, at=at)
