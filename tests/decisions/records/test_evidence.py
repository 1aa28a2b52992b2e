"""Who was at the meeting, as a record tells it."""

import pytest

from panel.agencies.models import Role
from panel.cases.stages import Stage
from panel.decisions.records import canonical, pdf
from panel.decisions.records.gathering import evidence
from panel.meetings import operations as meetings
from panel.sample.people import EDUCATION, HEALTH
from tests import builders
from tests.builders import MEETING_DAY, a_person, a_request, the_item

pytestmark = pytest.mark.django_db


def test_somebody_with_an_interest_left_for_the_item_unless_they_never_came() -> None:
    item = the_item(a_request(Stage.LISTED))
    builders.open_meeting(item.meeting, HEALTH)
    for agency in (HEALTH, EDUCATION):
        member = a_person(Role.MEMBER, agency)
        meetings.declare_interest(item_id=item.pk, reason="My nephew", by=member, at=MEETING_DAY)

    seats = evidence.attendance(item, item.placement_request)
    presence = {seat.agency.code: seat.presence for seat in seats if seat.agency}

    assert (presence[HEALTH], presence[EDUCATION]) == ("Absent", "Left for this item")


def test_nobody_knows_what_an_option_without_dates_costs() -> None:
    kept = a_request(Stage.DECLINED).decisions.get().records.get()
    frozen = canonical.from_json(kept.content.encode())

    assert frozen.options[0].weekly_pence is None
    assert pdf.as_article(frozen).count("Dates not known</td>") == 3
