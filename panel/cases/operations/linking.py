"""Saying that a request belongs to another."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from panel import clock
from panel.agencies import access
from panel.agencies.access import Access, Permission
from panel.agencies.models import Person
from panel.audit import log
from panel.cases import visibility
from panel.cases.document import LinkPart
from panel.cases.models import PlacementRequest, RequestLink
from panel.cases.operations.moving import locked
from panel.cases.vocabulary import LinkKind
from panel.refusals import Refusal


class NoSuchRequest(Refusal):
    """Raised when there is no other request of that reference, or not for this person to see."""


class NotThatKind(Refusal):
    """Raised when two requests can't belong together in the way that is said."""


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
    _lock_both(placement_request_id, link)
    placement_request = locked(placement_request_id)
    held = access.of(by, on=clock.date_of(at), at=at)
    _require(placement_request, held)
    other = _other(placement_request, link, held)
    both = (placement_request.pk, other.pk)
    if RequestLink.objects.filter(placement_request__in=both, other__in=both).exists():
        raise LinkedBefore(f"{placement_request} and {other} are linked already.")
    return keep(placement_request, other, link.kind, by=by, at=at)


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
    for end in (placement_request, other):
        log.record(subject=end.reference, kind="linked", by=by, at=at, payload={"link": made.pk})
    return made


def _lock_both(placement_request_id: int, link: LinkPart) -> None:
    """Lock both ends in one order: two who link the same two, from either end, take turns."""
    ends = Q(pk=placement_request_id) | Q(reference=_reference(link))
    list(PlacementRequest.objects.select_for_update().filter(ends).order_by("pk"))


def _reference(link: LinkPart) -> str:
    return link.reference.strip().upper()


def _require(placement_request: PlacementRequest, held: Access) -> None:
    panel_id = placement_request.panel_id
    if not held.may(Permission.REQUEST_CHECK, panel_id=panel_id):
        held.require(
            Permission.REQUEST_WRITE,
            panel_id=panel_id,
            agency_ids=[placement_request.referring_agency_id],
        )


def _other(placement_request: PlacementRequest, link: LinkPart, held: Access) -> PlacementRequest:
    seen = visibility.visible_to(held).exclude(pk=placement_request.pk)
    other = seen.filter(reference=_reference(link)).first()
    if other is None:
        raise NoSuchRequest(f"There is no other case {link.reference} that you may see.")
    is_same_child = other.child_id == placement_request.child_id
    if is_same_child == (link.kind is LinkKind.SIBLING):
        whose = "the same child" if is_same_child else "another child"
        raise NotThatKind(f"{other} is for {whose}.")
    if link.kind is LinkKind.VARIES and not hasattr(other, "placement"):
        raise NotThatKind(f"{other} has no placement that could be changed.")
    return other
