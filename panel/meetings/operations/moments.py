"""When a meeting may start: not in the past, not far ahead, and one of a panel at a time."""

from datetime import datetime, timedelta

from panel import clock, working_days
from panel.meetings.models import Meeting
from panel.meetings.stages import MeetingStage
from panel.presentation import formatting
from panel.refusals import Refusal

JUST_BEGUN = timedelta(hours=1)  # how long ago one may have started that is planned now
MONTHS_AHEAD = 24


class NotThen(Refusal):
    """Raised when a meeting would start in the past, far ahead, or when another does."""

    field = "day"


def require_moment(panel_id: int, starts_at: datetime, *, at: datetime) -> None:
    """Refuse a start that can't be meant, or that another meeting has; the panel is locked."""
    then = formatting.moment(starts_at)
    if starts_at < at - JUST_BEGUN:
        raise NotThen(f"{then} is past. Enter a day and a time that are still to come.")
    last = working_days.add_months(clock.date_of(at), MONTHS_AHEAD)
    if clock.date_of(starts_at) > last:
        raise NotThen(f"Meetings are planned up to two years ahead, by {formatting.day(last)}.")
    held = Meeting.objects.filter(panel_id=panel_id, starts_at=starts_at)
    if other := held.exclude(stage=MeetingStage.CANCELLED).first():
        raise NotThen(f"{other} of this panel starts on {then}, too. Enter another time.")
