"""Which changes of a placement the panel can be asked for now, and why not the others. Reads."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from panel.agencies.access import Access
from panel.cases import visibility
from panel.cases.models import Placement, PlacementChange, PlacementRequest
from panel.cases.placement_stages import PlacementStage
from panel.cases.placements import queries as placement_queries
from panel.cases.stages import OPEN, Stage
from panel.cases.vocabulary import RequestKind
from panel.cases.vocabulary.placements import ChangeKind
from panel.policies.schema import Policy
from panel.presentation.parts import Link

ENDED = "The placement has ended."

#: What a request for a change may be about, by its kind.
ABOUT: Mapping[RequestKind, str] = {
    RequestKind.CHANGE: "a different rate, split or provider",
    RequestKind.EXTENSION: "a later end",
}

AGAIN = "Another change can be asked for once it has started, or is declined or withdrawn."


@dataclass(frozen=True)
class Hindrance:
    """What keeps changes from being asked for, and the way to the request that does, if one."""

    words: str
    link: Link | None = None


@dataclass(frozen=True)
class Askable:
    """The changes that may be asked for, and whatever keeps others from it."""

    kinds: tuple[ChangeKind, ...]
    why_not: tuple[Hindrance, ...]


def askable(placement: Placement, rules: Policy, access: Access) -> Askable:
    """Return what the panel can be asked to change of a placement."""
    if placement.stage == PlacementStage.ENDED:
        return Askable((), (Hindrance(ENDED),))
    if first := reviews_first(placement, rules):
        return Askable((), tuple(map(Hindrance, first)))
    held = held_back(placement)
    kinds = tuple(kind for kind in ChangeKind if carried_by(kind) not in held)
    by = dict.fromkeys(held.values())
    return Askable(kinds, tuple(hindrance(held_by, placement, access) for held_by in by))


def carried_by(kind: ChangeKind) -> RequestKind:
    """Return the kind of the request that carries a change to the panel."""
    return RequestKind.EXTENSION if kind is ChangeKind.EXTENSION else RequestKind.CHANGE


def held_back(placement: Placement) -> dict[RequestKind, PlacementRequest]:
    """Return the kinds of request that can't be begun now, each with the request that holds it.

    One that is to follow this placement, until it has started or is over, holds back every kind:
    of two, only the first to start would end it, and the other would run, and be paid for, beside
    it. So does this placement's own, where it is a change that is approved and hasn't begun. And a
    child has one open request of a kind, whichever of their placements it is about.
    """
    is_of_this = Q(change_asked__placement=placement) | Q(pk=placement.placement_request_id)
    held = Q(stage__in=sorted(OPEN)) | Q(is_of_this, stage=Stage.APPROVED)
    asked = (
        placement.placement_request.child.requests.filter(held, kind__in=ABOUT)
        .select_related("change_asked__placement__placement_request")
        .annotate(is_of_this=is_of_this)
        .order_by("pk")
    )
    for one in asked:
        if one.is_of_this:
            return dict.fromkeys(ABOUT, one)
    return {RequestKind(one.kind): one for one in asked}


def hindrance(held_by: PlacementRequest, placement: Placement, access: Access) -> Hindrance:
    """Return what a request keeps from being asked for, naming what a person may see."""
    keeps = _keeps(held_by, placement, access)
    if not _sees(access, held_by.pk):
        return Hindrance(f"Another request {keeps} {AGAIN}")
    link = Link(f"Open {held_by}", reverse("case", args=[held_by]))
    return Hindrance(f"{held_by} {keeps} {_what_to_do(held_by, placement)}", link)


def _keeps(held_by: PlacementRequest, placement: Placement, access: Access) -> str:
    """Say what is asked for by a request that is open, or that waits for its first day."""
    about = ABOUT[RequestKind(held_by.kind)]
    if held_by.stage == Stage.APPROVED:
        return f"is approved: {about}."
    of = _changed_by(held_by)
    is_named = of is not None and (of == placement or _sees(access, of.placement_request_id))
    return f"asks for {about} of {of} already." if is_named else f"asks for {about} already."


def _what_to_do(held_by: PlacementRequest, placement: Placement) -> str:
    if held_by.stage == Stage.APPROVED:
        return (
            "Another change can be asked for once its start is recorded, or the panel team has "
            "said that it won’t start."
        )
    if _changed_by(held_by) != placement:
        return "A child has one such request at a time: wait until it is decided or withdrawn."
    if held_by.stage in (Stage.DRAFT, Stage.RETURNED):
        return "Write there what else is to change, or withdraw it to ask for another change."
    return AGAIN


def _changed_by(asked: PlacementRequest) -> Placement | None:
    change: PlacementChange | None = getattr(asked, "change_asked", None)
    return change.placement if change else None


def _sees(access: Access, placement_request_id: int) -> bool:
    return visibility.visible_to(access).filter(pk=placement_request_id).exists()


def reviews_first(placement: Placement, rules: Policy) -> list[str]:
    """Return the reviews that the law has first, where the rules let no change come before."""
    return placement_queries.reviews_missing(placement) if rules.review.sequence == "block" else []
