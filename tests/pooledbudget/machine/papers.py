"""The verbs of officers: contributions, invoices, credit notes, recharges and imported files."""

from datetime import date

from hypothesis import strategies as st
from hypothesis.stateful import rule

from panel.money import Pence, in_pounds
from panel.pooledbudget import operations
from panel.pooledbudget.accounts import AccountKind, Verb
from panel.pooledbudget.models import Invoice, JournalEntry, Recharge
from panel.pooledbudget.models.imports import ImportKind
from tests.pooledbudget import imported, invoiced
from tests.pooledbudget.builders import MONDAY_9AM, a_key
from tests.pooledbudget.machine.base import CHILDREN, SOME, WHICH, Machine
from tests.pooledbudget.recharged import a_recharge


class PaperRules(Machine):
    """What is booked from a paper, and what is done with it afterwards."""

    @rule(pence=SOME, is_health=st.booleans())
    def receive_contribution(self, pence: int, is_health: bool) -> None:
        if self.attempt(lambda: self.books.receive(pence, agency=self.agency(is_health))):
            self.received += pence

    @rule(pence=SOME, is_health=st.booleans(), paper=WHICH)
    def book_contribution(self, pence: int, is_health: bool, paper: int) -> None:
        booked = self.attempt(
            lambda: operations.book_contribution(
                **self.year,
                agency_id=self.agency(is_health).pk,
                paid=operations.Remittance(f"remittance {paper}", Pence(pence)),
                at=MONDAY_9AM,
            )
        )
        if booked is not None and not booked.is_repeat:
            self.received += pence

    @rule(which=WHICH)
    def take_back_contribution(self, which: int) -> None:
        standing = JournalEntry.objects.filter(
            fund_year=self.books.fund_year, verb=Verb.RECEIVE, reversed_by=None
        )
        entry = self.pick(standing.order_by("pk"), which)
        if entry is None:
            return
        pence = sum(entry.postings.filter(side="debit").values_list("amount_pence", flat=True))
        taken = self.attempt(
            lambda: operations.take_back_contribution(
                entry_id=entry.pk, reason="Paid twice", by=self.books.manager, at=MONDAY_9AM
            )
        )
        if taken is not None:
            self.received -= pence
            self.is_out_of_order = True

    @rule(about=CHILDREN, part=st.integers(1, 4))
    def book_invoice(self, about: str, part: int) -> None:
        promised = sum(self.held(about, AccountKind.COMMITTED))
        asked = invoiced.an_invoice(1 + promised // part, about=about, accepted_because="Hours.")
        self.attempt(lambda: invoiced.book(self.books, asked))

    @rule(which=WHICH)
    def approve_invoice(self, which: int) -> None:
        if invoice := self.invoice(which):
            self.attempt(lambda: invoiced.pass_it(invoice, self.county.second))

    @rule(which=WHICH)
    def pay_invoice(self, which: int) -> None:
        if invoice := self.invoice(which):
            self.attempt(lambda: invoiced.pay(invoice, self.books.manager))

    @rule(which=WHICH)
    def void_invoice(self, which: int) -> None:
        invoice = self.invoice(which)
        if invoice and self.attempt(lambda: invoiced.void(invoice, self.books.manager)):
            self.is_out_of_order = True

    @rule(which=WHICH, pence=SOME)
    def credit_invoice(self, which: int, pence: int) -> None:
        if invoice := self.invoice(which):
            note = invoiced.a_credit_note(1 + pence % invoice.amount_pence)
            self.attempt(lambda: invoiced.credit(invoice, note, self.books.manager))

    def invoice(self, which: int) -> Invoice | None:
        return self.pick(Invoice.objects.order_by("pk"), which)

    @rule(about=CHILDREN, part=st.integers(1, 4), is_health=st.booleans(), day=st.integers(1, 4))
    def issue_recharge(self, about: str, part: int, is_health: bool, day: int) -> None:
        spent = self.held(about, AccountKind.SPENT)[is_health]
        asked = a_recharge(
            1 + spent // part,
            agency=self.agency(is_health).code,
            about=about,
            issued_on=date(2026, 5, day),
        )
        self.attempt(
            lambda: operations.issue_recharge(
                fund_year=self.books.fund_year,
                recharge=asked,
                by=self.books.manager,
                at=MONDAY_9AM,
            )
        )

    @rule(which=WHICH)
    def recover_recharge(self, which: int) -> None:
        if row := self.recharge(which):
            self.attempt(
                lambda: operations.recover_recharge(
                    recharge_id=row.pk,
                    recovered_on=MONDAY_9AM.date(),
                    by=self.books.manager,
                    at=MONDAY_9AM,
                )
            )

    @rule(which=WHICH)
    def withdraw_recharge(self, which: int) -> None:
        row = self.recharge(which)
        if row and self.attempt(
            lambda: operations.withdraw_recharge(
                recharge_id=row.pk, by=self.books.manager, at=MONDAY_9AM
            )
        ):
            self.is_out_of_order = True

    def recharge(self, which: int) -> Recharge | None:
        return self.pick(Recharge.objects.order_by("pk"), which)

    @rule(about=CHILDREN, pence=SOME)
    def post_rows(self, about: str, pence: int) -> None:
        """A file of one receipt, and one of an invoice, each posted by a worker."""
        amount = in_pounds(Pence(pence)).strip("£").replace(",", "")
        receipt = imported.a_file(f"education,{a_key()},{amount}", headings=imported.RECEIPTS)
        invoice = imported.a_file(
            imported.an_invoice_row(1, about=about, amount=amount, Number=a_key())
        )
        for file, kind in ((receipt, ImportKind.CONTRIBUTIONS), (invoice, ImportKind.INVOICES)):
            source = imported.post(self.books, imported.check(self.books, file, kind))
            if kind is ImportKind.CONTRIBUTIONS and source.rows.filter(outcome="posted").exists():
                self.received += pence
