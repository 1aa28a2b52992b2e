"""Which changes of a placement the panel can be asked for now, and why not the others. Reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse

from panel.agencies.access import Access
from panel.cases import placement_queries, visibility
from panel.cases.models import Placement, PlacementChange, PlacementRequest
from panel.cases.placement_stages import PlacementStage
from panel.cases.placement_vocabulary import ChangeKind
from panel.cases.stages import OPEN, Stage
from panel.cases.vocabulary import RequestKind
from panel.policies.schema import Policy
from panel.presentation import formatting
from panel.presentation.parts import Link

ENDED = "The placement has ended."

#: What a request for a change may be about, by its kind.
ABOUT: Mapping[RequestKind, str] = {
    RequestKind.CHANGE: "a different rate, split or provider",
    RequestKind.EXTENSION: "a later end",
}


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
    return Askable(kinds, tuple(_hindrance(held_by, placement, access) for held_by in by))


def carried_by(kind: ChangeKind) -> RequestKind:
    """Return the kind of the request that carries a change to the panel."""
    return RequestKind.EXTENSION if kind is ChangeKind.EXTENSION else RequestKind.CHANGE


def held_back(placement: Placement) -> dict[RequestKind, PlacementRequest]:
    """Return the kinds of request that can't be begun now, each with the request that holds it.

    One that is to follow this placement, until it has started or is over, holds back every kind:
    of two, only the first to start would end it, and the other would run, and be paid for, beside
    it. And a child has one open request of a kind, whichever of their placements it is about.
    """
    is_of_this = Q(change_asked__placement=placement) | Q(pk=placement.placement_request_id)
    held = Q(stage__in=sorted(OPEN)) | Q(is_of_this, stage=Stage.APPROVED)
    asked = (
        placement.placement_request.child.requests.filter(held, kind__in=ABOUT)
        .select_related("change_asked__placement__placement_request", "placement")
        .annotate(is_of_this=is_of_this)
        .order_by("pk")
    )
    for one in asked:
        if one.is_of_this:
            return dict.fromkeys(ABOUT, one)
    return {RequestKind(one.kind): one for one in asked}


def in_words(held_by: PlacementRequest, placement: Placement) -> str:
    """Say what a request that is open, or waits for its first day, keeps from being asked for."""
    about = ABOUT[RequestKind(held_by.kind)]
    if held_by.stage == Stage.APPROVED:
        first = formatting.day(_first_day(held_by))
        return (
            f"{held_by} is approved: {about}, from {first}. Another change can be asked for once "
            "its start is recorded, or the panel team has said that it won’t start."
        )
    change: PlacementChange | None = getattr(held_by, "change_asked", None)
    if change is None or change.placement != placement:
        then = "A child has one such request at a time: wait until it is decided or withdrawn."
    elif held_by.stage in (Stage.DRAFT, Stage.RETURNED):
        then = "Write there what else is to change, or withdraw it to ask for another change."
    else:
        then = "Another change can be asked for once it has started, or is declined or withdrawn."
    of = f" of {change.placement}" if change else ""
    return f"{held_by} asks for {about}{of} already. {then}"


def _hindrance(held_by: PlacementRequest, placement: Placement, access: Access) -> Hindrance:
    is_seen = visibility.visible_to(access).filter(pk=held_by.pk).exists()
    address = reverse("case", args=[held_by])
    link = Link(f"Open {held_by}", address) if is_seen else None
    return Hindrance(in_words(held_by, placement), link)


def _first_day(asked: PlacementRequest) -> date:
    """Return from which day an approved change is to run, as its placement's page tells it."""
    placement: Placement | None = getattr(asked, "placement", None)
    option = placement.option if placement else asked.options.filter(is_recommended=True).first()
    return (option and option.starts_on) or asked.change_asked.applies_from


def reviews_first(placement: Placement, rules: Policy) -> list[str]:
    """Return the reviews that the law has first, where the rules let no change come before."""
    return placement_queries.reviews_missing(placement) if rules.review.sequence == "block" else []
