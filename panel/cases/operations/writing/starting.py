"""Starting a request for a child, who is recorded by it.

A draft demands nothing; `submit` names everything missing at once.
"""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from panel import clock
from panel.agencies import access
from panel.agencies.access import Permission
from panel.agencies.models import Agency, Panel, Person
from panel.cases.asked.faults import require_answers
from panel.cases.changes import possible as changes
from panel.cases.document import (
    AttemptsPart,
    ChildPart,
    NeedsPart,
    OutcomesPart,
    PanelAnswersPart,
    Part,
    RequestDocument,
)
from panel.cases.models import Child, Placement, PlacementRequest
from panel.cases.operations.children.recording import record_child
from panel.cases.operations.children.telling_apart import SameAs
from panel.cases.operations.writing import telling, weighing
from panel.cases.operations.writing.beginning import begin
from panel.cases.operations.writing.drafting import agency_called
from panel.cases.placement_stages import PlacementStage
from panel.cases.stages import OPEN
from panel.cases.vocabulary import RequestKind
from panel.refusals import Refusal


class AlreadyLive(Refusal):
    """Raised when the child already has an open request of the same kind."""


class PlacementOnRecord(Refusal):
    """Raised when a change is begun from nothing, beside the placement that it would change."""


ON_RECORD = (
    "This child has a placement on record: ask for its change on the placement’s own page, so "
    "that the change takes its place."
)


@transaction.atomic
def draft(
    *, panel_id: int, document: RequestDocument, by: Person, at: datetime
) -> PlacementRequest:
    """Write a whole document down as a new draft.

    Raises:
        Faulty: days can't be true, or it answers what the panel doesn't ask; each is named.
        others: as `start` and what tells each section.
    """
    placement_request = start(
        panel_id=panel_id,
        referring_agency=document.referring_agency,
        child=document.child,
        kind=document.kind,
        same_as="proven" if document.is_same_child else None,
        is_another=document.is_another_child,
        by=by,
        at=at,
    )
    require_answers(document, placement_request, on=clock.date_of(at))
    for part in _parts(document):
        telling.replace(placement_request, part, seen=None, by=by, at=at)
    for option in document.options:
        weighing.put(placement_request, option, None, by=by, at=at)
    placement_request.refresh_from_db()
    return placement_request


def _parts(document: RequestDocument) -> Iterator[Part]:
    """Yield every section that a document has something to say on."""
    yield document.story
    yield NeedsPart(needs=document.needs)
    if document.sought:
        yield OutcomesPart(outcomes=document.sought)
    if document.attempts or document.tried_less_because:
        why = document.tried_less_because
        yield AttemptsPart(attempts=document.attempts, tried_less_because=why)
    if document.panel_answers:
        yield PanelAnswersPart(panel_answers=document.panel_answers)
    yield from (answers for answers in document.answers if answers.model_fields_set)


@transaction.atomic
def start(
    *,
    panel_id: int,
    referring_agency: str,
    child: ChildPart,
    kind: RequestKind,
    same_as: SameAs | None = None,
    is_another: bool = False,
    by: Person,
    at: datetime,
) -> PlacementRequest:
    """Start a draft for a child, who is recorded by it.

    Args:
        same_as: the child's record, when somebody confirmed whose it is.
        is_another: somebody said that it is none of those on record who are like the child.

    Raises:
        access.Refused: this person doesn't refer for the agency.
        UnknownAgency: no such agency sits on the panel.
        ChildDiffers, MayBeKnown, NotTheSame: as `record_child`.
        AlreadyLive: the child has an open request of this kind.
        PlacementOnRecord: it would change a placement that is on record, and isn't begun there.
    """
    panel = Panel.objects.get(pk=panel_id)
    agency = _referring(panel, referring_agency, by=by, at=at)
    recorded = record_child(panel, child, same_as=same_as, is_another=is_another, by=by, at=at)
    _require_startable(recorded, kind)
    return begin(recorded, kind, agency, for_=by, by=by, at=at)


def _require_startable(child: Child, kind: RequestKind) -> None:
    if child.requests.filter(kind=kind, stage__in=OPEN).exists():
        raise AlreadyLive("This child already has an open request of this kind.")
    if kind in changes.ABOUT and _has_placement(child):
        raise PlacementOnRecord(ON_RECORD)


def _has_placement(child: Child) -> bool:
    placements = Placement.objects.filter(placement_request__child=child)
    return placements.exclude(stage=PlacementStage.ENDED).exists()


def _referring(panel: Panel, code: str, *, by: Person, at: datetime) -> Agency:
    """Return the agency that a person refers for."""
    agency = agency_called(panel, code)
    access.of(by, on=clock.date_of(at)).require(
        Permission.REQUEST_WRITE, panel_id=panel.pk, agency_ids=[agency.pk]
    )
    return agency
