"""Questions about what was agreed with a placement's provider. Nothing here writes."""

from datetime import date

from panel.cases.models import Placement, PlacementAgreement
from panel.cases.placement_stages import RUNNING, PlacementStage


def in_force(placement: Placement) -> PlacementAgreement | None:
    """Return the latest agreement; None before the first is drawn up."""
    return max(placement.agreements.all(), key=lambda one: one.version, default=None)


def last_day(placement: Placement) -> date | None:
    """Return until when it is agreed; as approved before there is an agreement."""
    agreement = in_force(placement)
    return agreement.ends_on if agreement else placement.option.ends_on


def is_signed(placement: Placement) -> bool:
    """Say whether every signatory of the agreement in force has signed."""
    agreement = in_force(placement)
    return agreement is not None and not agreement.signatories.filter(signed_on=None).exists()


def is_same_provider(placement: Placement, agreement: PlacementAgreement) -> bool:
    """Say whether the child stays with the provider of the placement that this one changes."""
    before = placement.follows
    return before is not None and (
        before.option.provider.casefold() == agreement.provider.casefold()
    )


def not_to_redraw(placement: Placement) -> str:
    """Return why no new agreement can be drawn up; empty where one can.

    One that began unsigned may need other signatories, or other words, to be signed at all.
    """
    if placement.stage == PlacementStage.ENDED:
        return "The placement has ended."
    if placement.stage in RUNNING and is_signed(placement):
        return "It runs by the agreement that everybody signed: ask the panel for a change."
    return ""
