"""Invoices, and those who pass them, built by the real operations."""

from datetime import date
from itertools import count
from typing import Any

from panel.agencies import operations as agencies
from panel.agencies.models import Agency, Panel, Person, Role
from panel.audit import log
from panel.money import Pence
from panel.pooledbudget import operations
from panel.pooledbudget.invoices.document import CreditNotePart, InvoicePart
from panel.pooledbudget.models import CreditNote, FundYear, Invoice
from tests.builders import a_person
from tests.pooledbudget.builders import MONDAY_9AM, Books

CHILD = "JRAP-2026-00042"
PROMISED = "JRAP-2026-77777"  # a request that only the ledger knows
CHANGE, EXTENSION, OTHER_CHANGE = (f"JRAP-2026-0004{number}" for number in (3, 4, 5))
_NUMBERS = count(1)


def an_invoice(amount_pence: int = 12_000, **changes: Any) -> InvoicePart:
    """Return what a provider asks for April, or once more, by a number of its own."""
    told: dict[str, Any] = {
        "about": CHILD,
        "provider": "Alder Vale",  # with which placements of `tests.builders` are
        "number": f"LH/{next(_NUMBERS)}",
        "dated_on": date(2026, 5, 1),
        "due_on": date(2026, 5, 31),
        "first_day": date(2026, 4, 1),
        "last_day": date(2026, 4, 30),
        "amount_pence": amount_pence,
        "accepted_because": "Another part of the same month",
    }
    return InvoicePart(**told | changes)


def a_credit_note(amount_pence: int, **changes: Any) -> CreditNotePart:
    """Return what a provider takes back, with a number that no other call has had."""
    told: dict[str, Any] = {
        "number": f"CN/{next(_NUMBERS)}",
        "dated_on": date(2026, 5, 2),
        "amount_pence": amount_pence,
        "reason": "Away for a week",
    }
    return CreditNotePart(**told | changes)


def book(books: Books, invoice: InvoicePart | None = None) -> Invoice:
    """Book an invoice as the fund's manager."""
    return operations.book_invoice(
        fund_year=books.fund_year,
        invoice=invoice or an_invoice(),
        by=books.manager,
        at=MONDAY_9AM,
    )


def changes() -> None:
    """Record two changes of the child's placement, and an extension of the first of them."""
    for asked, before, kind in (
        (CHANGE, CHILD, "change_asked"),
        (EXTENSION, CHANGE, "represented"),
        (OTHER_CHANGE, CHILD, "change_asked"),
    ):
        for subject, said, payload in (
            (f"placement {before}", kind, {"request": asked}),
            (asked, "approve", {"changes": before}),
        ):
            log.record(subject=subject, kind=said, by=None, at=MONDAY_9AM, payload=payload)


def booked_invoice(fund_year: FundYear) -> Invoice:
    """Return an invoice about a request to which the sample's panel has promised money."""
    manager, agencies = a_person(Role.FUND_MANAGER), fund_year.fund.panel.agencies.all()
    operations.commit(
        fund_year=fund_year,
        about=PROMISED,
        amounts={agency.pk: Pence(100_000) for agency in agencies},
        key=PROMISED,
        by=manager,
        at=MONDAY_9AM,
    )
    return operations.book_invoice(
        fund_year=fund_year, invoice=an_invoice(about=PROMISED), by=manager, at=MONDAY_9AM
    )


def pass_it(invoice: Invoice, by: Person) -> Invoice:
    """Pass it for payment."""
    return operations.approve_invoice(invoice_id=invoice.pk, by=by, at=MONDAY_9AM)


def pay(invoice: Invoice, by: Person) -> Invoice:
    """Book that it is paid."""
    return operations.pay_invoice(invoice_id=invoice.pk, by=by, at=MONDAY_9AM)


def void(invoice: Invoice, by: Person) -> Invoice:
    """Undo it."""
    return operations.void_invoice(
        invoice_id=invoice.pk, reason="Another child’s", by=by, at=MONDAY_9AM
    )


def credit(invoice: Invoice, note: CreditNotePart, by: Person) -> CreditNote:
    """Book a credit note against it."""
    return operations.credit_invoice(invoice_id=invoice.pk, note=note, by=by, at=MONDAY_9AM)


def a_lead(fund_year: FundYear, agency: Agency) -> Person:
    """Return somebody who leads an agency on the fund's panel."""
    username = f"lead.{agency.code}@example.org"
    return _appointed(username, Role.AGENCY_LEAD, fund_year.fund.panel, agency.pk)


def another_manager(fund_year: FundYear) -> Person:
    """Return a second person who manages the fund."""
    return _appointed("second@example.org", Role.FUND_MANAGER, fund_year.fund.panel, None)


def _appointed(username: str, role: Role, panel: Panel, agency_id: int | None) -> Person:
    person, is_new = Person.objects.get_or_create(username=username, defaults={"name": "Al Other"})
    if is_new:
        agencies.appoint(
            person_id=person.pk,
            panel_id=panel.pk,
            role=role,
            agency_id=agency_id,
            starts_on=date(2020, 4, 1),
            by=None,
            at=MONDAY_9AM,
        )
    return person
