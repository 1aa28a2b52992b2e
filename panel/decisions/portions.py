"""Which part of a placement each agency pays, as pages and records both tell it."""

from collections.abc import Collection

from panel.cases import costing
from panel.decisions.models import ShareApproval
from panel.money import BasisPoints, Pence


def of(shares: Collection[ShareApproval]) -> dict[str, BasisPoints]:
    """Return each agency's part of the cost, by its code, as the comparison of options does."""
    return costing.portions(
        {share.agency.code: Pence(share.full_year_pence) for share in shares},
        {share.agency.code: Pence(share.this_year_pence) for share in shares},
    )
