"""Sending a meeting's papers, opening it, and closing it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from panel import clock
from panel.agencies import access
from panel.agencies.access import Permission
from panel.agencies.models import Person
from panel.cases import operations as cases
from panel.deadlines import operations as deadlines
from panel.deadlines.sign_in import sign_in
from panel.meetings import paper_days, places, queries, seating
from panel.meetings.models import Attendance, Meeting
from panel.meetings.operations.moving import move
from panel.meetings.operations.ratifying import carry_over
from panel.meetings.operations.taking_part import NoSeat
from panel.presentation import formatting
from panel.refusals import Refusal


class NotSeated(Refusal):
    """Raised when people would take places against the panel's rules; carries all reasons."""


class SentLate(Refusal):
    """Raised when papers would go out after members had to have them, and not by the chair."""


class TooSoon(Refusal):
    """Raised when a meeting would start before its own day."""

    def __init__(self, meeting: Meeting) -> None:
        day = formatting.day(meeting.starts_at)
        super().__init__(f"It is held on {day}, and can't start before that day.")


@transaction.atomic
def send_papers(*, meeting_id: int, by: Person, at: datetime) -> Meeting:
    """Close the agenda, fix which papers go out, and tell everyone with a seat.

    Raises:
        access.Refused: this person doesn't run the panel's meetings.
        chart.MoveRefused: the agenda is empty, or the papers are out already.
        SentLate: members had to have them before, and it isn't the chair who sends them.
    """
    meeting = move(meeting_id, "send_papers", by=by, at=at)
    _require_time(meeting, by=by, at=at)
    # In one order, so that two meetings sending at once can't wait for each other.
    for listed in sorted(meeting.items.values_list("placement_request_id", flat=True)):
        cases.circulate(placement_request_id=listed, by=by, at=at)
    day = clock.date_of(meeting.starts_at)
    deadlines.tell(
        {held.person for held in places.seated(meeting)},
        key=f"{meeting.reference}/papers",
        subject=f"Papers for {meeting} of {meeting.panel}",
        body=f"The papers for the meeting on {day:%-d %B %Y} are ready. {sign_in('to read them')}",
        at=at,
    )
    return meeting


def _require_time(meeting: Meeting, *, by: Person, at: datetime) -> None:
    """Refuse papers that go out late; the chair may answer for it, that the meeting be held."""
    out_by = paper_days.of(meeting).out_by
    if meeting.is_extraordinary or at <= out_by:
        return
    held = access.of(by, on=clock.date_of(at))
    if not held.may(Permission.OUTCOME_RECORD, panel_id=meeting.panel_id):
        raise SentLate(
            f"Members had to have the papers by {formatting.moment(out_by)}. Only the chair may "
            "still send them."
        )


@transaction.atomic
def start(*, meeting_id: int, present_ids: Iterable[int], by: Person, at: datetime) -> Meeting:
    """Open a meeting on its day and take attendance of everyone who has a seat.

    Somebody with two seats is written down once: in the chair, and for the agency of the other.

    Args:
        present_ids: people who are here; everyone else with a seat is written down as absent.

    Raises:
        TooSoon: its day, on a London calendar, is still to come.
        NoSeat: somebody said to be here has no seat on the meeting's day.
        NotSeated: with everybody who may not take their place by the panel's rules.
    """
    meeting = move(meeting_id, "start", by=by, at=at)
    if not meeting.is_due(clock.date_of(at)):
        raise TooSoon(meeting)
    here = set(present_ids)
    taken = places.of(meeting)
    if here - taken.keys():
        raise NoSeat("Somebody marked as present has no seat on this panel that day.")
    present = [place for person_id, place in taken.items() if person_id in here]
    if found := list(seating.faults(present, queries.rules_for(meeting))):
        raise NotSeated(*found)
    Attendance.objects.bulk_create(
        Attendance(
            meeting=meeting,
            person=place.person,
            agency=place.agency,
            role=place.role,
            seat=place.seat,
            is_present=person_id in here,
            recorded_at=at,
            recorded_by=by,
        )
        for person_id, place in taken.items()
    )
    return meeting


@transaction.atomic
def close(*, meeting_id: int, by: Person, at: datetime) -> Meeting:
    """Close a meeting whose every item has its outcome; what it has not ratified is carried on."""
    meeting = move(meeting_id, "close", by=by, at=at)
    carry_over(meeting, by=by, at=at)
    return meeting
