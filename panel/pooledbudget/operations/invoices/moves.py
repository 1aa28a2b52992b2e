"""Passing, paying and voiding: who booked an invoice doesn't pass it, who passed doesn’t pay."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from panel import clock
from panel.agencies import access
from panel.agencies.access import Permission
from panel.agencies.models import Person
from panel.audit import log
from panel.money import Pence
from panel.pooledbudget import journal, restating
from panel.pooledbudget.invoices import queries as invoice_queries
from panel.pooledbudget.models import Invoice, JournalEntry
from panel.pooledbudget.operations.ledger import spending, superseded


@dataclass(frozen=True)
class Facts:
    """What the chart's guards ask."""

    is_another_than_booked: bool
    is_another_than_passed: bool
    is_uncredited: bool


@transaction.atomic
def approve_invoice(*, invoice_id: int, by: Person, at: datetime) -> Invoice:
    """Pass an invoice for payment: for a lead of an agency that pays, or another fund manager.

    Raises:
        access.Refused: This person passes no invoices of those agencies.
        chart.MoveRefused: They booked it themselves, or it isn't waiting to be passed.
    """
    invoice = locked(invoice_id)
    _move(invoice, "approve", by=by, at=at)
    invoice.approved_at, invoice.approved_by = at, by
    invoice.save()
    return invoice


@transaction.atomic
def pay_invoice(*, invoice_id: int, by: Person, at: datetime) -> Invoice:
    """Book that a provider was paid what the credit notes against its invoice leave.

    Raises:
        access.Refused: This person doesn't post to the panel's fund.
        chart.MoveRefused: They passed it themselves, or it isn't passed.
        PeriodClosed: The books of the year are closed.
    """
    invoice = locked(invoice_id)
    _move(invoice, "pay", by=by, at=at)
    invoice.paid_at, invoice.paid_by = at, by
    invoice.payment = _post_payment(invoice, by=by, at=at)
    invoice.save()
    return invoice


@transaction.atomic
def void_invoice(*, invoice_id: int, reason: str, by: Person, at: datetime) -> Invoice:
    """Undo an invoice that isn't paid: what it took goes back where it was taken.

    What of that is for days which its request no longer pays for goes on to the pot.

    Raises:
        access.Refused: This person doesn't post to the panel's fund.
        chart.MoveRefused: It is paid or void, or there are credit notes against it.
        PeriodClosed: The books of the year are closed.
    """
    invoice = locked(invoice_id)
    _move(invoice, "void", by=by, at=at)
    invoice.voided_at, invoice.voided_by, invoice.void_reason = at, by, reason
    asked = invoice_queries.shares(invoice)
    (standing,) = restating.standing([invoice.entry_id])
    journal.reverse(
        entry_id=standing,
        memo=f"{invoice.about}: invoice void: {reason}",
        key=f"invoice/{invoice.pk}/void",
        by=by,
        at=at,
    )
    superseded.give_back(invoice, asked, key=f"invoice/{invoice.pk}/superseded", by=by, at=at)
    invoice.save()
    return invoice


def locked(invoice_id: int) -> Invoice:
    """Lock an invoice, and how it is divided, until the transaction ends."""
    invoices = Invoice.objects.select_for_update(of=("self",))
    invoice = invoices.select_related("fund_year__fund", "entry").get(pk=invoice_id)
    journal.hold(invoice.about)
    return invoice


def _move(invoice: Invoice, name: str, *, by: Person, at: datetime) -> None:
    """Move a locked invoice in memory, and record where that led."""
    access.of(by, on=clock.date_of(at)).require(
        Permission(Invoice.permission_for(name)),
        panel_id=invoice.fund_year.fund.panel_id,
        agency_ids=invoice_queries.payers(invoice),
    )
    facts = Facts(
        is_another_than_booked=invoice.received_by_id != by.pk,
        is_another_than_passed=invoice.approved_by_id != by.pk,
        is_uncredited=not invoice.credit_notes.exists(),
    )
    source, target = invoice.make(name, facts=facts)
    payload = {"from": source, "to": target}
    log.record(subject=f"invoice {invoice.pk}", kind=name, by=by, at=at, payload=payload)


def _post_payment(invoice: Invoice, *, by: Person, at: datetime) -> JournalEntry | None:
    amounts = {agency: Pence(left) for agency, left in invoice_queries.shares(invoice).items()}
    if not amounts:
        return None
    return spending.pay(
        fund_year=invoice.fund_year,
        about=invoice.about,
        amounts=amounts,
        key=f"invoice/{invoice.pk}/pay",
        by=by,
        at=at,
    )
