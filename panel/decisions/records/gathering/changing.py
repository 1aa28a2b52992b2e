"""Gathers what a request would change: the placement, why, and the terms that stand."""

from panel.cases.models import PlacementRequest
from panel.cases.placements import queries as placement_queries
from panel.decisions.placements.terms import in_words, standing
from panel.decisions.records import evidence


def change(placement_request: PlacementRequest) -> evidence.Change | None:
    """Return the change that a request asks for; None of one for a new placement."""
    asked = placement_queries.change_asked(placement_request)
    if asked is None:
        return None
    return evidence.Change(
        placement=asked.placement.placement_request.reference,
        what=asked.get_kind_display(),
        because=asked.reason,
        applies_from=asked.applies_from,
        terms=in_words(standing(asked.placement, on=asked.applies_from)),
    )
