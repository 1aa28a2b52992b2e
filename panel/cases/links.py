"""What a request has to do with others, told to somebody who may see those too."""

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from panel.agencies.access import Access, Permission
from panel.cases import visibility
from panel.cases.models import PlacementRequest, RequestLink
from panel.cases.vocabulary import LINKED_FROM, LinkKind
from panel.clock import date_of
from panel.presentation import formatting
from panel.presentation.parts import Link


@dataclass(frozen=True)
class Linked:
    """One line of a case's card of links: `This request <words> <other>`, and who said so."""

    words: str
    other: Link
    said: str


def may_link(placement_request: PlacementRequest, access: Access) -> bool:
    """Say whether somebody may link a request: whoever makes it, or checks the panel's."""
    panel_id, agency_ids = placement_request.panel_id, [placement_request.referring_agency_id]
    return access.may(Permission.REQUEST_CHECK, panel_id=panel_id) or access.may(
        Permission.REQUEST_WRITE, panel_id=panel_id, agency_ids=agency_ids
    )


def links_of(placement_request: PlacementRequest, access: Access) -> list[RequestLink]:
    """Return the links of a request, from either end, to others that a person may see."""
    visible = visibility.visible_to(access).values("pk")
    here = Q(placement_request=placement_request, other__in=visible)
    there = Q(other=placement_request, placement_request__in=visible)
    links = RequestLink.objects.filter(here | there)
    return list(links.select_related("placement_request", "other", "linked_by"))


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
    )
