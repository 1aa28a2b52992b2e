"""Telling the child's story and needs."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from panel.agencies.models import Person
from panel.cases.document import NeedPart, StoryPart
from panel.cases.models import Need
from panel.cases.operations.drafting import record, writable


@transaction.atomic
def tell(*, placement_request_id: int, story: StoryPart, by: Person, at: datetime) -> None:
    """Write the story, outcomes and views."""
    placement_request = writable(placement_request_id, by=by, at=at)
    told = story.model_dump()
    for field, value in told.items():
        setattr(placement_request, field, value)
    placement_request.save(update_fields=list(told))
    record(placement_request, "story_told", by=by, at=at)


@transaction.atomic
def name_needs(
    *, placement_request_id: int, needs: Iterable[NeedPart], by: Person, at: datetime
) -> None:
    """Replace the needs by these, the main one first."""
    placement_request = writable(placement_request_id, by=by, at=at)
    placement_request.needs.all().delete()
    Need.objects.bulk_create(
        Need(placement_request=placement_request, rank=rank, code=need.code, detail=need.detail)
        for rank, need in enumerate(needs, start=1)
    )
    record(placement_request, "needs_named", by=by, at=at)
