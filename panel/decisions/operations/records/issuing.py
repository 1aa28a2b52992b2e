"""Making the PDF of a frozen record: render, sign, store, register. Once, whatever crashes."""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection, transaction
from django.db.models import QuerySet

from panel import leases, queue
from panel.audit import log
from panel.deadlines import operations as deadlines
from panel.deadlines.sign_in import sign_in
from panel.decisions.models import DecisionRecord, RegisterEntry, Rendering
from panel.decisions.printing import press
from panel.decisions.records import canonical, pdf
from panel.decisions.sealing import seal
from panel.decisions.stages import RenderingStage

LONGEST_RUN = timedelta(seconds=25)  # of the actor that makes one record
LEASE = LONGEST_RUN + timedelta(seconds=5)  # so that none runs out under it


def issue(*, rendering_id: int, at: datetime) -> RegisterEntry | None:
    """Issue one owed record; None when it is issued already or another worker holds it.

    The row is claimed with a lease before anything slow. What a worker that dies may leave behind
    is a stored file that no register line names; a second register line it can't leave, because
    the database has room for one.
    """
    owed = _owed().select_related("record__decision__placement_request")
    rendering = leases.claim(owed, rendering_id, first=LEASE, at=at)
    if rendering is None:
        return None
    try:
        unsigned = pdf.render(canonical.from_json(rendering.record.content.encode()))
        signed = seal.sign(unsigned, at=at)
    except (press.CannotRender, seal.CannotSign) as failed:
        Rendering.objects.filter(pk=rendering.pk).update(last_error=str(failed)[:300])
        raise
    name = storages["records"].save(
        f"{rendering.record.number.replace('/', '-')}.pdf", ContentFile(signed)
    )
    return _register(rendering, unsigned=unsigned, signed=signed, name=name, at=at)


@transaction.atomic
def _register(
    rendering: Rendering, *, unsigned: bytes, signed: bytes, name: str, at: datetime
) -> RegisterEntry | None:
    locked = Rendering.objects.select_for_update().get(pk=rendering.pk)
    if locked.stage == RenderingStage.ISSUED:
        return None
    hashes = (hashlib.sha256(file).hexdigest() for file in (unsigned, signed))
    entry = _appended(rendering.record, *hashes, name=name, at=at)
    locked.make("issue")
    locked.lease_until, locked.last_error = None, ""
    locked.save()
    log.record(
        subject=rendering.record.decision.placement_request.reference,
        kind="record_issued",
        by=None,
        at=at,
        payload={"record": rendering.record.number, "register": entry.number},
    )
    _tell_the_referrer(rendering.record, at=at)
    return entry


def _appended(
    frozen: DecisionRecord, unsigned_sha256: str, signed_sha256: str, *, name: str, at: datetime
) -> RegisterEntry:
    """Append a record's line to the register: PostgreSQL numbers it and chains it to the last."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT register_append(%s, %s, %s, %s, %s, %s)",
            [frozen.pk, frozen.content_sha256, unsigned_sha256, signed_sha256, name, at],
        )
    return frozen.register_entry


def _tell_the_referrer(frozen: DecisionRecord, *, at: datetime) -> None:
    placement_request = frozen.decision.placement_request
    if placement_request.submitted_by is not None:
        deadlines.owe_notice(
            key=f"record/{frozen.number}",
            recipient=placement_request.submitted_by.username,
            subject=f"{placement_request.reference}: the decision record is ready",
            body=f"Decision record {frozen.number} has been issued.{_instead_of(frozen)} "
            f"{sign_in('to read it')}",
            due_at=at,
            at=at,
        )


def _instead_of(frozen: DecisionRecord) -> str:
    return f" It replaces {frozen.supersedes.number}." if frozen.supersedes else ""


def sweep(*, at: datetime) -> Mapping[str, int]:
    """Call workers to owed records that nobody holds, and count them."""
    offered = leases.offer(_owed(), at=at)
    for rendering_id in offered:
        queue.call("issue_record", [rendering_id])
    return {"records offered to the workers": len(offered)}


def _owed() -> QuerySet[Rendering]:
    return Rendering.objects.filter(stage=RenderingStage.OWED)
