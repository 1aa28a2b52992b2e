"""What a request has to do with others, told to somebody who may see those too."""

from dataclasses import dataclass

from django.db.models import F, Q
from django.urls import reverse

from panel.agencies.access import Access, Permission
from panel.cases import visibility
from panel.cases.models import PlacementChange, PlacementRequest, RequestLink
from panel.cases.vocabulary import LINKED_FROM, LinkKind
from panel.clock import date_of
from panel.presentation import formatting
from panel.presentation.parts import Link


@dataclass(frozen=True)
class Linked:
    """One line of a case's card of links: `This request <words> <other>`, and who said so.

    `gone`: who took it back, and why; empty while it stands.
    `stays`: nobody can take it back.
    """

    words: str
    other: Link
    said: str
    gone: str
    stays: bool


def may_link(placement_request: PlacementRequest, access: Access) -> bool:
    """Say whether somebody may link a request: whoever makes it, or checks the panel's."""
    panel_id, agency_ids = placement_request.panel_id, [placement_request.referring_agency_id]
    return access.may(Permission.REQUEST_CHECK, panel_id=panel_id) or access.may(
        Permission.REQUEST_WRITE, panel_id=panel_id, agency_ids=agency_ids
    )


def links_of(placement_request: PlacementRequest, access: Access) -> list[RequestLink]:
    """Return the links of a request, from either end, to others that a person may see.

    Those that were taken back come last.
    """
    visible = visibility.visible_to(access).values("pk")
    here = Q(placement_request=placement_request, other__in=visible)
    there = Q(other=placement_request, placement_request__in=visible)
    links = RequestLink.objects.filter(here | there)
    people = (
        "placement_request__change_asked__placement",
        "other",
        "linked_by",
        "removed_by",
    )
    return list(
        links.select_related(*people).order_by(F("removed_at").asc(nulls_first=True), "pk")
    )


def told(placement_request: PlacementRequest, access: Access) -> list[Linked]:
    """Return the lines of the card of links, the oldest first."""
    return [_line(placement_request, link) for link in links_of(placement_request, access)]


def _line(placement_request: PlacementRequest, link: RequestLink) -> Linked:
    is_from_here = link.placement_request_id == placement_request.pk
    kind = LinkKind(link.kind)
    other = link.other if is_from_here else link.placement_request
    return Linked(
        words=kind.label if is_from_here else LINKED_FROM[kind],
        other=Link(other.reference, reverse("case", args=[other])),
        said=f"{link.linked_by.name}, {formatting.day(date_of(link.linked_at))}",
        gone=_gone(link),
        stays=is_of_change(link),
    )


def is_of_change(link: RequestLink) -> bool:
    """Say whether a link was made by asking for a change: what it says is so, whoever says it."""
    change: PlacementChange | None = getattr(link.placement_request, "change_asked", None)
    is_asked_here = change is not None and change.placement.placement_request_id == link.other_id
    return is_asked_here and link.kind == LinkKind.VARIES


def _gone(link: RequestLink) -> str:
    if link.removed_by is None or link.removed_at is None:
        return ""
    day = formatting.day(date_of(link.removed_at))
    return f"Taken back by {link.removed_by.name}, {day}: {link.removed_because}"
