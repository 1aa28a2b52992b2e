"""Which part of a placement each agency pays, as pages and records both tell it."""

from collections.abc import Collection

from panel.cases.costs import costing
from panel.decisions.models import ShareApproval
from panel.money import BasisPoints, Pence


def of(shares: Collection[ShareApproval]) -> dict[str, BasisPoints]:
    """Return each agency's part of the cost, by its code, as the comparison of options does."""
    yearly = {one.agency.code: Pence(one.full_year_pence + one.once_pence) for one in shares}
    return costing.portions(yearly) or dict.fromkeys(yearly, BasisPoints(0))
