"""What is told of an invoice and of a credit note, shared by forms, imports and API."""

from datetime import date
from typing import Annotated

from pydantic import Field

from panel.clock import EARLIEST, LATEST
from panel.money import MOST
from panel.parsing import Part
from panel.pooledbudget.document import Code

Day = Annotated[date, Field(ge=EARLIEST, le=LATEST)]
Number = Annotated[str, Field(min_length=1, max_length=60)]
Amount = Annotated[int, Field(gt=0, le=MOST)]
AcceptedBecause = Annotated[str, Field(max_length=100)]
Reason = Annotated[str, Field(min_length=1, max_length=100)]


class InvoicePart(Part):
    """A provider's invoice for some days of one placement.

    `about`: the request's reference. `number`: the provider's own. `shares_pence`: agency code to
    its part; left out, the amount is split as what is promised for the request.
    `accepted_because`: why it is taken though it is of another provider than the child is placed
    with, or for days for which another asks, that lie ahead, or that the placement isn't paid for.
    `received_on`: the day on which it came in, from which the ledger counts it, at the latest from
    the year's last; left out, that of the booking.
    """

    about: Annotated[str, Field(min_length=1, max_length=80)]
    provider: Annotated[str, Field(min_length=1, max_length=200)]
    number: Number
    dated_on: Day
    due_on: Day
    first_day: Day
    last_day: Day
    amount_pence: Amount
    shares_pence: dict[Code, Amount] = {}
    accepted_because: AcceptedBecause = ""
    received_on: Day | None = None


#: Its fields that are days.
DAYS = frozenset({"dated_on", "due_on", "first_day", "last_day", "received_on"})


class InvoiceAskedPart(InvoicePart):
    """The same, and the year of the fund by which it is paid: `year` is that of its April."""

    fund: Code
    year: Annotated[int, Field(ge=2000, le=2100)]


class CreditNotePart(Part):
    """What a provider takes back of its invoice, and why. `number`: the provider's own."""

    number: Number
    dated_on: Day
    amount_pence: Amount
    reason: Reason


class VoidPart(Part):
    """Why an invoice is void."""

    reason: Reason
