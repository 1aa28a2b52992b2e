"""Planning meetings, and putting requests on their agendas."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from panel import clock
from panel.agencies import access
from panel.agencies.access import Permission
from panel.agencies.models import Panel, Person, Role
from panel.audit import log
from panel.cases import operations as cases
from panel.cases.models import PlacementRequest
from panel.deadlines import counting
from panel.deadlines.durations import length_of
from panel.meetings import lateness, paper_days, queries, taking
from panel.meetings.interests import carry_interests
from panel.meetings.models import AgendaItem, Meeting
from panel.meetings.operations.moments import require_moment
from panel.meetings.operations.moving import locked, require
from panel.meetings.operations.ratifying import list_owed
from panel.policies import calendars
from panel.policies.models import PolicyVersion
from panel.presentation import formatting
from panel.refusals import Refusal

CALLERS = {
    Role.CHAIR: "the chair",
    Role.AGENCY_LEAD: "an agency lead",
    Role.COORDINATOR: "the coordinator",
}


class NotCalled(Refusal):
    """Raised when a meeting would be called at short notice against the panel's rules."""


class AnotherPanel(Refusal):
    """Raised when a request would be listed at a meeting of a panel it wasn't made to."""


class ListedBefore(Refusal):
    """Raised when a request comes back to an agenda on which it was when it was withdrawn."""


class AgendaFull(Refusal):
    """Raised when an agenda has as many requests as the panel's rules let it have."""


class Late(Refusal):
    """Raised when a request would come onto an agenda after its papers had to be in."""


@transaction.atomic
def plan(*, panel_id: int, starts_at: datetime, place: str, by: Person, at: datetime) -> Meeting:
    """Plan the panel's next meeting; what waits to be ratified is on its agenda at once.

    One that is planned when its papers are due already is extraordinary: the panel's rules say
    who calls it and how soon it is held.

    Raises:
        access.Refused: this person doesn't plan this panel's meetings.
        NotCalled: the rules don't let them call it, or not for so late a day; or there are none.
        NotThen: it would start in the past, too far ahead, or at the moment of another.
    """
    require(by, Permission.MEETING_CALL, panel_id=panel_id, at=at)
    number = next_number(panel_id)
    require_moment(panel_id, starts_at, at=at)
    meeting = Meeting(panel_id=panel_id, number=number, starts_at=starts_at, place=place)
    meeting.is_extraordinary = at > _papers_due(meeting)
    if meeting.is_extraordinary:
        _require_call(meeting, by=by, at=at)
    else:
        require(by, Permission.MEETING_RUN, panel_id=panel_id, at=at)
    meeting.save()
    payload = {"extraordinary": True} if meeting.is_extraordinary else None
    log.record(subject=meeting.reference, kind="planned", by=by, at=at, payload=payload)
    list_owed(panel_id, by=by, at=at)
    return meeting


def _papers_due(meeting: Meeting) -> datetime:
    try:
        return paper_days.of(meeting).in_by
    except PolicyVersion.DoesNotExist:
        raise NotCalled("No rules of this panel are in force on that day.") from None


def next_number(panel_id: int) -> int:
    """Return the number of a panel's next meeting; nobody else gets one until this is done."""
    panel = Panel.objects.select_for_update().get(pk=panel_id)
    last: int | None = panel.meetings.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _require_call(meeting: Meeting, *, by: Person, at: datetime) -> None:
    """Hold an extraordinary meeting against the rules on who calls it and how soon it is held."""
    rules, on = queries.rules_for(meeting), clock.date_of(at)
    held = access.of(by, on=on).appointments
    roles = {appointment.role for appointment in held if appointment.panel_id == meeting.panel_id}
    callers, day = rules.meeting.extra_requesters, clock.date_of(meeting.starts_at)
    if not roles.intersection(callers):
        names = " or ".join(CALLERS[Role(caller)] for caller in callers)
        raise NotCalled(
            f"The papers for a meeting on {formatting.day(day)} are due already, so it is an "
            f"extraordinary one; the rules have it called by {names}."
        )
    holidays = calendars.closed(rules.calendar, on.year, on.year + 1)
    last = counting.end(length_of(rules.meeting.extra_within), on, holidays)
    if day > last:
        raise NotCalled(
            f"An extraordinary meeting called today is held by {formatting.day(last)}; plan an "
            f"ordinary one for a day whose papers aren't due yet."
        )


@transaction.atomic
def list_request(
    *, meeting_id: int, placement_request_id: int, waiver: str = "", by: Person, at: datetime
) -> AgendaItem:
    """Put a ready request at the end of a meeting's agenda.

    Args:
        waiver: why the chair takes it although it comes late; empty while it is in time.

    Raises:
        access.Refused: this person doesn't run the panel's meetings.
        chart.MoveRefused: the request isn't ready, or the papers are already out.
        AnotherPanel: the request was made to a panel whose meeting this isn't.
        ListedBefore: it was withdrawn from this agenda, and opened again.
        AgendaFull: the agenda has as many requests as the panel's rules let it have.
        Late: its papers had to be in before, and no chair takes it with a reason.
    """
    meeting = locked(meeting_id)
    require(by, Permission.MEETING_RUN, panel_id=meeting.panel_id, at=at)
    meeting.arrow("send_papers")  # the agenda is still open
    is_waived = _require_time(meeting, waiver, by=by, at=at)
    position = _require_room(meeting) + 1
    placement_request = _moved(placement_request_id, meeting, position, by=by, at=at)
    item = AgendaItem.objects.create(
        meeting=meeting,
        placement_request=placement_request,
        position=position,
        waiver=waiver if is_waived else "",
        waived_by=by if is_waived else None,
    )
    return carry_interests(item)


def _moved(
    placement_request_id: int, meeting: Meeting, position: int, *, by: Person, at: datetime
) -> PlacementRequest:
    """Move a request onto an agenda on which it may stand."""
    placement_request = cases.move(
        placement_request_id=placement_request_id,
        name="put_on_agenda",
        by=by,
        at=at,
        payload={"meeting": meeting.number, "item": position},
    )
    if placement_request.panel_id != meeting.panel_id:
        raise AnotherPanel(f"{meeting} is not a meeting of {placement_request.panel}.")
    if meeting.items.filter(placement_request=placement_request).exists():
        raise ListedBefore(f"{placement_request} was withdrawn from this agenda. Choose another.")
    return placement_request


def _require_time(meeting: Meeting, waiver: str, *, by: Person, at: datetime) -> bool:
    """Refuse what is late unless the chair takes it; say whether they do."""
    late = lateness.of(meeting, at=at)
    if late is None:
        return False
    held = access.of(by, on=clock.date_of(at))
    if not (waiver and taking.may_waive(late, meeting, held)):
        raise Late(late.sentence)
    return True


def _require_room(meeting: Meeting) -> int:
    """Refuse a full agenda; return the position of its last item, 0 where there is none."""
    if full := taking.full(meeting):
        raise AgendaFull(full)
    last: int | None = meeting.items.aggregate(last=Max("position"))["last"]
    return last or 0
