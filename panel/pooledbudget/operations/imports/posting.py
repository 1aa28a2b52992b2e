"""What a worker does with an import: its rows, batch by batch, each batch whole or not at all.

A worker that dies leaves the batches that it finished and a lease that runs out; the next one goes
on with the rows that are left. What is posted says so in the same transaction, so nothing is
posted twice.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import QuerySet

from panel import leases, queue
from panel.agencies.models import Person
from panel.audit import log
from panel.pooledbudget import batch, journal, payees
from panel.pooledbudget.document import ContributionPart
from panel.pooledbudget.invoices.document import InvoicePart
from panel.pooledbudget.models import FundYear, InstalmentReceipt
from panel.pooledbudget.models.imports import Import, ImportKind, ImportRow, RowOutcome
from panel.pooledbudget.operations.accruals import offer_accruals
from panel.pooledbudget.operations.imports import judging
from panel.pooledbudget.operations.imports.judging import Verdict
from panel.pooledbudget.operations.invoices.invoicing import keep
from panel.pooledbudget.stages import ImportStage

LONGEST_RUN = timedelta(minutes=5)
ROWS = 500  # of a batch: others wait for the fund meanwhile
READY = RowOutcome.READY
# One statement, where the ORM would write a case for each row and column.
SAY = """
    UPDATE pooledbudget_importrow SET outcome = said.outcome, reason = said.reason,
        entry_id = said.entry_id
    FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::bigint[])
        AS said(row_id, outcome, reason, entry_id)
    WHERE id = said.row_id
"""


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
    """Call workers to imports, and to accruing, that nobody is at, and count them."""
    offered = leases.offer(_owed(), at=at)
    for import_id in offered:
        queue.call("post_rows", [import_id])
    return {
        "imports offered to the workers": len(offered),
        "accruals offered to the workers": offer_accruals(at=at),
    }


def _owed() -> QuerySet[Import]:
    return Import.objects.filter(stage=ImportStage.POSTING)


@transaction.atomic
def _post_batch(source: Import, fund_year: FundYear, *, by: Person, at: datetime) -> bool:
    """Post the next rows, judged anew by the books as they stand; False when none were left."""
    rows = list(source.rows.filter(outcome=READY).order_by("line").select_for_update()[:ROWS])
    if not rows:
        return False
    kind = ImportKind(source.kind)
    payees.hold([row.told.get("Request", "") for row in rows])
    journal.hold_fund(fund_year.fund_id)
    fund_year.refresh_from_db(fields=["closed_at"])
    verdicts = list(judging.judge(kind, fund_year, [row.told for row in rows], at=at))
    entry_ids = _post(verdicts, fund_year, by=by, at=at)
    _say(rows, verdicts, entry_ids)
    return True


def _say(
    rows: Sequence[ImportRow], verdicts: Sequence[Verdict], entry_ids: Mapping[str, int]
) -> None:
    """Write down what became of each row. `entry_ids`: of the rows that were posted, by key."""
    posted = [entry_ids.get(verdict.key) for verdict in verdicts]
    outcomes = [
        RowOutcome.POSTED if entry_id else verdict.outcome
        for verdict, entry_id in zip(verdicts, posted, strict=True)
    ]
    reasons = [verdict.reason[:500] for verdict in verdicts]
    with connection.cursor() as cursor:
        cursor.execute(SAY, [[row.pk for row in rows], outcomes, reasons, posted])


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
    keep(invoices, fund_year, by=by, at=at)
    InstalmentReceipt.objects.bulk_create(
        InstalmentReceipt(entry_id=entry_id)  # on top of what was agreed, so for no instalment
        for verdict, entry_id in zip(ready, ids, strict=True)
        if isinstance(verdict.told, ContributionPart) and verdict.told.accepted_because
    )
    return {key: entry_id for (_, key), entry_id in zip(drafts, ids, strict=True)}


@transaction.atomic
def _finish(source: Import, *, at: datetime) -> None:
    before, after = source.make("finish")
    source.finished_at, source.lease_until = at, None
    source.save()
    payload = {"from": before, "to": after}
    log.record(subject=f"import {source.pk}", kind="finish", by=None, at=at, payload=payload)
