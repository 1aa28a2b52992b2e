"""Booking a provider's credit note against its invoice."""

from datetime import datetime

from django.db import transaction

from panel import clock
from panel.agencies.models import Agency, Person
from panel.audit import log
from panel.money import Pence, in_pounds, split
from panel.pooledbudget import finishing, holdings
from panel.pooledbudget.accounts import AccountKind
from panel.pooledbudget.invoices import queries as invoice_queries
from panel.pooledbudget.invoices.document import CreditNotePart
from panel.pooledbudget.models import CreditNote, Invoice, JournalEntry
from panel.pooledbudget.operations.invoices.invoicing import AlreadyBooked
from panel.pooledbudget.operations.invoices.moves import locked
from panel.pooledbudget.operations.ledger import promising, spending, superseded
from panel.pooledbudget.operations.ledger.ordering import Amounts
from panel.pooledbudget.operations.years.opening import require_keeper
from panel.pooledbudget.stages import InvoiceStage
from panel.presentation import formatting
from panel.refusals import Refusal


class CreditRefused(Refusal):
    """Raised when a credit note takes back more than is left of its invoice, or it is void.

    So it is where a share that was paid was recharged to its agency since.
    """

    field = "amount_pence"


class CreditDateRefused(Refusal):
    """Raised when a credit note was written before its invoice, or on a day that lies ahead."""

    field = "dated_on"


@transaction.atomic
def credit_invoice(
    *, invoice_id: int, note: CreditNotePart, by: Person, at: datetime
) -> CreditNote:
    """
    Book a credit note, divided as what is left of the invoice. The same again moves nothing.

    What it takes back is promised to the request again, also where the provider was paid: then the
    provider owes it, and sends it or takes it off a later invoice. Once nothing more comes for the
    request, or for the year's days of it, it goes back to the pot; so does what was asked for days
    that the request no longer pays for.

    Raises:
        access.Refused: This person doesn't post to the panel's fund.
        AlreadyBooked: Its number is booked against the invoice, and says something else.
        CreditDateRefused: It is dated before the invoice, or ahead.
        CreditRefused: It takes back more than is left of the invoice, or that is void.
        PeriodClosed: The books of the year are closed.
    """
    invoice = locked(invoice_id)
    require_keeper(by, panel_id=invoice.fund_year.fund.panel_id, at=at)
    if standing := invoice.credit_notes.filter(number__iexact=note.number).first():
        return _again(standing, note)
    if note.dated_on < invoice.dated_on:
        day = formatting.day(invoice.dated_on)
        raise CreditDateRefused(f"The invoice was written on {day}, after that.")
    if note.dated_on > clock.date_of(at):
        raise CreditDateRefused("It was written on a day that lies ahead.")
    entry = _post(invoice, note, by=by, at=at)
    credited = CreditNote.objects.create(
        invoice=invoice, entry=entry, booked_at=at, booked_by=by, **note.model_dump()
    )
    payload = {"amount_pence": credited.amount_pence}
    subject = f"invoice {invoice.pk}"
    log.record(subject=subject, kind="invoice_credited", by=by, at=at, payload=payload)
    return credited


def _post(invoice: Invoice, note: CreditNotePart, *, by: Person, at: datetime) -> JournalEntry:
    """Post what a note takes back, and give to the pot what nobody will be invoiced for."""
    key = f"invoice/{invoice.pk}/credit/{note.number.casefold()}"
    parts = split(Pence(note.amount_pence), _left(invoice, note))
    if invoice.stage == InvoiceStage.PAID:
        _require_not_recharged(invoice, parts)
    entry = spending.credit(
        fund_year=invoice.fund_year,
        about=invoice.about,
        amounts=parts,
        is_paid=invoice.stage == InvoiceStage.PAID,
        key=key,
        by=by,
        at=at,
    )
    if finishing.is_finished_for(invoice.about, invoice.fund_year.year):
        promising.release_part(
            fund_year=invoice.fund_year,
            about=invoice.about,
            amounts=parts,
            key=f"{key}/released",
            by=by,
            at=at,
        )
    else:
        superseded.give_back(invoice, parts, key=f"{key}/superseded", by=by, at=at)
    return entry


def _again(standing: CreditNote, asked: CreditNotePart) -> CreditNote:
    if (standing.dated_on, standing.amount_pence) != (asked.dated_on, asked.amount_pence):
        raise AlreadyBooked(str(standing))
    return standing


def _left(invoice: Invoice, note: CreditNotePart) -> dict[int, int]:
    """Return what each agency still pays of an invoice that a credit note fits in."""
    if invoice.stage == InvoiceStage.VOIDED:
        raise CreditRefused("The invoice is void, so there is nothing to take back of it.")
    shares = invoice_queries.shares(invoice)
    if note.amount_pence > shares.total():
        left, asked = in_pounds(Pence(shares.total())), in_pounds(Pence(note.amount_pence))
        raise CreditRefused(f"{left} is left of the invoice; this would take back {asked}.")
    return dict(shares)


def _require_not_recharged(invoice: Invoice, parts: Amounts) -> None:
    """Raise `CreditRefused` where an agency was asked back for what a credit note takes back."""
    held = holdings.held(invoice.fund_year, invoice.about)
    for agency in Agency.objects.filter(pk__in=parts).order_by("name"):
        if parts[agency.pk] > held[AccountKind.SPENT, agency.pk]:
            raise CreditRefused(
                f"{agency} was recharged for its share of this. Withdraw that recharge before "
                "the credit note is booked; what was paid back already can’t be credited."
            )
