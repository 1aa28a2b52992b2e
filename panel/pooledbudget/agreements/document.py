"""What may be sent about the agreement behind a fund over JSON."""

from datetime import date
from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from panel.clock import EARLIEST, LATEST
from panel.money import MOST
from panel.parsing import Part
from panel.pooledbudget.document import Code

Day = Annotated[date, Field(ge=EARLIEST, le=LATEST)]
Words = Annotated[str, Field(max_length=20_000)]
Reason = Annotated[str, Field(min_length=1, max_length=2_000)]


class TermsPart(Part):
    """The seven terms of SI 2000/617, regulation 7(3); the panel's rules say which it needs."""

    aims: Words = ""
    contributions: Words = ""
    functions: Words = ""
    persons: Words = ""
    staff: Words = ""
    duration_and_ending: Words = ""
    management: Words = ""


class FundAgreementPart(TermsPart):
    """A version of the agreement. `manager` is a person's number; left out, whoever states it.

    Without `ends_on` it is open. `below_pence`: how far each pot of a year may be promised beyond
    the money that has come in.
    """

    starts_on: Day
    ends_on: Day | None = None
    manager: int | None = None
    below_pence: Annotated[int, Field(ge=0, le=MOST)] = 0

    @field_validator("ends_on")
    @classmethod
    def _ends_no_earlier_than_it_starts(
        cls, day: date | None, told: ValidationInfo
    ) -> date | None:
        if day is not None and "starts_on" in told.data and day < told.data["starts_on"]:
            raise ValueError("It must end no earlier than it starts")
        return day


class AgencyPart(Part):
    """An agency that somebody speaks for."""

    agency: Code


class FundConsentPart(AgencyPart):
    """A partner's consent to the newest version, and to who manages the fund."""

    accepts_manager: bool = True


class LeavingPart(AgencyPart):
    """Notice that an agency leaves the fund."""

    reason: Reason
