"""What the books say about the rows of a file: asked once for all, each row behind those above."""

from collections import Counter, defaultdict
from datetime import date, datetime
from functools import partial
from typing import Protocol

from django.db.models.functions import Lower

from panel.money import Pence
from panel.pooledbudget import holdings
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
from panel.pooledbudget.invoices.document import InvoicePart
from panel.pooledbudget.journal import Draft
from panel.pooledbudget.models import FundYear, Invoice, JournalEntry
from panel.pooledbudget.operations.contributions.booking import remark_on, require_agreed
from panel.pooledbudget.operations.invoices import invoicing
from panel.pooledbudget.operations.invoices.fitting import Requests
from panel.pooledbudget.operations.ledger import spending
from panel.pooledbudget.operations.ledger.ordering import Order
from panel.pooledbudget.operations.ledger.receiving import PaperBooked
from panel.pooledbudget.stages import InvoiceStage
from panel.refusals import Refusal, require_all

Name = tuple[str, str]  # of a paper: its provider and number, in any case


class Known(Exception):
    """Raised when a row says what is booked already."""


class Repeated(Refusal):
    """Raised when a row says again what one above it says."""


class Ledger(Protocol):
    """What the books say about the rows of one kind, asked once for all of them."""

    def entry(self, told: InvoicePart | ContributionPart, *, at: datetime) -> tuple[Draft, str]:
        """Return the entry that a row asks for, and its key; refuse it, or raise `Known`."""


class InvoiceLedger:
    """Which invoices are booked, and what is left of what is promised to each request."""

    def __init__(self, fund_year: FundYear, told: list[InvoicePart], *, on: date) -> None:
        self.fund_year, self.books, self.on = fund_year, Books.of(fund_year), on
        self.ids = partner_ids(fund_year)
        self.held = holdings.held_by(fund_year, {part.about for part in told})
        self.requests = Requests(told)
        self.booked: dict[Name, list[Invoice]] = defaultdict(list)
        self.voided: Counter[tuple[Name, str]] = Counter()
        self.above: dict[Name, list[InvoicePart]] = defaultdict(list)
        numbers = {part.number.lower() for part in told}
        known = Invoice.objects.annotate(lower=Lower("number")).filter(
            fund_id=fund_year.fund_id, lower__in=numbers
        )
        for invoice in known:
            if invoice.stage != InvoiceStage.VOIDED:
                self.booked[_name(invoice)].append(invoice)
            elif invoice.fund_year_id == fund_year.pk:
                self.voided[_name(invoice), invoice.about] += 1

    def entry(self, told: InvoicePart | ContributionPart, *, at: datetime) -> tuple[Draft, str]:
        """Return the entry that books an invoice, and take it from what its request holds."""
        assert isinstance(told, InvoicePart), "A file of invoices holds invoices."
        name = _name(told)
        if invoicing.booked_already(self.booked[name], self.fund_year, told, self.requests):
            raise Known
        for above in self.above[name]:
            if above.about == told.about or not invoicing.is_beside(above, told, self.requests):
                raise Repeated(
                    f"Invoice {told.number} of {told.provider} is in a row above already."
                )
        held = self.held[told.about]
        require_all(
            partial(invoicing.require_days, self.fund_year, told, on=self.on),
            partial(self.requests.require, told, self.fund_year, held, on=self.on),
            partial(invoicing.require_sum, told),
            partial(invoicing.require_partners, self.fund_year, told, self.ids),
        )
        promised = self.requests.promised(told, self.fund_year, held)
        amounts = invoicing.parts(self.fund_year, told, promised, self.ids)
        order = Order(Verb.INVOICE, self.fund_year, told.about, amounts, told.received_on)
        draft = order.draft(spending.invoiced(order, self.books, held), at=at)
        self.above[name].append(told)
        self.requests.asked[told.about].append(told)
        voided = self.voided[name, told.about]
        return draft, invoicing.key_of(self.fund_year, told, voided=voided)


def _name(invoice: Invoice | InvoicePart) -> Name:
    return invoice.provider.casefold(), invoice.number.casefold()


class ContributionLedger:
    """Which papers are booked, and what agencies still have to pay of what they agreed."""

    def __init__(self, fund_year: FundYear, told: list[ContributionPart], *, on: date) -> None:
        self.fund_year, self.books = fund_year, Books.of(fund_year)
        self.ids = partner_ids(fund_year)
        self.taken_back = contributions.taken_back(fund_year, {part.about for part in told})
        keys = [self._key(part) for part in told if part.agency in self.ids]
        known = JournalEntry.objects.filter(key__in=keys)
        self.booked = dict(known.values_list("key", "asked"))
        self.above: set[str] = set()
        self.to_come = contributions.still_to_pay(fund_year, on=on)

    def _key(self, told: ContributionPart) -> str:
        paper = paper_key(self.fund_year, self.ids[told.agency], told.about)
        return contribution_key(paper, taken_back=self.taken_back[paper])

    def entry(self, told: InvoicePart | ContributionPart, *, at: datetime) -> tuple[Draft, str]:
        """Return the entry that books a contribution."""
        assert isinstance(told, ContributionPart), "A file of receipts holds receipts."
        if told.agency not in self.ids:
            raise NotAPartner(self.fund_year, [told.agency], self.ids)
        agency_id, pence = self.ids[told.agency], Pence(told.amount_pence)
        left, because = self.to_come.get(agency_id), told.accepted_because
        order = Order(
            Verb.RECEIVE,
            self.fund_year,
            told.about,
            {agency_id: pence},
            told.received_on,
            remark_on(because),
        )
        key = self._key(told)
        if asked := self.booked.get(key):
            if asked != order.fingerprint:
                raise PaperBooked(told.about)
            raise Known
        if key in self.above:
            raise Repeated(f"{told.about} of {told.agency} is in a row above already.")
        require_agreed(pence, left, because=because)
        if left is not None and not because:
            self.to_come[agency_id] = Pence(max(0, left - pence))
        self.above.add(key)
        moves: Counter[int] = Counter()
        into, out_of = AccountKind.UNCOMMITTED, AccountKind.CONTRIBUTION
        order.move(moves, self.books, into=into, out_of=out_of)
        return order.draft(moves, at=at), key
