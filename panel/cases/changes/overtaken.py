"""A placement that ends while the panel is asked to change it, said on both sides. Reads.

Nothing is undone by it: where a provider gave notice, the child may go on to the next one as was
agreed, only not as if the placement before still ran.
"""

from panel.agencies.access import Access
from panel.cases import visibility
from panel.cases.models import Placement, PlacementRequest
from panel.cases.placement_stages import PlacementStage
from panel.cases.placements import queries as placement_queries
from panel.cases.presenters.notices import Notice
from panel.cases.stages import OPEN, Stage
from panel.cases.vocabulary.placements import EndReason
from panel.presentation import formatting
from panel.presentation.tones import Tone

WAITING = OPEN | {Stage.APPROVED}  # a change of which there may still come something
TITLE = "What this changes has ended"
ASKED = "If this ends alone, the change goes on: it has to be withdrawn."
APPROVED = (
    "If this ends alone, the change stands: it has to be said not to start. If the change has "
    "begun, record its start instead: that ends this the day before."
)


def warning(placement_request: PlacementRequest) -> Notice | None:
    """Return what is said of a change whose placement ended before it began; None of others."""
    change = placement_queries.change_asked(placement_request)
    if change is None or Stage(placement_request.stage) not in WAITING:
        return None
    placement = change.placement
    if placement.stage != PlacementStage.ENDED:
        return None
    last = placement.ended_on
    ended = f"ended on {formatting.day(last)}" if last else "never started"
    words = (
        f"{placement} {ended}, before this began. Unless the child still needs it, withdraw it, "
        "or once it is approved say that it won’t start."
    )
    return Notice(TITLE, words, Tone.WARN)


def replaced(placement_request: PlacementRequest) -> str:
    """Say that what a request agreed runs where another placement ended; empty where none did."""
    placement: Placement | None = getattr(placement_request, "placement", None)
    before = placement.follows if placement is not None and placement.started_on else None
    if before is None or before.end_reason != EndReason.REPLACED:
        return ""
    return (
        f"It took the place of {before}, which ended then: to end this leaves the child without "
        "either. To go back to the terms before, its referrer asks for a change of this with them."
    )


def before_an_end(placement: Placement, access: Access) -> list[Notice]:
    """Return what whoever is to end a placement has to know of the others that hang on it."""
    found = [_left_behind(placement, access)]
    if words := replaced(placement.placement_request):
        found.append(Notice("Another placement ended for this one", words, Tone.WARN))
    return [notice for notice in found if notice]


def _left_behind(placement: Placement, access: Access) -> Notice | None:
    """Return what is said of the change of a placement that waits; None where none does."""
    waits = placement.changes.filter(placement_request__stage__in=sorted(WAITING))
    change = waits.select_related("placement_request").first()
    if change is None:
        return None
    asked = change.placement_request
    is_seen = visibility.visible_to(access).filter(pk=asked.pk).exists()
    which = f"{asked}: {change.get_kind_display()}" if is_seen else change.get_kind_display()
    title = f"A change of it is asked for: {asked.get_stage_display().lower()}"
    left = APPROVED if asked.stage == Stage.APPROVED else ASKED
    return Notice(title, f"{which}, from {formatting.day(change.applies_from)}. {left}", Tone.WARN)
