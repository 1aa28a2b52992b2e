"""Ways to have something decided between meetings, and ratified at one, under other rules too."""

from datetime import date, timedelta

from panel.agencies import operations as agencies
from panel.agencies.limits import Limits
from panel.agencies.models import Person, Role
from panel.cases.models import PlacementRequest
from panel.decisions import operations
from panel.decisions.models import DecisionRecord
from panel.decisions.outcomes.document import RatificationPart
from panel.meetings.models import AgendaItem, FollowUp, Meeting, View
from panel.money import Pence
from tests import builders
from tests.builders import AGENCIES, KENT, MEETING_DAY, MONDAY_9AM, a_panel, a_person, ruled_by

APPROVERS = KENT[KENT.index("[emergency]\n") : KENT.index("[authority]")]
LEADS_DECIDE = "out_of_panel_approvers = ['each_payer']"
ONE_FOR_ALL = """
each_payer = false
out_of_panel_approvers = ['chair']
approvers = [{ agency = 'social-care', post = 'Head of service' }]
"""


def under(emergency: str, stated: str = "", instead: str = "") -> None:
    """Bring the sample rules into force with other rules for what can't wait."""
    assert stated in KENT
    ruled_by(
        KENT.replace(APPROVERS, f"[emergency]\n{emergency}\n\n").replace(
            stated or APPROVERS, instead or APPROVERS
        )
    )


def appointed(person: Person, role: Role, agency: str = "", *, limit: int | None = None) -> Person:
    """Give a person one more role."""
    panel = a_panel()
    agencies.appoint(
        person_id=person.pk,
        panel_id=panel.pk,
        role=role,
        agency_id=panel.agencies.get(code=agency).pk if agency else None,
        starts_on=date(2026, 1, 1),
        limits=Limits(weekly_pence=Pence(limit) if limit else None),
        by=None,
        at=MONDAY_9AM,
    )
    return person


def item_of(placement_request: PlacementRequest) -> AgendaItem:
    """Return where it stands to be ratified."""
    return placement_request.agenda_items.select_related("meeting", "ratifies").latest("pk")


def open_with_support(meeting: Meeting, *absent: str) -> None:
    """Open a meeting at which everybody who is there supports everything."""
    builders.open_meeting(meeting, *absent)
    for item in meeting.items.all():
        for code in AGENCIES:
            builders.take_position(item, View.SUPPORT, code)


def answer(
    placement_request: PlacementRequest,
    follow_up: FollowUp | None = None,
    *,
    by: Person | None = None,
    item: AgendaItem | None = None,
) -> DecisionRecord:
    """Have the chair, or another, record what the meeting says."""
    return operations.ratify(
        item_id=(item or item_of(placement_request)).pk,
        answer=RatificationPart(reasons="It was the only place.", follow_up=follow_up),
        by=by or a_person(Role.CHAIR),
        at=MEETING_DAY + timedelta(hours=1),
    )
