"""When a meeting's papers must have come and must be out, by the rules it is held under."""

from dataclasses import dataclass
from datetime import datetime

from panel import clock, working_days
from panel.meetings import queries
from panel.meetings.models import Meeting
from panel.policies import calendars, leads


@dataclass(frozen=True)
class PaperDays:
    """The last moments for papers to come in, be taken late, and reach the members."""

    in_by: datetime
    waived_by: datetime  # until when the chair may take what comes late
    out_by: datetime


def of(meeting: Meeting) -> PaperDays:
    """Work both out from the meeting's day; nothing is kept, so a moved meeting moves them."""
    rules = queries.rules_for(meeting)
    day = clock.date_of(meeting.starts_at)
    holidays = calendars.closed(rules.calendar, day.year - 1, day.year)
    in_by, out_by = (
        leads.last_moment(
            lead, meeting_on=day, cutoff=rules.calendar.cutoff_time, holidays=holidays
        )
        for lead in (rules.papers.submit, rules.papers.circulate)
    )
    last = working_days.add(in_by.date(), rules.papers.late_working_days, holidays)
    return PaperDays(in_by, datetime.combine(last, in_by.timetz()), out_by)
