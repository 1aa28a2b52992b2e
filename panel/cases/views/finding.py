"""How every page of a case begins: find it among what this person may see, and log the read."""

from django.shortcuts import get_object_or_404

from panel import clock
from panel.audit import log
from panel.cases import queries
from panel.cases.models import PlacementRequest
from panel.presentation.doorway import PersonRequest


def found(request: PersonRequest, reference: str, *, what: str) -> PlacementRequest:
    """
    Return a request with all it is made of, and log that this person read `what` of it.

    Raises:
        Http404: There is none, or this person may not see it: the answer is the same.
    """
    visible = queries.in_full(queries.visible_to(request.access))
    placement_request = get_object_or_404(visible, reference=reference)
    log.read(subject=reference, what=what, by=request.user, at=clock.now())
    return placement_request
