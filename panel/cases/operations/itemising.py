"""Telling a request's lists: needs, what was tried, what is hoped for, answers to the panel.

Each operation replaces one list of a request that is still being written. `seen` is the version
of the section that the teller had before them; None replaces whatever is there.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from panel import clock
from panel.agencies.models import Agency, Person
from panel.cases.asked_faults import require_answers
from panel.cases.document import (
    AttemptPart,
    NeedPart,
    PanelAnswerPart,
    PanelAnswersPart,
    SoughtOutcomePart,
    require_true_days,
)
from panel.cases.models import Attempt, Need, PanelAnswer, PlacementRequest, SoughtOutcome
from panel.cases.operations.drafting import agency_called, record, tell_section, writable, write
from panel.cases.telling_vocabulary import RequestSectionName


@transaction.atomic
def name_needs(
    *,
    placement_request_id: int,
    needs: tuple[NeedPart, ...],
    seen: int | None = None,
    by: Person,
    at: datetime,
) -> None:
    """Replace the needs by these, the main one first.

    Raises:
        Faulty, Locked, Stale: as `telling.tell`.
        UnknownAgency: an assessment is said to be of an agency that doesn't sit on the panel.
    """
    placement_request = writable(placement_request_id, by=by, at=at)
    require_true_days(needs, on=clock.date_of(at))
    tell_section(placement_request, RequestSectionName.NEEDS, seen=seen, by=by, at=at)
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
    record(placement_request, "needs_named", by=by, at=at)


@transaction.atomic
def list_attempts(
    *,
    placement_request_id: int,
    attempts: tuple[AttemptPart, ...],
    tried_less_because: str,
    seen: int | None = None,
    by: Person,
    at: datetime,
) -> None:
    """Replace what was tried by these, with the reason where it is less than the panel asks.

    Raises:
        Faulty, Locked, Stale: as `telling.tell`.
    """
    placement_request = writable(placement_request_id, by=by, at=at)
    require_true_days(attempts, on=clock.date_of(at))
    tell_section(placement_request, RequestSectionName.TRIED, seen=seen, by=by, at=at)
    write(placement_request, {"tried_less_because": tried_less_because})
    placement_request.attempts.all().delete()
    Attempt.objects.bulk_create(
        Attempt(placement_request=placement_request, position=position, **attempt.model_dump())
        for position, attempt in enumerate(attempts, start=1)
    )
    name = RequestSectionName.TRIED
    record(placement_request, "section_told", by=by, at=at, section=name.value)


@transaction.atomic
def seek_outcomes(
    *,
    placement_request_id: int,
    outcomes: tuple[SoughtOutcomePart, ...],
    seen: int | None = None,
    by: Person,
    at: datetime,
) -> None:
    """Replace the outcomes sought by these.

    Raises:
        Faulty, Locked, Stale: as `telling.tell`.
    """
    placement_request = writable(placement_request_id, by=by, at=at)
    require_true_days(outcomes, on=clock.date_of(at))
    name = RequestSectionName.OUTCOMES
    tell_section(placement_request, name, seen=seen, by=by, at=at)
    placement_request.outcomes_sought.all().delete()
    SoughtOutcome.objects.bulk_create(
        SoughtOutcome(placement_request=placement_request, position=position, **part.model_dump())
        for position, part in enumerate(outcomes, start=1)
    )
    record(placement_request, "section_told", by=by, at=at, section=name.value)


@transaction.atomic
def answer_panel(
    *,
    placement_request_id: int,
    answers: Iterable[PanelAnswerPart],
    seen: int | None = None,
    by: Person,
    at: datetime,
) -> None:
    """Replace the answers to the panel's own questions by these.

    Raises:
        Faulty: the panel's rules don't ask a question that is answered.
        Locked, Stale: as `telling.tell`.
    """
    placement_request = writable(placement_request_id, by=by, at=at)
    told = PanelAnswersPart(panel_answers=tuple(answers))
    require_answers(told, placement_request, on=clock.date_of(at))
    name = RequestSectionName.QUESTIONS
    tell_section(placement_request, name, seen=seen, by=by, at=at)
    placement_request.panel_answers.all().delete()
    PanelAnswer.objects.bulk_create(
        PanelAnswer(placement_request=placement_request, position=position, **part.model_dump())
        for position, part in enumerate(told.panel_answers, start=1)
    )
    record(placement_request, "section_told", by=by, at=at, section=name.value)


def _assessed_for(placement_request: PlacementRequest, need: NeedPart) -> Agency | None:
    code = need.assessed_for
    return agency_called(placement_request.panel, code) if code else None
