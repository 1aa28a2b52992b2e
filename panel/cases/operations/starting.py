"""Starting a request for a child, who is recorded by it.

A draft demands nothing; `submit` names everything missing at once.
"""

from datetime import datetime

from django.db import transaction

from panel import clock, references
from panel.agencies import access
from panel.agencies.access import Permission
from panel.agencies.models import Agency, Panel, Person
from panel.audit import log
from panel.cases.asked_faults import require_answers
from panel.cases.document import ChildPart, RequestDocument
from panel.cases.models import PlacementRequest
from panel.cases.operations.drafting import agency_called
from panel.cases.operations.itemising import (
    answer_panel,
    list_attempts,
    name_needs,
    seek_outcomes,
)
from panel.cases.operations.recording import record_child
from panel.cases.operations.telling import answer, tell
from panel.cases.operations.telling_apart import SameAs
from panel.cases.operations.weighing import weigh_option
from panel.cases.stages import OPEN
from panel.cases.vocabulary import RequestKind
from panel.refusals import Refusal


class AlreadyLive(Refusal):
    """Raised when the child already has an open request of the same kind."""


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
    pk = placement_request.pk
    _tell_all(pk, document, by=by, at=at)
    for option in document.options:
        weigh_option(placement_request_id=pk, option=option, by=by, at=at)
    placement_request.refresh_from_db()
    return placement_request


def _tell_all(pk: int, document: RequestDocument, *, by: Person, at: datetime) -> None:
    """Tell every section that the document has something to say on."""
    tell(placement_request_id=pk, story=document.story, by=by, at=at)
    name_needs(placement_request_id=pk, needs=document.needs, by=by, at=at)
    if document.sought:
        seek_outcomes(placement_request_id=pk, outcomes=document.sought, by=by, at=at)
    if document.attempts or document.tried_less_because:
        list_attempts(
            placement_request_id=pk,
            attempts=document.attempts,
            tried_less_because=document.tried_less_because,
            by=by,
            at=at,
        )
    if document.panel_answers:
        answer_panel(placement_request_id=pk, answers=document.panel_answers, by=by, at=at)
    for answers in document.answers:
        if answers.model_fields_set:
            answer(placement_request_id=pk, answers=answers, by=by, at=at)


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
    """
    panel = Panel.objects.get(pk=panel_id)
    agency = _referring(panel, referring_agency, by=by, at=at)
    recorded = record_child(panel, child, same_as=same_as, is_another=is_another, by=by, at=at)
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


def _referring(panel: Panel, code: str, *, by: Person, at: datetime) -> Agency:
    """Return the agency that a person refers for."""
    agency = agency_called(panel, code)
    access.of(by, on=clock.date_of(at)).require(
        Permission.REQUEST_WRITE, panel_id=panel.pk, agency_ids=[agency.pk]
    )
    return agency
