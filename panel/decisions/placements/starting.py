"""On which days a placement can start, in a sentence."""

from datetime import date

from panel.cases import queries
from panel.cases.models import Placement
from panel.cases.placement_stages import PlacementStage
from panel.cases.placements import agreements
from panel.cases.placements.preparing import first_days
from panel.presentation import formatting


def days(placement: Placement, *, on: date) -> str:
    """Say from when to when: a later day than was agreed costs what its days do."""
    agreement = agreements.in_force(placement)
    if agreement is None:
        return ""
    rules = queries.rules_for(placement.placement_request, on=on)
    first = max(day for day, _ in first_days(placement, agreement, rules, in_emergency=False))
    why = " Before that not all was signed and done: an emergency alone can start earlier."
    why = why if first > agreement.starts_on else ""
    return f"From {formatting.day(first)} to {formatting.day(agreement.ends_on)}.{why}"


def ends(placement: Placement) -> str:
    """Say what it ends; empty where it ends nothing."""
    before = placement.follows
    if before is None or before.stage == PlacementStage.ENDED:
        return ""
    return f"{before}, which it changes, ends the day before."
