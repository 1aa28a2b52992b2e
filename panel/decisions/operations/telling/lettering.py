"""Writing the letter that a family is handed, and printing it: once for each thing it says."""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.db.models import QuerySet

from panel import clock, leases, queue
from panel.agencies import access
from panel.agencies.access import Permission
from panel.agencies.models import Person
from panel.audit import log
from panel.cases import operations as cases
from panel.decisions.models import Decision, FamilyLetter, Telling
from panel.decisions.printing import press
from panel.decisions.sealing import seal
from panel.decisions.telling import paper

LONGEST_RUN = timedelta(seconds=25)  # of the actor that prints one letter
LEASE = LONGEST_RUN + timedelta(seconds=5)


@transaction.atomic
def write_letter(*, telling_id: int, by: Person, at: datetime) -> FamilyLetter:
    """Write the letter that is handed to the family; the one there is where nothing changed.

    Raises:
        access.Refused: this person doesn't tell families for the panel.
    """
    found = Telling.objects.values_list("decision__placement_request_id", flat=True)
    placement_request = cases.locked(found.get(pk=telling_id))
    access.of(by, on=clock.date_of(at)).require(
        Permission.OUTCOME_TELL, panel_id=placement_request.panel_id
    )
    decision = Telling.objects.select_related("decision").get(pk=telling_id).decision
    return written(decision, by=by, at=at)


def written(decision: Decision, *, by: Person, at: datetime) -> FamilyLetter:
    """Return the letter that says of a decision what is to be said now. Its case is locked."""
    content = paper.to_json(paper.content(decision))
    letter, is_new = FamilyLetter.objects.get_or_create(
        decision=decision,
        content_sha256=paper.sha256(content),
        defaults={"content": content, "written_at": at, "written_by": by},
    )
    if is_new:
        log.record(
            subject=decision.placement_request.reference,
            kind="letter_written",
            by=by,
            at=at,
            payload={"letter": letter.pk, "sha256": letter.content_sha256},
        )
        queue.after_commit("print_letter", [letter.pk])
    return letter


def print_letter(*, letter_id: int, at: datetime) -> None:
    """Print, sign and store one owed letter; nothing if it is printed, or another worker has it.

    A worker that dies may leave a stored file that no row names, and nothing else.
    """
    letter = leases.claim(_owed(), letter_id, first=LEASE, at=at)
    if letter is None:
        return
    try:
        signed = seal.sign(paper.printed(letter), at=at)
    except (press.CannotRender, seal.CannotSign) as failed:
        FamilyLetter.objects.filter(pk=letter.pk).update(last_error=str(failed)[:300])
        raise
    reference = paper.from_json(letter.content).reference
    name = storages["records"].save(f"{reference}-letter-{letter.pk}.pdf", ContentFile(signed))
    _owed().filter(pk=letter.pk).update(
        name=name,
        sha256=hashlib.sha256(signed).hexdigest(),
        printed_at=at,
        lease_until=None,
        last_error="",
    )


def sweep_letters(*, at: datetime) -> Mapping[str, int]:
    """Call workers to owed letters that nobody holds, and count them."""
    offered = leases.offer(_owed(), at=at)
    for letter_id in offered:
        queue.call("print_letter", [letter_id])
    return {"letters offered to the workers": len(offered)}


def _owed() -> QuerySet[FamilyLetter]:
    return FamilyLetter.objects.filter(printed_at=None)
