"""How every page of a case begins: find it among what this person may see, and log the read."""

from django.shortcuts import get_object_or_404

from panel import clock
from panel.agencies import access
from panel.agencies.access import Permission
from panel.agencies.models import Person
from panel.audit import log
from panel.cases import queries, visibility
from panel.cases.models import PlacementRequest
from panel.cases.operations.writing.drafting import WRITABLE
from panel.cases.stages import Stage
from panel.presentation.doorway import PersonRequest


class Interested(access.Refused):
    """Raised when somebody who declared an interest in a case would read it."""

    def __init__(self, person: Person) -> None:
        super().__init__(person, Permission.CASE_READ)
        self.args = ("You declared an interest in this case, so it is closed to you.",)


def found(request: PersonRequest, reference: str, *, what: str) -> PlacementRequest:
    """
    Return a request with all it is made of, and log that this person read `what` of it.

    Raises:
        Http404: There is none, or this person may not see it: the answer is the same.
        Interested: They declared an interest in it.
    """
    require_no_interest(request, reference)
    visible = queries.in_full(visibility.visible_to(request.access))
    placement_request = get_object_or_404(visible, reference=reference)
    log.read(subject=reference, what=what, by=request.user, at=clock.now())
    return placement_request


def require_no_interest(request: PersonRequest, reference: str) -> None:
    """Raise `Interested` where a person declared an interest in the case."""
    if visibility.shown_by_reference(request.access).filter(reference=reference).exists():
        raise Interested(request.user)


def found_to_write(request: PersonRequest, reference: str) -> PlacementRequest:
    """
    Return a request whose form this person may fill in, and log the read.

    Raises:
        Http404, Interested: as `found`.
        access.Refused: Another agency makes it.
    """
    placement_request = found(request, reference, what="request form")
    request.access.require(
        Permission.REQUEST_WRITE,
        panel_id=placement_request.panel_id,
        agency_ids=[placement_request.referring_agency_id],
    )
    return placement_request


def is_writable(placement_request: PlacementRequest) -> bool:
    """Say whether its sections may be changed now."""
    return Stage(placement_request.stage) in WRITABLE
