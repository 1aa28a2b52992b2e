"""
What becomes of each row of a file, asked of the books as they stand: nothing here writes.

A row is judged behind all rows before it, as if those were posted. The books are asked a fixed
number of questions, however many rows there are.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.db.models.functions import Lower

from panel.money import Pence
from panel.pooledbudget import queries
from panel.pooledbudget.accounts import AccountKind, Verb
from panel.pooledbudget.books import (
    Books,
    NotAPartner,
    contribution_key,
    paper_key,
    partner_ids,
)
from panel.pooledbudget.contributions import queries as contributions
from panel.pooledbudget.document import ContributionPart
from panel.pooledbudget.imports import columns as import_columns
from panel.pooledbudget.imports.columns import Unreadable
from panel.pooledbudget.invoices.document import InvoicePart
from panel.pooledbudget.journal import Draft
from panel.pooledbudget.models import FundYear, Invoice, JournalEntry
from panel.pooledbudget.models.imports import ImportKind, RowOutcome
from panel.pooledbudget.operations import invoicing, spending
from panel.pooledbudget.operations.ordering import Order
from panel.pooledbudget.operations.receiving import PaperBooked
from panel.pooledbudget.refusals import PeriodClosed
from panel.pooledbudget.stages import InvoiceStage
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


class Known(Exception):
    """Raised when a row says what is booked already."""


class Repeated(Refusal):
    """Raised when a row says again what one above it says."""


class Ledger(Protocol):
    """What the books say about the rows of one kind, asked once for all of them."""

    def entry(self, told: "InvoicePart | ContributionPart", *, at: datetime) -> tuple[Draft, str]:
        """Return the entry that a row asks for, and its key; refuse it, or raise `Known`."""


def judge(
    kind: ImportKind, fund_year: FundYear, rows: Iterable[Cells], *, at: datetime
) -> Iterator[Verdict]:
    """Yield what becomes of each row, in their order."""
    read = [_read(kind, cells) for cells in rows]
    told = [part for part in read if not isinstance(part, Unreadable)]
    ledger: Ledger = (
        InvoiceLedger(fund_year, [part for part in told if isinstance(part, InvoicePart)])
        if kind is ImportKind.INVOICES
        else ContributionLedger(
            fund_year, [part for part in told if isinstance(part, ContributionPart)]
        )
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
        return Verdict(RowOutcome.BAD, str(part))
    try:
        if fund_year.closed_at is not None:
            raise PeriodClosed(fund_year.year)
        draft, key = ledger.entry(part, at=at)
    except Known:
        return Verdict(RowOutcome.KNOWN)
    except Refusal as refused:
        return Verdict(RowOutcome.BAD, str(refused))
    return Verdict(RowOutcome.READY, draft=draft, key=key, told=part)


class InvoiceLedger:
    """Which invoices are booked, and what is left of what is promised to each request."""

    def __init__(self, fund_year: FundYear, told: list[InvoicePart]) -> None:
        self.fund_year, self.books = fund_year, Books.of(fund_year)
        self.ids = partner_ids(fund_year)
        self.held = queries.held_by(fund_year, {part.about for part in told})
        self.booked: dict[tuple[str, str], Invoice] = {}
        self.voided: Counter[tuple[str, str]] = Counter()
        self.above: set[tuple[str, str]] = set()
        numbers = {part.number.lower() for part in told}
        known = Invoice.objects.annotate(lower=Lower("number")).filter(
            fund_id=fund_year.fund_id, lower__in=numbers
        )
        for invoice in known:
            name = (invoice.provider.casefold(), invoice.number.casefold())
            if invoice.stage == InvoiceStage.VOIDED:
                self.voided[name] += 1
            else:
                self.booked[name] = invoice

    def entry(self, told: InvoicePart | ContributionPart, *, at: datetime) -> tuple[Draft, str]:
        """Return the entry that books an invoice, and take it from what its request holds."""
        assert isinstance(told, InvoicePart), "A file of invoices holds invoices."
        name = (told.provider.casefold(), told.number.casefold())
        if standing := self.booked.get(name):
            invoicing.require_same(standing, self.fund_year, told)
            raise Known
        if name in self.above:
            raise Repeated(f"Invoice {told.number} of {told.provider} is in a row above already.")
        invoicing.require_days(self.fund_year, told)
        held = self.held[told.about]
        promised = queries.promised_of(held)
        amounts = invoicing.parts(self.fund_year, told, promised, self.ids)
        order = Order(Verb.INVOICE, self.fund_year, told.about, amounts)
        draft = order.draft(spending.invoiced(order, self.books, held), at=at)
        self.above.add(name)
        return draft, invoicing.key_of(self.fund_year, told, voided=self.voided[name])


class ContributionLedger:
    """Which papers are booked, and which agencies have a part in the fund."""

    def __init__(self, fund_year: FundYear, told: list[ContributionPart]) -> None:
        self.fund_year, self.books = fund_year, Books.of(fund_year)
        self.ids = partner_ids(fund_year)
        self.taken_back = contributions.taken_back(fund_year, {part.about for part in told})
        keys = [self._key(part) for part in told if part.agency in self.ids]
        known = JournalEntry.objects.filter(key__in=keys)
        self.booked = dict(known.values_list("key", "asked"))
        self.above: set[str] = set()

    def _key(self, told: ContributionPart) -> str:
        paper = paper_key(self.fund_year, self.ids[told.agency], told.about)
        return contribution_key(paper, taken_back=self.taken_back[paper])

    def entry(self, told: InvoicePart | ContributionPart, *, at: datetime) -> tuple[Draft, str]:
        """Return the entry that books a contribution."""
        assert isinstance(told, ContributionPart), "A file of receipts holds receipts."
        if told.agency not in self.ids:
            raise NotAPartner(self.fund_year)
        amounts = {self.ids[told.agency]: Pence(told.amount_pence)}
        order, key = Order(Verb.RECEIVE, self.fund_year, told.about, amounts), self._key(told)
        if asked := self.booked.get(key):
            if asked != order.fingerprint:
                raise PaperBooked(told.about)
            raise Known
        if key in self.above:
            raise Repeated(f"{told.about} of {told.agency} is in a row above already.")
        self.above.add(key)
        moves: Counter[int] = Counter()
        into, out_of = AccountKind.UNCOMMITTED, AccountKind.CONTRIBUTION
        order.move(moves, self.books, into=into, out_of=out_of)
        return order.draft(moves, at=at), key
