"""Starting a request for a child, who is recorded by it.

A draft demands nothing; `submit` names everything missing at once.
"""

from datetime import datetime

from django.db import transaction

from panel import clock, references
from panel.agencies import access
from panel.agencies.access import Permission
from panel.agencies.models import Panel, Person
from panel.audit import log
from panel.cases.document import ChildPart, RequestDocument
from panel.cases.models import Child, PlacementRequest
from panel.cases.operations.drafting import agency_called
from panel.cases.operations.telling import name_needs, tell
from panel.cases.operations.weighing import weigh_option
from panel.cases.stages import OPEN
from panel.cases.vocabulary import RequestKind


class AlreadyLive(Exception):
    """Raised when the child already has an open request of the same kind."""


class ChildDiffers(Exception):
    """Raised when an NHS number is already recorded for a child of another name or birth date."""


@transaction.atomic
def draft(
    *, panel_id: int, document: RequestDocument, by: Person, at: datetime
) -> PlacementRequest:
    """Write a whole document down as a new draft."""
    placement_request = start(
        panel_id=panel_id,
        referring_agency=document.referring_agency,
        child=document.child,
        kind=document.kind,
        by=by,
        at=at,
    )
    pk = placement_request.pk
    tell(placement_request_id=pk, story=document.story, by=by, at=at)
    name_needs(placement_request_id=pk, needs=document.needs, by=by, at=at)
    for option in document.options:
        weigh_option(placement_request_id=pk, option=option, by=by, at=at)
    placement_request.refresh_from_db()
    return placement_request


@transaction.atomic
def start(
    *,
    panel_id: int,
    referring_agency: str,
    child: ChildPart,
    kind: RequestKind,
    by: Person,
    at: datetime,
) -> PlacementRequest:
    """Start a draft for a child, who is recorded by it.

    Raises:
        access.Refused: this person doesn't refer for the agency.
        UnknownAgency: no such agency sits on the panel.
        ChildDiffers: the NHS number belongs to somebody else here.
        AlreadyLive: the child has an open request of this kind.
    """
    panel = Panel.objects.get(pk=panel_id)
    agency = agency_called(panel, referring_agency)
    access.of(by, on=clock.date_of(at)).require(
        Permission.REQUEST_WRITE, panel_id=panel.pk, agency_ids=[agency.pk]
    )
    recorded = _child(panel, child, by=by, at=at)
    if recorded.requests.filter(kind=kind, stage__in=OPEN).exists():
        raise AlreadyLive("This child already has an open request of this kind.")
    placement_request = PlacementRequest.objects.create(
        reference=references.next_reference(panel.prefix, clock.date_of(at).year),
        panel=panel,
        child=recorded,
        kind=kind,
        referring_agency=agency,
        started_at=at,
        started_by=by,
    )
    log.record(subject=placement_request.reference, kind="started", by=by, at=at)
    return placement_request


def _child(panel: Panel, part: ChildPart, *, by: Person, at: datetime) -> Child:
    """Record a child, or bring up to date the record of the one with this NHS number.

    A text left empty keeps what is recorded. What was brought up to date is an event, which names
    the fields and not what they hold.
    """
    if not part.nhs_number:
        return Child.objects.create(panel=panel, **part.model_dump())
    child, is_new = Child.objects.select_for_update().get_or_create(
        panel=panel, nhs_number=part.nhs_number, defaults=part.model_dump()
    )
    same = (child.family_name.casefold(), child.born_on)
    if not is_new and same != (part.family_name.casefold(), part.born_on):
        raise ChildDiffers("This NHS number is recorded for somebody else. Check the number.")
    told = {name: value for name, value in part.model_dump().items() if value != ""}
    changed = sorted(name for name, value in told.items() if getattr(child, name) != value)
    if changed:
        Child.objects.filter(pk=child.pk).update(**told)
        child.refresh_from_db()
        payload = {"fields": changed}
        log.record(subject=f"child {child.pk}", kind="updated", by=by, at=at, payload=payload)
    return child
