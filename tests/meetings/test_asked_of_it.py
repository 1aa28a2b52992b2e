"""What the rules ask of a meeting beside its agenda, as its page says it."""

from datetime import date

import pytest
from django.test import Client

from panel.agencies import operations as agencies
from panel.agencies.models import Role
from panel.cases.stages import Stage
from panel.meetings import asked_of_it, places, queries
from panel.meetings.models import Meeting
from panel.meetings.stages import MeetingStage
from panel.sample.people import EDUCATION
from tests.builders import (
    MONDAY_9AM,
    a_meeting,
    a_panel,
    a_person,
    a_request,
    consider_and_close,
    open_meeting,
    the_item,
)

pytestmark = pytest.mark.django_db
REFRESHER = "It is the first of 2026: the rules ask for refresher training once a year."


def sentences(meeting: Meeting) -> tuple[str, ...]:
    taken = places.of(meeting).values()
    return asked_of_it.sentences(meeting, taken, queries.rules_for(meeting))


def a_closed_meeting() -> Meeting:
    request = a_request(Stage.LISTED)
    meeting = the_item(request).meeting
    open_meeting(meeting)
    consider_and_close(request, meeting)
    meeting.refresh_from_db()
    return meeting


def test_the_first_meeting_of_a_year_asks_for_refresher_training() -> None:
    first, second = a_meeting(), a_meeting()

    assert sentences(first) == (REFRESHER,)
    assert sentences(second) == ()


def test_who_decides_for_the_first_time_is_named() -> None:
    a_closed_meeting()
    person = agencies.add_person(
        username="ada.new@northmere.example", name="Ada New", password=None, by=None, at=MONDAY_9AM
    )
    agencies.appoint(
        person_id=person.pk,
        panel_id=a_panel().pk,
        role=Role.MEMBER,
        agency_id=a_panel().agencies.get(code=EDUCATION).pk,
        starts_on=date(2026, 9, 1),
        by=None,
        at=MONDAY_9AM,
    )

    (asked,) = sentences(a_meeting(MeetingStage.PAPERS_OUT))
    assert asked.startswith("Ada New hasn’t been at a meeting of this panel before")


def test_the_page_of_a_meeting_is_its_minutes_and_says_by_when_they_are_asked_for(
    client: Client,
) -> None:
    meeting = a_closed_meeting()
    client.force_login(a_person(Role.MEMBER, EDUCATION))

    page = client.get(f"/meetings/{meeting.pk}/").text

    assert "draft of the minutes, which the rules ask for by 28 September 2026." in page
    assert "Deferred" in page
