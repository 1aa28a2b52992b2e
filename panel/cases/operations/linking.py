"""Saying that a request belongs to another, and that it doesn't after all."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from panel import clock
from panel.agencies import access
from panel.agencies.access import Access, Permission
from panel.agencies.models import Person
from panel.audit import log
from panel.cases import links, visibility
from panel.cases.document import LinkPart, UnlinkPart
from panel.cases.models import PlacementRequest, RequestLink
from panel.cases.operations.moving.moving import locked
from panel.cases.vocabulary import LinkKind
from panel.refusals import Refusal


class NoSuchRequest(Refusal):
    """Raised when there is no other request of that reference, or not for this person to see."""


class NotThatKind(Refusal):
    """Raised when two requests can't belong together in the way that is said."""


class NotLinked(Refusal):
    """Raised when a link is taken back that isn't there."""


class LinkKept(Refusal):
    """Raised when a link is taken back that a change was asked for with."""


class LinkedBefore(Refusal):
    """Raised when the two are linked already, from whichever end."""


@transaction.atomic
def link(*, placement_request_id: int, link: LinkPart, by: Person, at: datetime) -> RequestLink:
    """Link a request with another that this person may see too, and say what it has to do with it.

    Raises:
        access.Refused: this person neither makes the request nor checks the panel's.
        NoSuchRequest: they may see no other request of that reference.
        NotThatKind: whose child it is, or that it has no placement, speaks against it.
        LinkedBefore: they are linked.
    """
    placement_request, other = _both(placement_request_id, link.reference, by=by, at=at)
    _require_kind(placement_request, other, link.kind)
    if _standing(placement_request, other):
        raise LinkedBefore(f"{placement_request} and {other} are linked already.")
    return keep(placement_request, other, link.kind, by=by, at=at)


@transaction.atomic
def unlink(
    *, placement_request_id: int, unlink: UnlinkPart, by: Person, at: datetime
) -> RequestLink:
    """Take the link of a request with another back, from whichever end; both keep that it was.

    Raises:
        access.Refused: this person neither makes the request nor checks the panel's.
        NoSuchRequest: they may see no other request of that reference.
        NotLinked: the two aren't linked, or not any more.
        LinkKept: one asks for a change to the placement of the other, whatever is said of them.
    """
    placement_request, other = _both(placement_request_id, unlink.reference, by=by, at=at)
    standing = _standing(placement_request, other)
    if standing is None:
        raise NotLinked(f"{placement_request} and {other} aren’t linked.")
    if links.is_of_change(standing):
        asked, placed = standing.placement_request, standing.other
        raise LinkKept(f"{asked} asks for a change to the placement of {placed}: the link stays.")
    standing.removed_at, standing.removed_by = at, by
    standing.removed_because = unlink.reason
    standing.save(update_fields=["removed_at", "removed_by", "removed_because"])
    _record("unlinked", standing, placement_request, other, by=by, at=at)
    return standing


def keep(
    placement_request: PlacementRequest,
    other: PlacementRequest,
    kind: LinkKind,
    *,
    by: Person,
    at: datetime,
) -> RequestLink:
    """Write the link down; belongs to what causes it.

    Its event names no other request: who reads one of them may not know of the other.
    """
    made = RequestLink.objects.create(
        placement_request=placement_request, other=other, kind=kind, linked_at=at, linked_by=by
    )
    _record("linked", made, placement_request, other, by=by, at=at)
    return made


def _record(
    kind: str, link: RequestLink, *ends: PlacementRequest, by: Person, at: datetime
) -> None:
    for end in ends:
        log.record(subject=end.reference, kind=kind, by=by, at=at, payload={"link": link.pk})


def _both(
    placement_request_id: int, reference: str, *, by: Person, at: datetime
) -> tuple[PlacementRequest, PlacementRequest]:
    """Lock both ends in one order, so that two people take turns, from whichever end they come."""
    reference = reference.strip().upper()
    ends = Q(pk=placement_request_id) | Q(reference=reference)
    list(PlacementRequest.objects.select_for_update().filter(ends).order_by("pk"))
    placement_request = locked(placement_request_id)
    held = access.of(by, on=clock.date_of(at), at=at)
    _require(placement_request, held)
    seen = visibility.visible_to(held).exclude(pk=placement_request.pk)
    other = seen.filter(reference=reference).first()
    if other is None:
        raise NoSuchRequest(f"There is no other case {reference} that you may see.")
    return placement_request, other


def _standing(placement_request: PlacementRequest, other: PlacementRequest) -> RequestLink | None:
    """Return the link between two requests, from whichever end; None where there is none now."""
    both = (placement_request.pk, other.pk)
    return RequestLink.objects.filter(
        placement_request__in=both, other__in=both, removed_at=None
    ).first()


def _require(placement_request: PlacementRequest, held: Access) -> None:
    panel_id = placement_request.panel_id
    if not held.may(Permission.REQUEST_CHECK, panel_id=panel_id):
        held.require(
            Permission.REQUEST_WRITE,
            panel_id=panel_id,
            agency_ids=[placement_request.referring_agency_id],
        )


def _require_kind(
    placement_request: PlacementRequest, other: PlacementRequest, kind: LinkKind
) -> None:
    is_same_child = other.child_id == placement_request.child_id
    if is_same_child == (kind is LinkKind.SIBLING):
        whose = "the same child" if is_same_child else "another child"
        raise NotThatKind(f"{other} is for {whose}.")
    if kind is LinkKind.VARIES and not hasattr(other, "placement"):
        raise NotThatKind(f"{other} has no placement that could be changed.")
