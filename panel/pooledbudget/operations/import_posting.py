"""What a worker does with an import: its rows, batch by batch, each batch whole or not at all.

A worker that dies leaves the batches that it finished and a lease that runs out; the next one goes
on with the rows that are left. What is posted says so in the same transaction, so nothing is
posted twice.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from panel import leases, queue
from panel.agencies.models import Person
from panel.audit import log
from panel.pooledbudget import batch, journal
from panel.pooledbudget.invoices.document import InvoicePart
from panel.pooledbudget.models import FundYear, Invoice
from panel.pooledbudget.models.imports import Import, ImportKind, ImportRow, RowOutcome
from panel.pooledbudget.operations import judging
from panel.pooledbudget.operations.judging import Verdict
from panel.pooledbudget.stages import ImportStage

LONGEST_RUN = timedelta(minutes=5)
ROWS = 250  # of a batch: others wait for the fund meanwhile
READY = RowOutcome.READY


def post_rows(*, import_id: int, at: datetime) -> None:
    """Post what is ready of an import, if nobody else does; belongs to a worker."""
    source = leases.claim(_owed(), import_id, first=2 * LONGEST_RUN, at=at)
    if source is None:
        return
    fund_year = FundYear.objects.select_related("fund").get(pk=source.fund_year_id)
    assert source.asked_by is not None, "It is owed because somebody asked for it."
    while _post_batch(source, fund_year, by=source.asked_by, at=at):
        pass
    _finish(source, at=at)


def sweep(*, at: datetime) -> Mapping[str, int]:
    """Call workers to imports that nobody is at, and count them."""
    offered = leases.offer(_owed(), at=at)
    for import_id in offered:
        queue.call("post_rows", [import_id])
    return {"imports offered to the workers": len(offered)}


def _owed() -> QuerySet[Import]:
    return Import.objects.filter(stage=ImportStage.POSTING)


@transaction.atomic
def _post_batch(source: Import, fund_year: FundYear, *, by: Person, at: datetime) -> bool:
    """Post the next rows, judged anew by the books as they stand; False when none were left."""
    rows = list(source.rows.filter(outcome=READY).order_by("line").select_for_update()[:ROWS])
    if not rows:
        return False
    kind = ImportKind(source.kind)
    if kind is ImportKind.INVOICES:
        for about in sorted({row.told["Request"] for row in rows}):
            journal.hold(about)
    fund_year.refresh_from_db(fields=["closed_at"])
    verdicts = list(judging.judge(kind, fund_year, [row.told for row in rows], at=at))
    entry_ids = _post(verdicts, fund_year, by=by, at=at)
    for row, verdict in zip(rows, verdicts, strict=True):
        row.outcome, row.reason = verdict.outcome, verdict.reason[:500]
        if verdict.outcome is READY:
            row.outcome, row.entry_id = RowOutcome.POSTED, entry_ids[verdict.key]
    ImportRow.objects.bulk_update(rows, ["outcome", "reason", "entry"])
    return True


def _post(
    verdicts: Sequence[Verdict], fund_year: FundYear, *, by: Person, at: datetime
) -> dict[str, int]:
    """Post the entries of the rows that are ready; return their ids by key."""
    ready = [verdict for verdict in verdicts if verdict.draft is not None]
    drafts = [(verdict.draft, verdict.key) for verdict in ready if verdict.draft is not None]
    if not drafts:
        return {}
    ids = batch.post_all(drafts, fund_year_id=fund_year.pk, by=by, at=at)
    invoices = [
        (verdict.told, entry_id)
        for verdict, entry_id in zip(ready, ids, strict=True)
        if isinstance(verdict.told, InvoicePart)
    ]
    _keep(invoices, fund_year, by=by, at=at)
    return {key: entry_id for (_, key), entry_id in zip(drafts, ids, strict=True)}


def _keep(
    booked: Sequence[tuple[InvoicePart, int]], fund_year: FundYear, *, by: Person, at: datetime
) -> None:
    """Write invoices down behind their entries, each with its event."""
    kept = Invoice.objects.bulk_create(
        Invoice(
            **told.model_dump(exclude={"shares_pence"}),
            fund_id=fund_year.fund_id,
            fund_year=fund_year,
            entry_id=entry_id,
            received_at=at,
            received_by=by,
        )
        for told, entry_id in booked
    )
    events = {
        f"invoice {one.pk}": {"about": one.about, "amount_pence": one.amount_pence} for one in kept
    }
    log.record_all(events, kind="invoice_received", by=by, at=at)


@transaction.atomic
def _finish(source: Import, *, at: datetime) -> None:
    before, after = source.make("finish")
    source.finished_at, source.lease_until = at, None
    source.save()
    payload = {"from": before, "to": after}
    log.record(subject=f"import {source.pk}", kind="finish", by=None, at=at, payload=payload)
