"""What may be sent to a fund over JSON. Amounts are pence, agencies are named by their code."""

from datetime import date
from typing import Annotated

from pydantic import Field

from panel.clock import EARLIEST, LATEST
from panel.money import MOST
from panel.parsing import Part
from panel.pooledbudget.accounts import FundKind

LONGEST_REASON = 55  # it stands in the entry's own words, beside the paper's name
Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=50)]


class FundPart(Part):
    """A fund to be set up. `host`: the agency that keeps the money."""

    code: Code
    name: Annotated[str, Field(min_length=1, max_length=120)]
    kind: FundKind
    host: Code


class FundYearPart(Part):
    """The books of the year from 1 April of `year`, for the agencies with a part in them."""

    year: Annotated[int, Field(ge=2000, le=2100)]
    agencies: Annotated[tuple[Code, ...], Field(min_length=1, max_length=50)]


class ContributionPart(Part):
    """What an agency has paid in. `about`: the remittance, booked once.

    `instalment`: the number of the one it is for, as the statement gives it, if it is for one.
    `received_on`: the day on which it came in; left out, that of the booking.
    `accepted_because`: why it comes on top of what the agency agreed, as interest for paying late
    does; it then counts for no instalment, and for nothing that is still to come.
    """

    agency: Code
    amount_pence: Annotated[int, Field(gt=0, le=MOST)]
    about: Annotated[str, Field(min_length=1, max_length=80)]
    instalment: int | None = None
    received_on: Annotated[date, Field(ge=EARLIEST, le=LATEST)] | None = None
    accepted_because: Annotated[str, Field(max_length=LONGEST_REASON)] = ""


class TakeBackPart(Part):
    """A contribution booked by mistake: the number of its entry, and what was wrong with it."""

    number: Annotated[int, Field(ge=1, le=MOST)]
    reason: Annotated[str, Field(min_length=1, max_length=100)]


class YearInvoicedPart(Part):
    """Why nothing more is invoiced for a request's days in a year of a fund that is over."""

    fund: Code
    year: Annotated[int, Field(ge=2000, le=2100)]
    reason: Annotated[str, Field(min_length=1, max_length=LONGEST_REASON)]


class SettlePart(Part):
    """How a year is settled.

    `late_is_known`: by what came in, without contributions that are late; to be said if any is.
    """

    late_is_known: bool = False


class ReopenPart(Part):
    """Why the books of a closed year are opened again."""

    reason: Annotated[str, Field(min_length=1, max_length=300)]
