"""Which changes of a placement the panel can be asked for now, and why not the others. Reads."""

from collections.abc import Mapping
from dataclasses import dataclass

from panel.cases import placement_queries
from panel.cases.models import Placement, PlacementRequest
from panel.cases.placement_stages import PlacementStage
from panel.cases.placement_vocabulary import ChangeKind
from panel.cases.stages import OPEN
from panel.cases.vocabulary import RequestKind
from panel.policies.schema import Policy

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
    """Return what the panel is being asked to change of this child's placements, by its kind."""
    requests = placement.placement_request.child.requests
    asked = requests.filter(kind__in=ABOUT, stage__in=sorted(OPEN)).order_by("pk")
    return {RequestKind(one.kind): one for one in asked}


def in_words(asked: PlacementRequest) -> str:
    """Say what a request that is open keeps from being asked for."""
    about = ABOUT[RequestKind(asked.kind)]
    return f"{asked} asks for {about} already. Another can be asked for once it is decided."


def reviews_first(placement: Placement, rules: Policy) -> list[str]:
    """Return the reviews that the law has first, where the rules let no change come before."""
    return placement_queries.reviews_missing(placement) if rules.review.sequence == "block" else []
