"""Telling the child's story, what came before, what comes after, and what the rules ask.

Each operation writes one section of a request that is still being written. `seen` is the version
of the section that the teller had before them; None replaces whatever is there.
"""

from datetime import datetime

from django.db import transaction

from panel import clock
from panel.agencies.models import Person
from panel.cases.asked_faults import require_answers
from panel.cases.document import (
    Answers,
    DeclarationPart,
    GroundsPart,
    PlansPart,
    PreparationPart,
    SharingPart,
    TalePart,
    ViewsPart,
    require_true_days,
)
from panel.cases.operations.drafting import record, tell_section, writable, write
from panel.cases.telling_vocabulary import RequestSectionName

SECTIONS: dict[type, RequestSectionName] = {
    TalePart: RequestSectionName.STORY,
    ViewsPart: RequestSectionName.VIEWS,
    GroundsPart: RequestSectionName.GROUNDS,
    PreparationPart: RequestSectionName.PREPARATION,
    SharingPart: RequestSectionName.SHARING,
    PlansPart: RequestSectionName.PLANS,
    DeclarationPart: RequestSectionName.DECLARATION,
}


@transaction.atomic
def tell(
    *,
    placement_request_id: int,
    story: TalePart | ViewsPart,
    seen: int | None = None,
    by: Person,
    at: datetime,
) -> None:
    """Write the story, or the views; a whole `StoryPart` writes both.

    Raises:
        Faulty: a day can't be true.
        Locked: the request isn't being written any more.
        Stale: somebody told the section after it was `seen`.
    """
    placement_request = writable(placement_request_id, by=by, at=at)
    require_true_days(story, on=clock.date_of(at))
    for kind in (TalePart, ViewsPart):
        if isinstance(story, kind):
            tell_section(placement_request, SECTIONS[kind], seen=seen, by=by, at=at)
    write(placement_request, story.model_dump(exclude={"outcomes_sought"}))
    record(placement_request, "story_told", by=by, at=at)


@transaction.atomic
def answer(
    *,
    placement_request_id: int,
    answers: Answers,
    seen: int | None = None,
    by: Person,
    at: datetime,
) -> None:
    """Write why it is for this panel, what came before, what comes after, or who stands behind it.

    Raises:
        Faulty: a day can't be true, or a criterion or an agency isn't the panel's.
        Locked, Stale: as `tell`.
    """
    placement_request = writable(placement_request_id, by=by, at=at)
    require_answers(answers, placement_request, on=clock.date_of(at))
    name = SECTIONS[type(answers)]
    tell_section(placement_request, name, seen=seen, by=by, at=at)
    told = answers.model_dump()
    # A choice that wasn't made is an empty text in the row, a day that isn't known is none.
    chosen = {"advocacy", "capacity", "signed_off_grade"}
    write(placement_request, {k: "" if v is None and k in chosen else v for k, v in told.items()})
    record(placement_request, "section_told", by=by, at=at, section=name.value)
