"""Telling a request, one section at a time, while it is still being written."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from panel import clock
from panel.agencies.models import Agency, Person
from panel.cases.asked.faults import require_answers
from panel.cases.document import (
    AttemptsPart,
    DeclarationPart,
    GroundsPart,
    NeedPart,
    NeedsPart,
    OutcomesPart,
    PanelAnswersPart,
    Part,
    PlansPart,
    PreparationPart,
    SharingPart,
    TalePart,
    ViewsPart,
)
from panel.cases.models import Need, PlacementRequest, RequestSection
from panel.cases.operations.writing.drafting import (
    agency_called,
    record,
    tell_section,
    writable,
    write,
)
from panel.cases.vocabulary.telling import RequestSectionName

SECTIONS: dict[RequestSectionName, type[Part]] = {
    RequestSectionName.GROUNDS: GroundsPart,
    RequestSectionName.STORY: TalePart,
    RequestSectionName.VIEWS: ViewsPart,
    RequestSectionName.NEEDS: NeedsPart,
    RequestSectionName.TRIED: AttemptsPart,
    RequestSectionName.OUTCOMES: OutcomesPart,
    RequestSectionName.PREPARATION: PreparationPart,
    RequestSectionName.QUESTIONS: PanelAnswersPart,
    RequestSectionName.SHARING: SharingPart,
    RequestSectionName.PLANS: PlansPart,
    RequestSectionName.DECLARATION: DeclarationPart,
}
#: What the log calls the telling of a section that has a word of its own there.
EVENTS = {
    RequestSectionName.STORY: "story_told",
    RequestSectionName.VIEWS: "story_told",
    RequestSectionName.NEEDS: "needs_named",
}
#: The lists that a section may tell → where a request holds their rows.
ROWS = {
    "attempts": "attempts",
    "outcomes": "outcomes_sought",
    "panel_answers": "panel_answers",
}
#: A choice that wasn't made is an empty text in the row; a day that isn't known is none.
CHOICES = frozenset({"advocacy", "capacity", "signed_off_grade"})


@transaction.atomic
def tell(
    *,
    placement_request_id: int,
    part: Part,
    seen: int | None = None,
    by: Person,
    at: datetime,
) -> RequestSection:
    """Replace what a section says; a whole `StoryPart` tells the story and then the views.

    Args:
        seen: the version of the section that the teller had before them; None replaces whatever
            is there.

    Raises:
        Faulty: a day can't be true, or a criterion, question or agency isn't the panel's.
        Locked: the request isn't being written any more.
        Stale: somebody told the section after it was `seen`.
        UnknownAgency: an assessment is said to be of an agency that doesn't sit on the panel.
    """
    placement_request = writable(placement_request_id, by=by, at=at)
    require_answers(part, placement_request, on=clock.date_of(at))
    return replace(placement_request, part, seen=seen, by=by, at=at)


def replace(
    placement_request: PlacementRequest, part: Part, *, seen: int | None, by: Person, at: datetime
) -> RequestSection:
    """Do as `tell` of a request that is locked and may be written, with answers that may stand."""
    names = [name for name, kind in SECTIONS.items() if isinstance(part, kind)]
    told = [tell_section(placement_request, name, seen=seen, by=by, at=at) for name in names]
    _write(placement_request, part)
    _record(placement_request, names[-1], by=by, at=at)
    return told[-1]


def _record(
    placement_request: PlacementRequest, name: RequestSectionName, *, by: Person, at: datetime
) -> None:
    if kind := EVENTS.get(name):
        record(placement_request, kind, by=by, at=at)
    else:
        record(placement_request, "section_told", by=by, at=at, section=name.value)


def _write(placement_request: PlacementRequest, part: Part) -> None:
    """Write what a section says: its rows in place of those there were, the rest beside them."""
    told = part.model_dump(exclude={"outcomes_sought"})  # a story's lines, which `sought` reads
    if isinstance(part, NeedsPart):
        told.pop("needs")
        _rank(placement_request, part.needs)
    for field in ROWS.keys() & told.keys():
        _replace(placement_request, ROWS[field], told.pop(field))
    written = {k: "" if v is None and k in CHOICES else v for k, v in told.items()}
    if written:
        write(placement_request, written)


def _replace(
    placement_request: PlacementRequest, name: str, rows: Iterable[dict[str, Any]]
) -> None:
    held = getattr(placement_request, name)
    held.all().delete()
    held.bulk_create(
        held.model(placement_request=placement_request, position=position, **row)
        for position, row in enumerate(rows, start=1)
    )


def _rank(placement_request: PlacementRequest, needs: Iterable[NeedPart]) -> None:
    """Write the needs, the main one first."""
    placement_request.needs.all().delete()
    Need.objects.bulk_create(
        Need(
            placement_request=placement_request,
            rank=rank,
            assessed_for=_assessed_for(placement_request, need),
            **need.model_dump(exclude={"assessed_for"}),
        )
        for rank, need in enumerate(needs, start=1)
    )


def _assessed_for(placement_request: PlacementRequest, need: NeedPart) -> Agency | None:
    code = need.assessed_for
    return agency_called(placement_request.panel, code) if code else None
