"""Which changes of a placement the panel can be asked for now, and why not the others. Reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from panel.cases import placement_queries
from panel.cases.models import Placement, PlacementRequest
from panel.cases.placement_stages import PlacementStage
from panel.cases.placement_vocabulary import ChangeKind
from panel.cases.stages import OPEN, Stage
from panel.cases.vocabulary import RequestKind
from panel.policies.schema import Policy
from panel.presentation import formatting

ENDED = "The placement has ended."

#: What a request for a change may be about, by its kind: one of each kind is open at a time.
ABOUT: Mapping[RequestKind, str] = {
    RequestKind.CHANGE: "a different rate, split or provider",
    RequestKind.EXTENSION: "a later end",
}


@dataclass(frozen=True)
class Askable:
    """The changes that may be asked for, and a sentence for whatever keeps others from it."""

    kinds: tuple[ChangeKind, ...]
    why_not: tuple[str, ...]


def askable(placement: Placement, rules: Policy) -> Askable:
    """Return what the panel can be asked to change of a placement."""
    if placement.stage == PlacementStage.ENDED:
        return Askable((), (ENDED,))
    if first := reviews_first(placement, rules):
        return Askable((), tuple(first))
    taken = asked_already(placement)
    kinds = tuple(kind for kind in ChangeKind if carried_by(kind) not in taken)
    return Askable(kinds, tuple(map(in_words, taken.values())))


def carried_by(kind: ChangeKind) -> RequestKind:
    """Return the kind of the request that carries a change to the panel."""
    return RequestKind.EXTENSION if kind is ChangeKind.EXTENSION else RequestKind.CHANGE


def asked_already(placement: Placement) -> dict[RequestKind, PlacementRequest]:
    """Return what keeps a second change of its kind from being asked for, by that kind.

    What the panel is being asked to change of this child's placements; and what it approved of
    this one and hasn't begun. Of two that were to follow one placement, only the first to start
    would end it: the other would run, and be paid for, beside it.
    """
    is_of_this = Q(change_asked__placement=placement) | Q(pk=placement.placement_request_id)
    held = Q(stage__in=sorted(OPEN)) | Q(is_of_this, stage=Stage.APPROVED)
    requests = placement.placement_request.child.requests
    asked = requests.filter(held, kind__in=ABOUT).select_related("change_asked", "placement")
    return {RequestKind(one.kind): one for one in asked.order_by("pk")}


def in_words(asked: PlacementRequest) -> str:
    """Say what a request that is open, or waits for its first day, keeps from being asked for."""
    about = ABOUT[RequestKind(asked.kind)]
    if asked.stage == Stage.APPROVED:
        first = formatting.day(_first_day(asked))
        return (
            f"{asked} is approved: {about}, from {first}. Another can be asked for once its start "
            "is recorded, or the panel team has said that it won’t start."
        )
    return f"{asked} asks for {about} already. Another can be asked for once it is decided."


def _first_day(asked: PlacementRequest) -> date:
    """Return from which day an approved change is to run, as its placement's page tells it."""
    placement: Placement | None = getattr(asked, "placement", None)
    option = placement.option if placement else asked.options.filter(is_recommended=True).first()
    return (option and option.starts_on) or asked.change_asked.applies_from


def reviews_first(placement: Placement, rules: Policy) -> list[str]:
    """Return the reviews that the law has first, where the rules let no change come before."""
    return placement_queries.reviews_missing(placement) if rules.review.sequence == "block" else []
