"""Having the panel ratify what was decided between two meetings.

Each function belongs to the operation that calls it and to its transaction: the last approval owes
a ratification, planning, holding again and closing a meeting put what is owed on the next agenda.
"""

from datetime import datetime
from typing import Any

from django.db.models import Max, QuerySet

from panel import clock
from panel.agencies import access
from panel.agencies.access import Permission
from panel.agencies.models import Person, Role
from panel.audit import log
from panel.cases.models import Urgency
from panel.chart import MoveRefused
from panel.deadlines import operations as deadlines
from panel.deadlines import rules
from panel.deadlines.counting import Length, Unit
from panel.deadlines.durations import length_of
from panel.meetings.interests import carry_interests
from panel.meetings.models import AgendaItem, Meeting
from panel.meetings.operations.moments import JUST_BEGUN
from panel.meetings.quorum import Quorum
from panel.meetings.ratifications import FollowUp, Ratification
from panel.meetings.stages import ASKED, MeetingStage, RatificationStage


def owe_ratification(urgency: Urgency, *, by: Person, at: datetime) -> Ratification:
    """Write down that the panel has to ratify; it goes on the next agenda that is still open."""
    placement_request = urgency.placement_request
    policy = placement_request.submitted_under
    ratification = Ratification.objects.create(urgency=urgency, owed_at=at, owed_by=by)
    if (within := policy.policy.emergency.ratify_within) is not None:
        _start_clock(ratification, length_of(within), by=by, at=at)
    _record(ratification, "ratification_owed", by=by, at=at)
    list_owed(placement_request.panel_id, by=by, at=at)
    ratification.refresh_from_db()
    return ratification


def list_owed(panel_id: int, *, by: Person, at: datetime) -> None:
    """Put everything that a panel has to ratify on its next agenda, if one is open.

    One that is planned as it begins is open, too. An agenda from which the request was withdrawn,
    before it couldn't wait, is passed over.
    """
    planned = Meeting.objects.select_for_update().filter(
        panel_id=panel_id, stage=MeetingStage.PLANNED, starts_at__gte=at - JUST_BEGUN
    )
    coming = list(planned.order_by("starts_at", "pk"))
    owed = Ratification.objects.select_for_update(of=("self",)).filter(
        stage=RatificationStage.OWED, urgency__placement_request__panel=panel_id
    )
    for ratification in owed.select_related("urgency__placement_request__policy").order_by("pk"):
        listed = ratification.urgency.placement_request.agenda_items
        before = set(listed.values_list("meeting_id", flat=True))
        meeting = next((one for one in coming if one.pk not in before), None)
        if meeting is not None:
            _put_on(meeting, ratification, by=by, at=at)


def carry_over(meeting: Meeting, *, by: Person, at: datetime) -> None:
    """Take what a meeting closes without having come to on to the next one."""
    left = _of_items(*meeting.items.all()).filter(stage=RatificationStage.LISTED)
    for ratification in left:
        _move(ratification, "carry_over", by=by, at=at)
        _record(ratification, "ratification_carried_over", by=by, at=at)
    list_owed(meeting.panel_id, by=by, at=at)


def answer_ratification(
    item: AgendaItem,
    *,
    reasons: str,
    follow_up: FollowUp | None,
    quorum: Quorum,
    by: Person,
    at: datetime,
) -> Ratification:
    """Write down what the panel says; its clock stops. `follow_up`: None where it ratifies.

    Args:
        item: of a request that is locked.

    Raises:
        access.Refused: this person doesn't record the panel's outcomes.
        chart.MoveRefused: it isn't on an agenda or is on a later one, or has its answer.
    """
    ratification = _of_items(item).get()
    access.of(by, on=clock.date_of(at)).require(
        Permission.OUTCOME_RECORD, panel_id=item.placement_request.panel_id
    )
    if ratification.items.filter(pk__gt=item.pk).exists():  # the meeting closed meanwhile
        raise MoveRefused(item, "ratify", ["The request is on a later agenda."])
    ratification.reasons, ratification.follow_up = reasons, follow_up or ""
    ratification.quorum = quorum.as_told()
    ratification.answered_at, ratification.answered_by = at, by
    _move(ratification, "refuse" if follow_up else "ratify", by=by, at=at)
    _stop_clock(ratification, by=by, at=at)
    kind = "ratification_refused" if follow_up else "ratified"
    _record(ratification, kind, by=by, at=at)
    return ratification


def lapse_ratification(urgency: Urgency, *, by: Person, at: datetime) -> bool:
    """Ask the panel no more, if it was asked; say whether it was."""
    found = Ratification.objects.select_for_update(of=("self",)).filter(
        urgency=urgency, stage__in=sorted(ASKED)
    )
    ratification = found.select_related("urgency__placement_request").first()
    if ratification is None:
        return False
    _move(ratification, "lapse", by=by, at=at)
    _stop_clock(ratification, by=by, at=at)
    _record(ratification, "ratification_lapsed", by=by, at=at)
    return True


def _put_on(meeting: Meeting, ratification: Ratification, *, by: Person, at: datetime) -> None:
    last = meeting.items.aggregate(last=Max("position"))["last"] or 0
    item = AgendaItem.objects.create(
        meeting=meeting,
        placement_request=ratification.urgency.placement_request,
        position=last + 1,
        ratifies=ratification,
    )
    carry_interests(item)
    _move(ratification, "put_on_agenda", by=by, at=at)
    if ratification.due_on is None:
        days = (clock.date_of(meeting.starts_at) - clock.date_of(at)).days
        _start_clock(ratification, Length(max(days, 0), Unit.CALENDAR_DAYS), by=by, at=at)
    told = {"meeting": meeting.number, "item": item.position}
    _record(ratification, "ratification_listed", by=by, at=at, **told)


def _start_clock(ratification: Ratification, length: Length, *, by: Person, at: datetime) -> None:
    """Start the one clock there is: a meeting that doesn't come to it doesn't move its date."""
    placement_request = ratification.urgency.placement_request
    policy = placement_request.submitted_under
    running = deadlines.start_clock(
        subject=placement_request.reference,
        rule=rules.ratification(length, policy=str(policy), effective_from=policy.effective_from),
        key=str(ratification.urgency_id),
        started_on=clock.date_of(at),
        owner=deadlines.Owner(placement_request.panel_id, Role.COORDINATOR),
        ladder=policy.policy.reminders.approval,
        by=by,
        at=at,
    )
    ratification.due_on = running.due_on
    ratification.save(update_fields=["due_on"])


def _stop_clock(ratification: Ratification, *, by: Person, at: datetime) -> None:
    if ratification.due_on is not None:
        deadlines.stop_clock(
            subject=ratification.urgency.placement_request.reference,
            rule_id=rules.RATIFICATION,
            key=str(ratification.urgency_id),
            by=by,
            at=at,
        )


def _of_items(*items: AgendaItem) -> QuerySet[Ratification]:
    """Return what items are to ratify, the rows locked once read."""
    found = Ratification.objects.select_for_update(of=("self",)).filter(items__in=items)
    return found.select_related("urgency__placement_request").order_by("pk")


def _move(ratification: Ratification, name: str, *, by: Person, at: datetime) -> None:
    source, target = ratification.make(name)
    ratification.save()
    told = {"from": source, "to": target}
    log.record(subject=ratification.subject, kind=name, by=by, at=at, payload=told)


def _record(
    ratification: Ratification, kind: str, *, by: Person, at: datetime, **payload: Any
) -> None:
    """Append to the history of the request, beside the ratification's own."""
    subject = ratification.urgency.placement_request.reference
    log.record(subject=subject, kind=kind, by=by, at=at, payload=payload)
