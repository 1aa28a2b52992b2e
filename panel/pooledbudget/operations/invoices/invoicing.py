"""Booking a provider's invoice: once, for no more than is promised, divided between agencies."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from panel import clock
from panel.agencies.models import Person
from panel.audit import log
from panel.money import Pence, in_pounds, split
from panel.parsing import Fault
from panel.pooledbudget import chain, holdings, journal, payees
from panel.pooledbudget.books import NotAPartner, partner_ids
from panel.pooledbudget.invoices import queries as invoice_queries
from panel.pooledbudget.invoices.document import DAYS, InvoicePart
from panel.pooledbudget.models import FundYear, Invoice
from panel.pooledbudget.operations.invoices.fitting import Requests
from panel.pooledbudget.operations.ledger.ordering import Amounts
from panel.pooledbudget.operations.ledger.spending import invoice as post_invoice
from panel.pooledbudget.operations.years.opening import require_keeper
from panel.pooledbudget.stages import InvoiceStage
from panel.refusals import Lacking, Refusal


class AlreadyBooked(Refusal):
    """Raised when a provider's number is booked already, for something else."""

    field = "number"

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} is booked already, and says something else. Check its number.")


class WrongDays(Lacking):
    """Raised when an invoice's days can't be, or lie outside the year that shall pay for them."""


class SharesDiffer(Refusal):
    """Raised when the agencies' parts of an invoice don't come to its amount."""

    field = "amount_pence"

    def __init__(self, parts: int, whole: int) -> None:
        told, asked = in_pounds(Pence(parts)), in_pounds(Pence(whole))
        super().__init__(f"The agencies’ shares come to {told}; the invoice is for {asked}.")


@transaction.atomic
def book_invoice(
    *, fund_year: FundYear, invoice: InvoicePart, by: Person, at: datetime
) -> Invoice:
    """
    Book what a provider asks. The same invoice again gives the first back and moves nothing.

    Raises:
        access.Refused: This person doesn't post to the panel's fund.
        AlreadyBooked: Its number is booked, and says something else.
        WrongDays: Its days can't be, or aren't the year's.
        NothingPromised: The year promises nothing to its request.
        OtherProvider: The request's child is placed with another.
        DaysInDoubt: It asks for days that may not be paid for, and doesn't say why.
        PromisedLess: It asks more than what is left of what is promised for the request.
        SharesDiffer: The agencies' parts don't come to its amount.
        NotThatDay: It came in on a day to come, or before the year.
        PeriodClosed: The books of the year are closed.
    """
    require_keeper(by, panel_id=fund_year.fund.panel_id, at=at)
    payees.hold([invoice.about])
    journal.hold_fund(fund_year.fund_id)  # what an import books meanwhile is known by then
    known = invoice_queries.booked(fund_year, provider=invoice.provider, number=invoice.number)
    in_force, requests = known.exclude(stage=InvoiceStage.VOIDED), Requests([invoice])
    if standing := booked_already(in_force, fund_year, invoice, requests):
        return standing
    require_days(fund_year, invoice, on=clock.date_of(at))
    held = holdings.held(fund_year, invoice.about)
    requests.require(invoice, fund_year, held, on=clock.date_of(at))
    promised = requests.promised(invoice, fund_year, held)
    entry = post_invoice(
        fund_year=fund_year,
        about=invoice.about,
        amounts=parts(fund_year, invoice, promised, partner_ids(fund_year)),
        on=invoice.received_on,
        key=key_of(fund_year, invoice, voided=_in_vain(known, fund_year, invoice)),
        by=by,
        at=at,
    )
    return keep([(invoice, entry.pk)], fund_year, by=by, at=at)[0]


def keep(
    booked: Iterable[tuple[InvoicePart, int]], fund_year: FundYear, *, by: Person, at: datetime
) -> list[Invoice]:
    """Write invoices down behind their entries, by whose ids they come, each with its event.

    How one is divided, its entry says.
    """
    said_otherwise = {"shares_pence", "received_on"}
    kept = Invoice.objects.bulk_create(
        Invoice(
            **told.model_dump(include={*InvoicePart.model_fields} - said_otherwise),
            received_on=told.received_on or clock.date_of(at),
            fund_id=fund_year.fund_id,
            fund_year=fund_year,
            entry_id=entry_id,
            received_at=at,
            received_by=by,
        )
        for told, entry_id in booked
    )
    events = {
        f"invoice {one.pk}": {"about": one.about, "amount_pence": one.amount_pence} for one in kept
    }
    log.record_all(events, kind="invoice_received", by=by, at=at)
    return kept


def key_of(fund_year: FundYear, invoice: InvoicePart, *, voided: int) -> str:
    """Return the key of an invoice's entry; `voided`: how often its number was booked in vain."""
    said = invoice.provider.casefold(), invoice.number.casefold(), invoice.about, fund_year.pk
    return f"invoice/{fund_year.fund_id}/{chain.fingerprint(*said)}/{voided}"


def _in_vain(known: QuerySet[Invoice], fund_year: FundYear, invoice: InvoicePart) -> int:
    """Count how often it was booked and voided, of what is `known` by its number."""
    return known.filter(fund_year=fund_year, about=invoice.about).count()


def booked_already(
    known: Iterable[Invoice], fund_year: FundYear, asked: InvoicePart, requests: Requests
) -> Invoice | None:
    """Return what is booked as asked, of what is `known` by its number; None if nothing is.

    Raises:
        AlreadyBooked: Something else is, that isn't another part of the same paper.
    """
    for standing in known:
        if (standing.about, standing.fund_year_id) == (asked.about, fund_year.pk):
            _require_same(standing, asked)
            return standing
        if not is_beside(standing, asked, requests):
            raise AlreadyBooked(str(standing))
    return None


def is_beside(other: Invoice | InvoicePart, asked: InvoicePart, requests: Requests) -> bool:
    """Say whether two by one number are parts of a paper, each for days of the same placement.

    One across the day of a change, or across 31 March, has a part for each request and year.
    """
    same_paper = (other.dated_on, other.due_on) == (asked.dated_on, asked.due_on)
    return same_paper and other.about in requests.same_placement[asked.about]


def _require_same(standing: Invoice, asked: InvoicePart) -> None:
    """Raise `AlreadyBooked` where an invoice that is booked says something else than is asked."""
    same = ("dated_on", "due_on", "first_day", "last_day", "amount_pence")
    is_same = all(getattr(standing, name) == getattr(asked, name) for name in same)
    if not is_same or asked.received_on not in (None, standing.came_in_on):
        raise AlreadyBooked(str(standing))


def require_days(fund_year: FundYear, invoice: InvoicePart, *, on: date) -> None:
    """Raise `WrongDays` for days that can't be, or that another year pays for.

    Args:
        on: the day that it is booked.
    """
    days = invoice.model_dump(include=set(DAYS), exclude_none=True)
    if wrong := [*wrong_days(fund_year, days, on=on)]:
        raise WrongDays(*wrong)


def wrong_days(fund_year: FundYear, days: Mapping[str, date], *, on: date) -> Iterator[Fault]:
    """Yield a fault for each day that is wrong. `days`: those that are known, by their fields."""
    dated, first, last = (days.get(name) for name in ("dated_on", "first_day", "last_day"))
    if dated and dated > on:
        yield Fault("/dated_on", "It was written on a day that lies ahead.")
    if first and last and last < first:
        yield Fault("/last_day", "The last day that it is for lies before the first.")
    if dated and days.get("due_on", dated) < dated:
        yield Fault("/due_on", "It is due before it was written.")
    if dated and days.get("received_on", dated) < dated:
        yield Fault("/received_on", "It came in before it was written.")
    if (first and first < fund_year.starts_on) or (last and last > fund_year.ends_on):
        yield Fault(
            "/first_day",
            f"Its days are not all in {fund_year.span}. Book the part of each financial year to "
            "that year, under the same number.",
        )


def parts(
    fund_year: FundYear, invoice: InvoicePart, promised: Counter[int], ids: Mapping[str, int]
) -> Amounts:
    """Return what each agency pays, by id: as told, else as what is promised is divided.

    Args:
        ids: of the agencies with a part in the year, by code.

    Raises:
        SharesDiffer: What is told doesn't come to the amount.
        NotAPartner: It is told of another agency.
    """
    require_sum(invoice)
    require_partners(fund_year, invoice, ids)
    if not invoice.shares_pence:
        return split(Pence(invoice.amount_pence), promised)
    return {ids[code]: Pence(pence) for code, pence in invoice.shares_pence.items()}


def require_sum(invoice: InvoicePart) -> None:
    """Raise `SharesDiffer` where what agencies are told to pay doesn't come to the amount."""
    told = sum(invoice.shares_pence.values())
    if invoice.shares_pence and told != invoice.amount_pence:
        raise SharesDiffer(told, invoice.amount_pence)


def require_partners(fund_year: FundYear, invoice: InvoicePart, ids: Mapping[str, int]) -> None:
    """Raise `NotAPartner` where one is told to pay that has no part in the year."""
    if strangers := invoice.shares_pence.keys() - ids.keys():
        raise NotAPartner(fund_year, sorted(strangers), ids)
