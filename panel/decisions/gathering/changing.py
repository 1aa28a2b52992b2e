"""Gathers what a request would change: the placement, why, and the terms that stand."""

from panel.cases import placement_queries
from panel.cases.models import PlacementRequest
from panel.decisions import evidence
from panel.decisions.terms import standing
from panel.money import Pence


def change(placement_request: PlacementRequest) -> evidence.Change | None:
    """Return the change that a request asks for; None of one for a new placement."""
    asked = placement_queries.change_asked(placement_request)
    if asked is None:
        return None
    agreement = placement_queries.agreement_in_force(asked.placement)
    terms = standing(asked.placement)
    return evidence.Change(
        placement=asked.placement.placement_request.reference,
        what=asked.get_kind_display(),
        because=asked.reason,
        applies_from=asked.applies_from,
        provider=terms.provider,
        weeks_per_year=terms.weeks_per_year,
        weekly_pence=terms.weekly_pence or Pence(0),
        ends_on=terms.ends_on,
        approved_until=agreement.approved_until if agreement else None,
        shares=tuple(
            evidence.Part(agency=agency, basis_points=part)
            for agency, part in terms.portions.items()
        ),
    )
