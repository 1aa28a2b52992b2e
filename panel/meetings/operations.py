"""The verbs of meetings: the only writers of this app's tables."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from panel import clock
from panel.agencies import access
from panel.agencies.access import Permission
from panel.agencies.models import Agency, Panel, Person
from panel.audit import log
from panel.cases import operations as cases
from panel.deadlines import operations as deadlines
from panel.meetings import places, queries
from panel.meetings.models import AgendaItem, Attendance, Interest, Meeting, Position, View
from panel.refusals import Refusal


class AnotherPanel(Refusal):
    """Raised when a request would be listed at a meeting of a panel it wasn't made to."""


class ListedBefore(Refusal):
    """Raised when a request comes back to an agenda on which it was when it was withdrawn."""


class PositionsClosed(Refusal):
    """Raised when a position or interest comes to an item that is decided or taken back."""


class NoSeat(Refusal):
    """Raised when somebody without a seat that day would attend or give a position."""


class Advises(Refusal):
    """Raised when somebody would give a position from a seat that has none on this child."""


class InterestDeclared(Refusal):
    """Raised when a member with an interest in an item would give a position on it."""


@transaction.atomic
def plan(*, panel_id: int, starts_at: datetime, place: str, by: Person, at: datetime) -> Meeting:
    """Plan the panel's next meeting."""
    panel = Panel.objects.select_for_update().get(pk=panel_id)
    _require(by, Permission.MEETING_RUN, panel_id=panel.pk, at=at)
    last = panel.meetings.aggregate(last=Max("number"))["last"] or 0
    meeting = Meeting.objects.create(
        panel=panel, number=last + 1, starts_at=starts_at, place=place
    )
    log.record(subject=meeting.reference, kind="planned", by=by, at=at)
    return meeting


@transaction.atomic
def list_request(
    *, meeting_id: int, placement_request_id: int, by: Person, at: datetime
) -> AgendaItem:
    """Put a ready request at the end of a meeting's agenda.

    Raises:
        access.Refused: this person doesn't run the panel's meetings.
        chart.MoveRefused: the request isn't ready, or the papers are already out.
        AnotherPanel: the request was made to a panel whose meeting this isn't.
        ListedBefore: it was withdrawn from this agenda, and opened again.
    """
    meeting = _locked(meeting_id)
    _require(by, Permission.MEETING_RUN, panel_id=meeting.panel_id, at=at)
    meeting.arrow("send_papers")  # the agenda is still open
    last = meeting.items.aggregate(last=Max("position"))["last"] or 0
    placement_request = cases.move(
        placement_request_id=placement_request_id,
        name="put_on_agenda",
        by=by,
        at=at,
        payload={"meeting": meeting.number, "item": last + 1},
    )
    if placement_request.panel_id != meeting.panel_id:
        raise AnotherPanel(f"{meeting} is not a meeting of {placement_request.panel}.")
    if meeting.items.filter(placement_request=placement_request).exists():
        raise ListedBefore(f"{placement_request} was withdrawn from this agenda. Choose another.")
    return AgendaItem.objects.create(
        meeting=meeting, placement_request=placement_request, position=last + 1
    )


@transaction.atomic
def send_papers(*, meeting_id: int, by: Person, at: datetime) -> Meeting:
    """Close the agenda, fix which papers go out, and tell everyone with a seat."""
    meeting = _move(meeting_id, "send_papers", by=by, at=at)
    # In one order, so that two meetings sending at once can't wait for each other.
    for listed in sorted(meeting.items.values_list("placement_request_id", flat=True)):
        cases.circulate(placement_request_id=listed, by=by, at=at)
    day = clock.date_of(meeting.starts_at)
    for person in {held.person for held in places.seated(meeting)}:
        deadlines.owe_notice(
            key=f"{meeting.reference}/papers/{person.pk}",
            recipient=person.username,
            subject=f"Papers for {meeting} of {meeting.panel}",
            body=f"The papers for the meeting on {day:%-d %B %Y} are ready to read.",
            due_at=at,
            at=at,
        )
    return meeting


@transaction.atomic
def start(*, meeting_id: int, present_ids: Iterable[int], by: Person, at: datetime) -> Meeting:
    """Open a meeting and take attendance of everyone who has a seat.

    Somebody with two seats is written down once: in the chair, and for the agency of the other.

    Args:
        present_ids: people who are here; everyone else with a seat is written down as absent.

    Raises:
        NoSeat: somebody said to be here has no seat on the meeting's day.
    """
    meeting = _move(meeting_id, "start", by=by, at=at)
    here = set(present_ids)
    taken = places.of(meeting)
    if here - taken.keys():
        raise NoSeat("Somebody marked as present has no seat on this panel that day.")
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
    """Close a meeting whose every item has its outcome."""
    return _move(meeting_id, "close", by=by, at=at)


@transaction.atomic
def declare_interest(*, item_id: int, reason: str, by: Person, at: datetime) -> Interest:
    """Declare, or reword, one's own interest; a position given before is taken out.

    Raises:
        access.Refused: this person doesn't read the panel's meetings.
        PositionsClosed: the item is decided, or its request was taken back.
    """
    item = _item(item_id)
    _require(by, Permission.MEETING_READ, panel_id=item.meeting.panel_id, at=at)
    _require_undecided(item)
    item.positions.filter(person=by).delete()
    interest, _ = Interest.objects.update_or_create(
        item=item,
        person=by,
        defaults={"reason": reason, "declared_at": at, "declared_by": by},
    )
    subject = item.placement_request.reference
    log.record(subject=subject, kind="interest_declared", by=by, at=at)
    return interest


@transaction.atomic
def give_position(*, item_id: int, view: View, reasons: str, by: Person, at: datetime) -> Position:
    """Give, or change, one's own position on an item until its outcome is recorded.

    Raises:
        access.Refused: this person is no member of the panel.
        NoSeat: they will be none on the meeting's day.
        Advises: their seat gives no positions, or none on a child of this age.
        InterestDeclared: they have an interest in the item.
        PositionsClosed: the item is decided, or its request was taken back.
    """
    item = _item(item_id)
    agency = _speaks_for(item, by, at=at)
    if item.interests.filter(person=by).exists():
        raise InterestDeclared("You declared an interest in this item, so give no position.")
    _require_undecided(item)
    position, _ = Position.objects.update_or_create(
        item=item,
        person=by,
        defaults={
            "agency": agency,
            "view": view,
            "reasons": reasons,
            "given_at": at,
            "given_by": by,
        },
    )
    subject = item.placement_request.reference
    log.record(subject=subject, kind="position_given", by=by, at=at)
    return position


def _require(person: Person, permission: Permission, *, panel_id: int, at: datetime) -> None:
    access.of(person, on=clock.date_of(at)).require(permission, panel_id=panel_id)


def _speaks_for(item: AgendaItem, person: Person, *, at: datetime) -> Agency:
    """Return the agency for which a member gives a position: their seat's of the meeting's day."""
    held = access.of(person, on=clock.date_of(at))
    panel_id = item.meeting.panel_id
    if all(grant.panel_id != panel_id for grant in held.reach(Permission.POSITION_GIVE)):
        raise access.Refused(person, Permission.POSITION_GIVE)
    place = places.of(item.meeting).get(person.pk)
    if place is None or place.agency is None:
        raise NoSeat("You have no member’s seat on the day of the meeting.")
    if not place.decides(age=places.age_at(item)):
        raise Advises(f"{place.seat} has a voice on this child, but gives no position.")
    return place.agency


def _locked(meeting_id: int) -> Meeting:
    return (
        Meeting.objects.select_for_update(of=("self",)).select_related("panel").get(pk=meeting_id)
    )


def _item(item_id: int) -> AgendaItem:
    """Return an item, its request locked: whoever records the outcome meanwhile has to wait."""
    item = AgendaItem.objects.select_related("meeting__panel").get(pk=item_id)
    item.placement_request = cases.locked(item.placement_request_id)
    return item


def _require_undecided(item: AgendaItem) -> None:
    if not queries.is_undecided(item):
        raise PositionsClosed(f"{item} has its outcome, or was taken back.")


def _move(meeting_id: int, name: str, *, by: Person, at: datetime) -> Meeting:
    meeting = _locked(meeting_id)
    _require(by, Permission(meeting.permission_for(name)), panel_id=meeting.panel_id, at=at)
    source, target = meeting.make(name, facts=queries.facts(meeting))
    meeting.save(update_fields=["stage"])
    payload = {"from": source, "to": target}
    log.record(subject=meeting.reference, kind=name, by=by, at=at, payload=payload)
    return meeting
