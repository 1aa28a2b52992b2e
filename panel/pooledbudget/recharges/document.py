"""What is told of a recharge, shared by forms and API."""

from typing import Annotated

from pydantic import Field

from panel.parsing import Part
from panel.pooledbudget.document import Code
from panel.pooledbudget.invoices.document import Amount, Day, Reason


class RechargePart(Part):
    """What an agency is asked to pay back. `about`: the reference of the request it is for."""

    agency: Code
    about: Annotated[str, Field(min_length=1, max_length=80)]
    amount_pence: Amount
    issued_on: Day
    due_on: Day
    reason: Reason


class RechargeAskedPart(RechargePart):
    """The same, and the year of the fund that paid it: `year` is that of its April."""

    fund: Code
    year: Annotated[int, Field(ge=2000, le=2100)]


class RecoveredPart(Part):
    """The day on which the agency paid it back."""

    recovered_on: Day
