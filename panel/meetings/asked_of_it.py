"""What a panel's rules ask of a meeting beside its agenda: training with it, minutes after it."""

from collections.abc import Collection, Iterator
from datetime import datetime

from panel import clock
from panel.deadlines import counting
from panel.deadlines.durations import length_of
from panel.meetings.models import Attendance, Meeting
from panel.meetings.places import Place
from panel.meetings.stages import MeetingStage
from panel.policies import calendars
from panel.policies.schema import Policy
from panel.presentation import formatting


def sentences(meeting: Meeting, taken: Collection[Place], rules: Policy) -> tuple[str, ...]:
    """Return what they ask of a meeting at its stage. `taken`: the places at it."""
    match MeetingStage(meeting.stage):
        case MeetingStage.CANCELLED:
            return ()
        case MeetingStage.CLOSED:
            return (_minutes(meeting, rules),)
    return (*_refresher(meeting, rules), *_induction(meeting, taken, rules))


def _minutes(meeting: Meeting, rules: Policy) -> str:
    held_on = clock.date_of(meeting.starts_at)
    closed = calendars.closed(rules.calendar, held_on.year, held_on.year + 1)
    due_on = counting.end(length_of(rules.decision.minutes_within), held_on, closed)
    due = formatting.day(due_on)
    return f"This page is the draft of the minutes, which the rules ask for by {due}."


def _refresher(meeting: Meeting, rules: Policy) -> Iterator[str]:
    """Ask for it at the first meeting of a year."""
    year = clock.date_of(meeting.starts_at).year
    earlier = Meeting.objects.exclude(stage=MeetingStage.CANCELLED).filter(
        panel_id=meeting.panel_id,
        starts_at__gte=datetime(year, 1, 1, tzinfo=clock.LONDON),
        starts_at__lt=meeting.starts_at,
    )
    if rules.membership.refresher and not earlier.exists():
        yield f"It is the first of {year}: the rules ask for refresher training once a year."


def _induction(meeting: Meeting, taken: Collection[Place], rules: Policy) -> Iterator[str]:
    """Name who decides at a meeting for the first time; nobody at a panel's own first."""
    if not rules.membership.induction_required:
        return
    came = Attendance.objects.filter(
        meeting__panel_id=meeting.panel_id,
        meeting__starts_at__lt=meeting.starts_at,
        is_present=True,
    )
    before = set(came.values_list("person_id", flat=True).distinct())
    new = [
        place.person.name
        for place in taken
        if place.gives_positions and place.person.pk not in before
    ]
    if before and new:
        have = "hasn’t" if len(new) == 1 else "haven’t"
        yield (
            f"{formatting.listed(new)} {have} been at a meeting of this panel before: the rules "
            "ask that members are inducted before they decide."
        )
