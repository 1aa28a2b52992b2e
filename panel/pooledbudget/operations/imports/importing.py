"""Checking a file of invoices or receipts, and asking for it to be posted.

The posting itself is owed work: `import_posting` does it in a worker.
"""

import hashlib
from datetime import datetime

from django.db import transaction

from panel import queue, sheets
from panel.agencies.models import Person
from panel.audit import log
from panel.parsing import CONTROL, control_in
from panel.pooledbudget.imports.columns import COLUMNS, OPTIONAL
from panel.pooledbudget.models import FundYear
from panel.pooledbudget.models.imports import Import, ImportKind, ImportRow
from panel.pooledbudget.operations.imports import judging
from panel.pooledbudget.operations.years.opening import require_keeper
from panel.refusals import Refusal

MOST_ROWS = 20_000
BATCH = 2_000  # rows written by one statement


class FileRefused(Refusal):
    """Raised when a file can't be imported at all."""

    field = "file"


@transaction.atomic
def check_import(
    *, fund_year: FundYear, kind: ImportKind, name: str, file: bytes, by: Person, at: datetime
) -> Import:
    """
    Keep a file row by row, with what would become of each; nothing is posted.

    The same file for the same year and kind gives back the import that it is already, and says so
    in `is_repeat`.

    Raises:
        access.Refused: This person doesn't post to the panel's fund.
        FileRefused: It isn't such a file, or has no rows, or more than 20,000.
    """
    require_keeper(by, panel_id=fund_year.fund.panel_id, at=at)
    sha256 = hashlib.sha256(file).hexdigest()
    if standing := Import.objects.filter(fund_year=fund_year, kind=kind, sha256=sha256).first():
        standing.is_repeat = True
        return standing
    columns, numbered = _read(kind, file)
    source = Import.objects.create(
        fund_year=fund_year,
        kind=kind,
        file_name=CONTROL.sub("", name)[:120],
        sha256=sha256,
        columns=columns,
        checked_at=at,
        checked_by=by,
    )
    _keep_rows(source, fund_year, numbered, at=at)
    payload = {"kind": kind, "rows": len(numbered), "sha256": sha256}
    subject = f"import {source.pk}"
    log.record(subject=subject, kind="import_checked", by=by, at=at, payload=payload)
    return source


def _keep_rows(
    source: Import,
    fund_year: FundYear,
    numbered: list[tuple[int, dict[str, str]]],
    *,
    at: datetime,
) -> None:
    """Write each row down with what would become of it."""
    cells = [cells for _, cells in numbered]
    verdicts = judging.judge(ImportKind(source.kind), fund_year, cells, at=at)
    rows = (
        ImportRow(
            source=source,
            line=line,
            told=told,
            outcome=verdict.outcome,
            reason=verdict.reason[:500],
            amount_pence=verdict.told.amount_pence if verdict.told else None,
        )
        for (line, told), verdict in zip(numbered, verdicts, strict=True)
    )
    ImportRow.objects.bulk_create(rows, batch_size=BATCH)


def _read(kind: ImportKind, file: bytes) -> tuple[list[str], list[tuple[int, dict[str, str]]]]:
    """Return the columns that are read, as the file has them, and the rows of them by line."""
    needed, also = COLUMNS[kind], OPTIONAL[kind]
    try:
        found = [*sheets.rows(file, needed=needed, also=also, of="the CSV that was asked for")]
    except sheets.NotTheSheet as refused:
        raise FileRefused(str(refused)) from refused
    longest = max((cells for _, cells in found), key=len, default={})
    columns = [name for name in longest if name in needed or name in also]
    numbered = [(line, {name: cells.get(name, "") for name in columns}) for line, cells in found]
    for line, cells in numbered:
        if control := control_in("".join(cells.values())):
            raise FileRefused(f"Line {line} holds a character that can’t be seen, {control}.")
    if not numbered:
        raise FileRefused("The file has no rows below its headings.")
    if len(numbered) > MOST_ROWS:
        raise FileRefused(f"The file has {len(numbered):,} rows; {MOST_ROWS:,} are the most.")
    return columns, numbered


@transaction.atomic
def post_import(*, import_id: int, by: Person, at: datetime) -> Import:
    """
    Owe the posting of every row that is ready; a worker does it, and the page says how far it is.

    Raises:
        access.Refused: This person doesn't post to the panel's fund.
        chart.MoveRefused: It is being posted, or has been.
    """
    imports = Import.objects.select_for_update(of=("self",)).select_related("fund_year__fund")
    source = imports.get(pk=import_id)
    require_keeper(by, panel_id=source.fund_year.fund.panel_id, at=at)
    before, after = source.make("post")
    source.asked_at, source.asked_by = at, by
    source.save()
    payload = {"from": before, "to": after}
    log.record(subject=f"import {source.pk}", kind="post", by=by, at=at, payload=payload)
    queue.after_commit("post_rows", [source.pk])
    return source
