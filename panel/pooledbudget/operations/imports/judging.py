"""
What becomes of each row of a file, asked of the books as they stand: nothing here writes.

A row is judged behind all rows before it, as if those were posted. The books are asked a fixed
number of questions, however many rows there are.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from panel import clock
from panel.pooledbudget.document import ContributionPart
from panel.pooledbudget.imports import columns as import_columns
from panel.pooledbudget.imports.columns import Unreadable
from panel.pooledbudget.invoices.document import InvoicePart
from panel.pooledbudget.journal import Draft
from panel.pooledbudget.models import FundYear
from panel.pooledbudget.models.imports import ImportKind, RowOutcome
from panel.pooledbudget.operations.imports.row_books import (
    ContributionLedger,
    InvoiceLedger,
    Known,
    Ledger,
)
from panel.pooledbudget.operations.invoices import invoicing
from panel.pooledbudget.refusals import PeriodClosed
from panel.refusals import Refusal

Cells = Mapping[str, str]


@dataclass(frozen=True)
class Verdict:
    """What becomes of a row, and why; with the entry to post and its key if it is ready."""

    outcome: RowOutcome
    reason: str = ""
    draft: Draft | None = None
    key: str = ""
    told: InvoicePart | ContributionPart | None = None


def judge(
    kind: ImportKind, fund_year: FundYear, rows: Iterable[Cells], *, at: datetime
) -> Iterator[Verdict]:
    """Yield what becomes of each row, in their order."""
    read = [_read(kind, cells) for cells in rows]
    told = [part for part in read if not isinstance(part, Unreadable)]
    invoices = [part for part in told if isinstance(part, InvoicePart)]
    receipts = [part for part in told if isinstance(part, ContributionPart)]
    today = clock.date_of(at)
    ledger: Ledger = (
        InvoiceLedger(fund_year, invoices, on=today)
        if kind is ImportKind.INVOICES
        else ContributionLedger(fund_year, receipts, on=today)
    )
    for part in read:
        yield _judged(part, ledger, fund_year, at=at)


def _read(kind: ImportKind, cells: Cells) -> InvoicePart | ContributionPart | Unreadable:
    try:
        return import_columns.read(kind, cells)
    except Unreadable as unreadable:
        return unreadable


def _judged(
    part: InvoicePart | ContributionPart | Unreadable,
    ledger: Ledger,
    fund_year: FundYear,
    *,
    at: datetime,
) -> Verdict:
    if isinstance(part, Unreadable):
        wrong = invoicing.wrong_days(fund_year, part.days, on=clock.date_of(at))
        return Verdict(RowOutcome.BAD, " ".join([str(part), *(day.sentence for day in wrong)]))
    try:
        if fund_year.closed_at is not None:
            raise PeriodClosed(fund_year.year)
        draft, key = ledger.entry(part, at=at)
    except Known:
        return Verdict(RowOutcome.KNOWN)
    except Refusal as refused:
        return Verdict(RowOutcome.BAD, str(refused))
    return Verdict(RowOutcome.READY, draft=draft, key=key, told=part)
