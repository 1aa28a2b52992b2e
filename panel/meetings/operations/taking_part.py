"""What somebody with a seat says of an item: their interest in it, or their position."""

from datetime import datetime

from django.db import transaction

from panel import clock
from panel.agencies import access
from panel.agencies.access import Permission
from panel.agencies.models import Agency, Person
from panel.audit import log
from panel.cases.separation import part_of
from panel.meetings import interests, places, queries
from panel.meetings.models import AgendaItem, Interest, Position, Recusal, View
from panel.meetings.operations.moving import locked_item, require, require_undecided
from panel.refusals import Refusal


class NoSeat(Refusal):
    """Raised when somebody without a seat that day would attend or give a position."""


class Advises(Refusal):
    """Raised when somebody would give a position from a seat that has none on this child."""


class InterestDeclared(Refusal):
    """Raised when a member who stands back for an interest would give a position on the item."""


class HadAPart(Refusal):
    """Raised when a member would give a position on what they asked for or advised on."""


class NoWayBack(Refusal):
    """Raised when somebody would stand back less from an item than they declared before."""


class NoSuchLevel(Refusal):
    """Raised when the panel's rules don't let an interest be dealt with like that."""


@transaction.atomic
def declare_interest(
    *, item_id: int, reason: str, level: Recusal = Recusal.LEAVE, by: Person, at: datetime
) -> Interest:
    """Declare, or reword, one's own interest; of who stands back, no position given is left.

    Raises:
        access.Refused: this person doesn't read the panel's meetings.
        NoSuchLevel: the rules don't know this way of dealing with an interest.
        NoWayBack: they declared before that they stand back further.
        PositionsClosed: the item is decided, or its request was taken back.
    """
    item = locked_item(item_id)
    require(by, Permission.MEETING_READ, panel_id=item.meeting.panel_id, at=at)
    require_undecided(item)
    if level not in queries.rules_for(item.meeting).interests.levels:
        raise NoSuchLevel(f"The rules have no interest dealt with like this: {level.label}.")
    before = item.interests.filter(person=by).first()
    if before is not None and Recusal(before.level).goes_further_than(level):
        raise NoWayBack("You stand back further from this item already, and that stands.")
    if level != Recusal.NOTE:
        item.positions.filter(person=by).delete()
    interest, _ = Interest.objects.update_or_create(
        item=item,
        person=by,
        defaults={"reason": reason, "level": level, "declared_at": at, "declared_by": by},
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
        HadAPart: they wrote or sent the request, or gave an agency's advice on it.
        InterestDeclared: they stand back from the item for an interest.
        PositionsClosed: the item is decided, or its request was taken back.
    """
    item = locked_item(item_id)
    agency = _speaks_for(item, by, at=at)
    if part := part_of(by, item.placement_request):
        raise HadAPart(f"You {part}, so others give positions on it.")
    if interests.stands_back(by, item):
        raise InterestDeclared("You declared an interest in this item, so give no position.")
    require_undecided(item)
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
