"""What may be sent about agreed contributions over JSON. Amounts are pence."""

from typing import Annotated

from pydantic import Field

from panel.money import MOST
from panel.pooledbudget.agreements.document import AgencyPart, Day, Reason

Amount = Annotated[int, Field(ge=0, le=MOST)]


class ComponentsPart(AgencyPart):
    """What an agency pays into the whole year; efficiency and charges are taken off."""

    rolled_forward_pence: Amount = 0
    uplift_pence: Amount = 0
    efficiency_pence: Amount = 0
    top_up_pence: Amount = 0
    one_off_pence: Amount = 0
    charges_pence: Amount = 0


class ContributionChangePart(ComponentsPart):
    """The amounts of the whole year anew, from which day they apply, and why."""

    applies_from: Day
    reason: Reason
