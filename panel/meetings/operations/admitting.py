"""Who without a seat is there for an item: of the family, their advocate, or to observe."""

from datetime import datetime

from django.db import transaction

from panel import clock
from panel.agencies import access
from panel.agencies.access import Permission
from panel.agencies.models import Person
from panel.audit import log
from panel.meetings import interests, queries
from panel.meetings.models import AgendaItem, Guest
from panel.meetings.operations.moving import locked_item, require, require_undecided
from panel.meetings.operations.taking_part import InterestDeclared
from panel.refusals import Refusal


class NotAdmitted(Refusal):
    """Raised when somebody would be there against the panel's rules on families and observers."""


@transaction.atomic
def admit(*, item_id: int, kind: Guest.Kind, who: str, by: Person, at: datetime) -> Guest:
    """Write down that somebody without a seat is there for an item.

    Whoever left for it isn't in the room, so doesn't say who is.

    Args:
        who: what they are, such as `mother`; never a child's name.

    Raises:
        access.Refused: this person doesn't run the panel's meetings.
        InterestDeclared: they leave for the item.
        chart.MoveRefused: the meeting isn't open.
        PositionsClosed: the item is decided, or its request was taken back.
        NotAdmitted: the rules have nobody of that kind there, or only with the chair's consent;
            or they are written down already.
    """
    item = locked_item(item_id)
    require(by, Permission.MEETING_RUN, panel_id=item.meeting.panel_id, at=at)
    if interests.leaves(by, item):
        raise InterestDeclared("You leave for this item, so somebody else says who is there.")
    item.meeting.arrow("close")  # only an open meeting has anybody in the room
    require_undecided(item)
    if refused := _refused(item, kind, by=by, at=at):
        raise NotAdmitted(refused)
    if item.guests.filter(kind=kind, who=who).exists():
        raise NotAdmitted(f"{who} is written down already.")
    guest = Guest.objects.create(item=item, kind=kind, who=who, admitted_at=at, admitted_by=by)
    subject = item.placement_request.reference
    log.record(subject=subject, kind="guest_admitted", by=by, at=at, payload={"as": kind})
    return guest


def _refused(item: AgendaItem, kind: Guest.Kind, *, by: Person, at: datetime) -> str:
    """Say why the rules keep somebody out; empty if they let them in."""
    rules = queries.rules_for(item.meeting).meeting
    match kind, rules.family_attendance, rules.observers:
        case ((Guest.Kind.FAMILY | Guest.Kind.ADVOCATE), "never", _):
            return "The rules have nobody of the family at a meeting, nor for them."
        case Guest.Kind.FAMILY, "represented", _:
            return "The rules have the family represented: write down who comes for them."
        case Guest.Kind.OBSERVER, _, "never":
            return "The rules have nobody observe a meeting."
        case Guest.Kind.OBSERVER, _, "chair_consent":
            held = access.of(by, on=clock.date_of(at))
            chairs = held.may(Permission.OUTCOME_RECORD, panel_id=item.meeting.panel_id)
            return "" if chairs else "Only the chair lets somebody observe."
    return ""
