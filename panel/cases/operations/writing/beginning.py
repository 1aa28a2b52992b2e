"""The row with which every request begins, whether it is started anew or copies what stands."""

from datetime import datetime
from typing import Any

from panel import clock, references
from panel.agencies.models import Agency, Person
from panel.audit import log
from panel.cases.models import Child, PlacementRequest
from panel.cases.vocabulary import RequestKind


def begin(
    child: Child,
    kind: RequestKind,
    agency: Agency,
    *,
    for_: Person,
    by: Person | None,
    at: datetime,
    **told: Any,
) -> PlacementRequest:
    """Write a draft down under the next reference. Belongs to what asks for it.

    Args:
        for_: whoever is to finish it.
        by: whoever begins it; None where the panel's rules do.
        told: what is known of it already, by its column.
    """
    placement_request = PlacementRequest.objects.create(
        reference=references.next_reference(child.panel.prefix, clock.date_of(at).year),
        panel=child.panel,
        child=child,
        kind=kind,
        referring_agency=agency,
        started_at=at,
        started_by=for_,
        **told,
    )
    log.record(subject=placement_request.reference, kind="started", by=by, at=at)
    return placement_request
