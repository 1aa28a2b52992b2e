"""Cancelling a meeting that won't be held."""

from datetime import datetime

from django.db import transaction

from panel import clock
from panel.agencies.models import Person
from panel.cases import operations as cases
from panel.cases.models import PlacementRequest
from panel.deadlines import operations as deadlines
from panel.meetings import places, queries
from panel.meetings.models import Meeting
from panel.meetings.operations.moving import locked, move
from panel.meetings.operations.ratifying import carry_over
from panel.meetings.stages import MeetingStage


@transaction.atomic
def cancel(
    *, meeting_id: int, reason: str, by: Person, at: datetime
) -> tuple[Meeting, list[PlacementRequest]]:
    """Call a meeting off before it starts, and return it with the requests taken off its agenda.

    They wait to be listed for another; what it was to ratify goes on the next agenda by itself.
    Whoever has had its papers is told.

    Raises:
        access.Refused: this person doesn't run the panel's meetings.
        chart.MoveRefused: it has started, or is over.
    """
    had_papers = locked(meeting_id).stage == MeetingStage.PAPERS_OUT
    told = {"cancelled_because": reason, "cancelled_at": at, "cancelled_by": by}
    meeting = move(meeting_id, "cancel", by=by, at=at, **told)
    freed = _take_off(meeting, by=by, at=at)
    carry_over(meeting, by=by, at=at)
    if had_papers:
        _tell(meeting, at=at)
    return meeting, freed


def _take_off(meeting: Meeting, *, by: Person, at: datetime) -> list[PlacementRequest]:
    """Make what was to be decided ready again; what was withdrawn meanwhile stays so."""
    freed = []
    for item in meeting.items.filter(ratifies=None).order_by("placement_request_id"):
        item.placement_request = cases.locked(item.placement_request_id)
        if queries.is_undecided(item):
            freed.append(
                cases.move(
                    placement_request_id=item.placement_request_id,
                    name="take_off_agenda",
                    by=by,
                    at=at,
                    payload={"meeting": meeting.number, "item": item.position},
                )
            )
    return freed


def _tell(meeting: Meeting, *, at: datetime) -> None:
    """Owe a notice to everyone with a seat; why it is cancelled is on its page."""
    day = clock.date_of(meeting.starts_at)
    deadlines.tell(
        {held.person for held in places.seated(meeting)},
        key=f"{meeting.reference}/cancelled",
        subject=f"{meeting} of {meeting.panel} is cancelled",
        body=f"The meeting on {day:%-d %B %Y} won’t be held. Its requests will be listed for "
        "another.",
        at=at,
    )
