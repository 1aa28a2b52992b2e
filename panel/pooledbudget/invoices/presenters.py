"""What the pages say of invoices, as plain values. Nothing here asks the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from panel.agencies.access import Access, Permission
from panel.agencies.models import Agency, Person
from panel.money import Pence, in_pounds
from panel.pooledbudget.invoices.queries import UNPAID, CreditedInvoice
from panel.pooledbudget.models import CreditNote, Invoice
from panel.pooledbudget.stages import InvoiceStage
from panel.presentation import formatting
from panel.presentation.due import by_when
from panel.presentation.parts import Cell, Fact, Link, Row, Total
from panel.presentation.tones import of_state

HEADINGS = ("Invoice", "Request", "For", "Amount", "Due", "Stands")
CREDIT_HEADINGS = ("Credit note", "Written", "Amount", "For")


@dataclass(frozen=True)
class InvoicePage:
    """Everything that `pooledbudget/invoice.html` shows."""

    invoice: Invoice
    facts: Sequence[Fact]
    shares: Sequence[Fact]
    credit_headings: Sequence[str]
    credits: Sequence[Row]
    presses: Sequence[Link]  # what one button does
    ways: Sequence[Link]  # what asks something first
    waits: str  # a sentence where somebody else has to act
    taken_over: Sequence[str]  # a sentence for each request that pays for days of it now


def row(invoice: CreditedInvoice, *, on: date) -> Row:
    """Return an invoice's line in the list."""
    credited = invoice.credited_pence
    note = f"{in_pounds(Pence(credited))} of it credited" if credited else ""
    return Row(
        heading=f"{invoice.provider}, {invoice.number}",
        cells=(
            Cell(invoice.about),
            Cell(formatting.day_range(invoice.first_day, invoice.last_day)),
            Cell(in_pounds(Pence(invoice.amount_pence)), note=note),
            due(invoice, on=on),
            Cell(invoice.get_stage_display(), tone=of_state(invoice.stage)),
        ),
        address=reverse("invoice", args=[invoice.pk]),
    )


def what(invoice: CreditedInvoice) -> list[str]:
    """Say what is left of an invoice, and for what, above a form about it."""
    credited = invoice.credited_pence
    days = formatting.day_range(invoice.first_day, invoice.last_day)
    return [invoice.about, days, in_pounds(Pence(invoice.amount_pence - credited))]


def total(left: Pence) -> Total:
    """Return what the invoices come to that a figure adds up."""
    return Total(in_pounds(left), "What these invoices come to, less what is credited of them.")


def due(invoice: Invoice, *, on: date) -> Cell:
    """Say when it is due and, while it isn't paid, by how many days it is late."""
    if invoice.stage in UNPAID:
        return by_when(invoice.due_on, on=on)
    return Cell(formatting.short_day(invoice.due_on))


def page(
    invoice: Invoice,
    shares: Mapping[int, int],
    agencies: Mapping[int, Agency],
    access: Access,
    *,
    taken_over: Mapping[str, tuple[date, date]],
    waits: bool,
) -> InvoicePage:
    """Return one invoice's page. `shares`: what is left of it, agency id → pence.

    Args:
        taken_over: reference of another request → the days of the invoice that it pays for.
        waits: it is this reader who is to pass or to pay it.
    """
    notes = list(invoice.credit_notes.all())
    whole = in_pounds(Pence(invoice.amount_pence - sum(note.amount_pence for note in notes)))
    left = [
        Fact(agencies[agency_id].name, in_pounds(Pence(pence)))
        for agency_id, pence in shares.items()
    ]
    if invoice.stage != InvoiceStage.VOIDED:
        left.append(Fact("Together", whole, is_total=True))
    return InvoicePage(
        invoice=invoice,
        facts=facts(invoice, left=whole if notes else ""),
        shares=left,
        credit_headings=CREDIT_HEADINGS,
        credits=[_credit(note) for note in notes],
        presses=_presses(invoice, whole) if waits else [],
        ways=_ways(invoice, access, is_credited=bool(notes)),
        waits=_waits(invoice),
        taken_over=[_taken_over(invoice, other, days) for other, days in taken_over.items()],
    )


def facts(invoice: Invoice, *, left: str) -> list[Fact]:
    """Return what is known of an invoice and became of it; `left`: by credit notes, if any."""
    known = [
        Fact("Stands", invoice.get_stage_display()),
        Fact("Request", invoice.about),
        Fact("Fund", str(invoice.fund_year)),
        Fact("Written", formatting.day(invoice.dated_on)),
        Fact("Due", formatting.day(invoice.due_on)),
        Fact("For", formatting.day_range(invoice.first_day, invoice.last_day)),
        Fact("Amount", in_pounds(Pence(invoice.amount_pence))),
        Fact("Came in", formatting.day(invoice.came_in_on)),
        Fact("Booked", _act(invoice.received_by, invoice.received_at)),
    ]
    if invoice.entry.effective_on != invoice.came_in_on:
        counts = Fact("Counts in its year as on", formatting.day(invoice.entry.effective_on))
        known.insert(-1, counts)
    if left:
        known.insert(7, Fact("Left after credit notes", left))
    if invoice.accepted_because:
        known.insert(6, Fact("Taken all the same because", invoice.accepted_because))
    if invoice.approved_by and invoice.approved_at:
        known.append(Fact("Passed", _act(invoice.approved_by, invoice.approved_at)))
    if invoice.paid_by and invoice.paid_at:
        known.append(Fact("Paid", _act(invoice.paid_by, invoice.paid_at)))
    if invoice.voided_by and invoice.voided_at:
        act = _act(invoice.voided_by, invoice.voided_at)
        known.append(Fact("Void", f"{act}: {invoice.void_reason}"))
    return known


def _taken_over(invoice: Invoice, other: str, days: tuple[date, date]) -> str:
    is_whole = days == (invoice.first_day, invoice.last_day)
    way = "Book a credit note for them"
    if is_whole and invoice.stage != InvoiceStage.PAID:
        way = "Void it"
    return (
        f"{other} pays for {formatting.day_range(*days)} now, as it is divided there. "
        f"{way}, and book them for {other}."
    )


def _act(by: Person, at: datetime) -> str:
    return f"{formatting.moment(at)}, {by.name}"


def _credit(note: CreditNote) -> Row:
    written, amount = formatting.day(note.dated_on), in_pounds(Pence(note.amount_pence))
    return Row(note.number, (Cell(written), Cell(amount), Cell(note.reason)))


def _presses(invoice: Invoice, left: str) -> list[Link]:
    if invoice.stage == InvoiceStage.RECEIVED:
        return [Link(f"Pass {left} for payment", reverse("invoice-approve", args=[invoice.pk]))]
    return [Link(f"Book that {left} is paid", reverse("invoice-pay", args=[invoice.pk]))]


def _ways(invoice: Invoice, access: Access, *, is_credited: bool) -> list[Link]:
    keeps = access.may(Permission.FUND_POST, panel_id=invoice.fund_year.fund.panel_id)
    if not keeps or invoice.stage == InvoiceStage.VOIDED:
        return []
    ways = [Link("Book a credit note", reverse("invoice-credit", args=[invoice.pk]))]
    if invoice.stage != InvoiceStage.PAID and not is_credited:
        ways.append(Link("Void it", reverse("invoice-void", args=[invoice.pk])))
    return ways


def _waits(invoice: Invoice) -> str:
    match invoice.stage:
        case InvoiceStage.RECEIVED:
            return (
                "It waits to be passed by somebody who did not book it: a lead of an agency that "
                "pays, or another fund manager."
            )
        case InvoiceStage.APPROVED:
            return "It waits to be paid by a fund manager who did not pass it."
    return ""
