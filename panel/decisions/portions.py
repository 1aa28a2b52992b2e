"""Which part of a placement each agency pays, as pages and records both tell it."""

from collections.abc import Collection

from panel.decisions.models import ShareApproval
from panel.money import WHOLE, BasisPoints, Pence, split


def of(shares: Collection[ShareApproval]) -> dict[int, BasisPoints]:
    """
    Return each agency's part of a full year's cost, by agency id; together they are the whole.

    Of what costs nothing in a full year, such as a sum paid once, the part of this year.
    """
    weights = {share.agency_id: share.full_year_pence for share in shares}
    if not any(weights.values()):
        weights = {share.agency_id: share.this_year_pence for share in shares}
    divided = split(Pence(WHOLE), weights)
    return {agency_id: BasisPoints(part) for agency_id, part in divided.items()}
