"""What may be sent about virements over JSON. Amounts are pence."""

from typing import Annotated

from pydantic import Field

from panel.money import MOST
from panel.parsing import Part
from panel.pooledbudget.agreements.document import Reason
from panel.pooledbudget.document import Code
from panel.pooledbudget.models import Route


class YearOfFund(Part):
    """A year of another fund."""

    fund: Code
    year: Annotated[int, Field(ge=2000, le=2100)]


class VirementPart(Part):
    """Money that is to move.

    `from_agency`: between pots, the one it leaves. `into`: out of the fund, where it goes;
    `to_agency` is then whose money it is.
    """

    route: Route
    to_agency: Code
    amount_pence: Annotated[int, Field(gt=0, le=MOST)]
    reason: Reason
    from_agency: Code | None = None
    into: YearOfFund | None = None
