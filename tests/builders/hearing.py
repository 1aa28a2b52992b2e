"""A meeting from its papers to its end, and what its members say."""

import itertools
from datetime import datetime, timedelta

from panel.agencies.models import Role
from panel.cases.models import PlacementRequest
from panel.decisions import operations as decisions
from panel.decisions.models import Outcome
from panel.meetings import operations as meetings
from panel.meetings.models import AgendaItem, Meeting, View
from tests.builders.county import a_panel, a_person
from tests.builders.deciding import decide, the_item
from tests.builders.moments import AGENCIES, MEETING_DAY
from tests.keeping import kept


def a_free_moment() -> datetime:
    """Return the first minute of the meeting day at which no meeting of the panel starts."""
    taken = set(a_panel().meetings.values_list("starts_at", flat=True))
    moments = (MEETING_DAY + timedelta(minutes=minute) for minute in itertools.count())
    return next(moment for moment in moments if moment not in taken)


def cancel(meeting: Meeting) -> Meeting:
    """Cancel a meeting a week ahead."""
    return decisions.cancel_meeting(
        meeting_id=meeting.pk,
        reason="The hall is flooded.",
        by=a_person(Role.COORDINATOR),
        at=MEETING_DAY - timedelta(days=7),
    )


def send_papers(meeting: Meeting) -> None:
    """Send the papers a week ahead."""
    meetings.send_papers(
        meeting_id=meeting.pk, by=a_person(Role.COORDINATOR), at=MEETING_DAY - timedelta(days=7)
    )


@kept
def open_meeting(meeting: Meeting, *absent: str) -> None:
    """Send the papers, then open the meeting with everyone there but members of `absent`."""
    send_papers(meeting)
    members = [a_person(Role.MEMBER, code) for code in AGENCIES if code not in absent]
    chair = a_person(Role.CHAIR)
    meetings.start(
        meeting_id=meeting.pk,
        present_ids=[chair.pk, *(member.pk for member in members)],
        by=chair,
        at=max(MEETING_DAY, meeting.starts_at),
    )


def take_position(item: AgendaItem, view: View, agency: str) -> None:
    """Have an agency's member say what they think."""
    meetings.give_position(
        item_id=item.pk,
        view=view,
        reasons="Having read the papers.",
        by=a_person(Role.MEMBER, agency),
        at=MEETING_DAY,
    )


def consider(placement_request: PlacementRequest) -> None:
    """Send the papers, have every member support it, open the meeting and the item."""
    item = the_item(placement_request)
    open_meeting(item.meeting)
    for code in AGENCIES:
        take_position(item, View.SUPPORT, code)
    decisions.consider(item_id=item.pk, by=a_person(Role.CHAIR), at=MEETING_DAY)


def consider_and_close(placement_request: PlacementRequest, meeting: Meeting) -> None:
    """Defer the one item of an open meeting and close it."""
    chair = a_person(Role.CHAIR)
    decisions.consider(item_id=the_item(placement_request).pk, by=chair, at=MEETING_DAY)
    decide(placement_request, Outcome.DEFERRED)
    meetings.close(meeting_id=meeting.pk, by=chair, at=MEETING_DAY + timedelta(hours=2))
