"""Holding a meeting again, for what too few people were there to decide."""

from datetime import datetime

from django.db import transaction

from panel import clock
from panel.agencies.access import Permission
from panel.agencies.models import Person
from panel.audit import log
from panel.cases import operations as cases
from panel.deadlines import counting
from panel.deadlines.durations import length_of
from panel.meetings import queries, quorums
from panel.meetings.models import AgendaItem, Meeting
from panel.meetings.operations.moments import require_moment
from panel.meetings.operations.moving import locked, move, require
from panel.meetings.operations.planning import next_number
from panel.meetings.operations.ratifying import list_owed
from panel.policies import calendars
from panel.presentation import formatting
from panel.refusals import Refusal


class NotReconvened(Refusal):
    """Raised when a meeting has a quorum, or when the rules don't have it held again then."""


@transaction.atomic
def reconvene(
    *, meeting_id: int, starts_at: datetime, place: str, by: Person, at: datetime
) -> Meeting:
    """Hold an open meeting again, for every undecided item that lacks its quorum.

    Those items go onto the new meeting's agenda with the positions and interests in them, but
    without their guests, who came to the old one; it waits for its papers like any other, and may
    be the next to ratify what is owed. The old meeting closes if nothing else is left to decide.

    Raises:
        access.Refused: this person doesn't run the panel's meetings.
        chart.MoveRefused: the meeting isn't open.
        NotReconvened: nothing lacks a quorum, the rules have it otherwise, or sooner, or the day
            isn't to come.
        NotThen: another meeting of the panel starts at that moment.
    """
    meeting = locked(meeting_id)
    require(by, Permission.MEETING_RUN, panel_id=meeting.panel_id, at=at)
    meeting.arrow("close")  # only an open meeting
    _require_rules(meeting, starts_at, at=at)
    inquorate, waiting = _undecided(meeting)
    if not inquorate:
        raise NotReconvened("No item that waits for its outcome lacks a quorum.")
    number = next_number(meeting.panel_id)
    require_moment(meeting.panel_id, starts_at, at=at)
    again = Meeting.objects.create(
        panel=meeting.panel,
        number=number,
        starts_at=starts_at,
        place=place,
        is_extraordinary=True,
    )
    _carry_over(inquorate, again, by=by, at=at)
    payload = {"instead_of": meeting.number, "items": len(inquorate)}
    log.record(subject=again.reference, kind="reconvened", by=by, at=at, payload=payload)
    list_owed(meeting.panel_id, by=by, at=at)
    if not waiting:
        move(meeting.pk, "close", by=by, at=at)
    return again


def _require_rules(meeting: Meeting, starts_at: datetime, *, at: datetime) -> None:
    """Hold the new day against the old, and the rules on what an inquorate meeting leads to."""
    if starts_at <= max(at, meeting.starts_at):
        raise NotReconvened("It is held again later than it was first held, and later than now.")
    rules, on = queries.rules_for(meeting), clock.date_of(meeting.starts_at)
    if rules.meeting.inquorate != "reconvene":
        raise NotReconvened("By the rules a meeting without a quorum goes on in principle.")
    holidays = calendars.closed(rules.calendar, on.year, on.year + 1)
    last = counting.end(length_of(rules.meeting.reconvene_within), on, holidays)
    if clock.date_of(starts_at) > last:
        raise NotReconvened(f"By the rules it is held again by {formatting.day(last)}.")


def _carry_over(items: list[AgendaItem], again: Meeting, *, by: Person, at: datetime) -> None:
    """Put items on the new agenda; each request's history says so, and keeps who came before."""
    for position, item in enumerate(items, start=1):
        payload = {"instead_of": item.meeting.number, "meeting": again.number, "item": position}
        item.meeting, item.position = again, position
        item.save(update_fields=["meeting", "position"])
        item.guests.all().delete()
        subject = item.placement_request.reference
        log.record(subject=subject, kind="item_reconvened", by=by, at=at, payload=payload)


def _undecided(meeting: Meeting) -> tuple[list[AgendaItem], list[AgendaItem]]:
    """Lock what waits for an outcome, and part what lacks its quorum from what doesn't."""
    lacking: list[AgendaItem] = []
    others: list[AgendaItem] = []
    for item in meeting.items.order_by("placement_request_id"):
        item.placement_request = cases.locked(item.placement_request_id)
        if queries.is_undecided(item):
            (others if quorums.quorum_of(item).is_met else lacking).append(item)
    return sorted(lacking, key=lambda item: item.position), others
