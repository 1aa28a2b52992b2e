"""Who may take a place at a meeting, by the panel's rules on chairs, substitutes and clerks."""

from datetime import date

import pytest
from django.test import Client

from panel.agencies import operations as agencies
from panel.agencies.models import Appointment, Grade, Person, Role, Seat
from panel.meetings import operations
from panel.meetings.models import Meeting
from panel.meetings.stages import MeetingStage
from panel.sample.people import HEALTH
from tests.builders import MEETING_DAY, MONDAY_9AM, a_meeting, a_panel, a_person
from tests.meetings.rules import under

pytestmark = pytest.mark.django_db
TABLE = "[membership]\n"


def a_substitute(grade: Grade = Grade.SERVICE_MANAGER) -> Person:
    """Return somebody who is named to come for the clinician, a service manager."""
    a_panel()
    person = agencies.add_person(
        username="ada.new@northmere.example", name="Ada New", password=None, by=None, at=MONDAY_9AM
    )
    agencies.name_substitute(
        seat_id=Seat.objects.get(title="ICB clinician").pk,
        person_id=person.pk,
        grade=grade,
        starts_on=date(2026, 9, 1),
        ends_on=None,
        by=None,
        at=MONDAY_9AM,
    )
    return person


def start(*present: Person, by: Role = Role.COORDINATOR) -> Meeting:
    return operations.start(
        meeting_id=a_meeting(MeetingStage.PAPERS_OUT).pk,
        present_ids=[person.pk for person in present],
        by=a_person(by),
        at=MEETING_DAY,
    )


class TestChair:
    def test_is_of_the_grade_that_the_rules_ask_for(self):
        under(TABLE, f'{TABLE}chair_grade = "director"\n')
        assert start(a_person(Role.CHAIR)).stage == MeetingStage.OPEN

        Appointment.objects.filter(role=Role.CHAIR).update(grade=Grade.ASSISTANT_DIRECTOR)
        with pytest.raises(operations.NotSeated, match="ask for director or above"):
            start(a_person(Role.CHAIR))

    @pytest.mark.parametrize(
        ("rule", "told"),
        [
            ("chair_independent = true", "belongs to no agency"),
            ('chair_agencies = ["education"]', "no chair from Health"),
        ],
    )
    def test_comes_from_where_the_rules_say(self, rule: str, told: str):
        under(TABLE, f"{TABLE}{rule}\n")
        chair, panel = a_person(Role.CHAIR), a_panel()
        agencies.appoint(
            person_id=chair.pk,
            panel_id=panel.pk,
            role=Role.MEMBER,
            agency_id=panel.agencies.get(code=HEALTH).pk,
            starts_on=MONDAY_9AM.date(),
            by=None,
            at=MONDAY_9AM,
        )

        with pytest.raises(operations.NotSeated, match=told):
            start(chair)


class TestSubstitute:
    def test_takes_the_place_of_who_isn_t_there(self):
        substitute = a_substitute()
        meeting = start(substitute)

        assert meeting.attendance.get(person=substitute).is_present

    def test_isn_t_there_beside_who_holds_the_seat(self):
        with pytest.raises(operations.NotSeated, match="Callum Reid is here"):
            start(a_substitute(), a_person(Role.MEMBER, HEALTH))

    def test_isn_t_sent_where_the_rules_have_none(self):
        under(TABLE, f'{TABLE}substitutes = "none"\n')

        with pytest.raises(operations.NotSeated, match="nobody send a substitute"):
            start(a_substitute())

    @pytest.mark.parametrize(
        ("rule", "grade", "may_come"),
        [
            ("same_or_higher", Grade.TEAM_MANAGER, False),
            ("one_below", Grade.TEAM_MANAGER, True),
            ("one_below", Grade.OFFICER, False),
            ("any", Grade.OFFICER, True),
        ],
    )
    def test_is_of_the_grade_that_the_rules_ask_for(self, rule: str, grade: Grade, may_come: bool):
        under(TABLE, f'{TABLE}substitute_grade = "{rule}"\n')
        substitute = a_substitute(grade)

        if may_come:
            assert start(substitute).stage == MeetingStage.OPEN
        else:
            with pytest.raises(operations.NotSeated, match="their grade is too low"):
                start(substitute)


def test_the_clerk_who_takes_attendance_has_no_seat(client: Client):
    meeting = start(a_person(Role.CHAIR))
    client.force_login(a_person(Role.CHAIR))

    page = client.get(f"/meetings/{meeting.pk}/").text
    assert "Helen Okafor, clerk" in page
    assert "a clerk without a seat" not in page
    for role, is_warned in ((Role.COORDINATOR, False), (Role.CHAIR, True)):
        client.force_login(a_person(role))
        form = client.get(f"/meetings/{a_meeting(MeetingStage.PAPERS_OUT).pk}/start/").text
        assert ("You would be written down as the clerk" in form) is is_warned

    meeting = start(a_person(Role.CHAIR), by=Role.CHAIR)
    page = client.get(f"/meetings/{meeting.pk}/").text
    assert "The rules ask for a clerk without a seat." in page
