"""The pages of meetings, as each role meets them."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from panel.agencies.models import Role
from panel.audit.models import ReadEvent
from panel.cases.stages import Stage
from panel.meetings.models import Meeting, View
from panel.meetings.stages import MeetingStage
from panel.sample.people import EDUCATION, HEALTH
from tests.builders import (
    MONDAY_9AM,
    a_meeting,
    a_panel,
    a_person,
    a_request,
    fund_urgently,
    open_meeting,
    take_position,
    the_item,
    withdraw,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client: Client) -> Any:
    """Return a function that signs somebody in and gives the client."""

    def sign_in(role: Role, agency: str = "") -> Client:
        client.force_login(a_person(role, agency))
        return client

    return sign_in


class TestIndex:
    def test_lists_meetings_to_come_and_lets_the_coordinator_plan_one(
        self, signed_in: Any
    ) -> None:
        meeting = a_meeting()

        page = signed_in(Role.COORDINATOR).get("/meetings/")

        assert f"/meetings/{meeting.pk}/" in page.text
        assert "Monday 21 September 2026, 9am" in page.text
        assert "Plan a meeting" in page.text

    def test_shows_a_member_no_way_to_plan(self, signed_in: Any) -> None:
        a_meeting()

        page = signed_in(Role.MEMBER).get("/meetings/")

        assert "Plan a meeting" not in page.text

    @pytest.mark.parametrize("role", [Role.REFERRER, Role.ADVISER, Role.ADMINISTRATOR])
    def test_is_closed_to_those_who_read_no_meetings(self, signed_in: Any, role: Role) -> None:
        a_panel()

        page = signed_in(role).get("/meetings/")

        assert page.status_code == 403
        assert "may not read meetings here" in page.text

    def test_sends_strangers_to_sign_in(self, client: Client) -> None:
        page = client.get("/meetings/")

        assert page.status_code == 302
        assert page["Location"].startswith("/sign-in/")


class TestPlan:
    def test_plans_a_meeting_in_london_time(self, signed_in: Any) -> None:
        a_panel()
        typed = {"panel": a_panel().pk, "day_day": "1", "day_month": "7", "day_year": "2027"}

        page = signed_in(Role.COORDINATOR).post(
            "/meetings/plan/", typed | {"time": "9:30am", "place": "Room 2"}
        )

        meeting = Meeting.objects.get()
        assert page["Location"] == f"/meetings/{meeting.pk}/"
        assert meeting.starts_at.isoformat() == "2027-07-01T08:30:00+00:00"

    def test_keeps_what_was_typed_and_names_each_fault(self, signed_in: Any) -> None:
        typed = {"panel": a_panel().pk, "day_day": "31", "day_month": "2", "day_year": "2027"}

        page = signed_in(Role.COORDINATOR).post(
            "/meetings/plan/", typed | {"time": "noonish", "place": "Room 2"}
        )

        assert "There is a problem" in page.text
        assert "Enter a time, like 9:30am or 14:00" in page.text
        assert 'value="noonish"' in page.text
        assert 'value="Room 2"' in page.text
        assert not Meeting.objects.exists()


class TestMeeting:
    def test_shows_the_agenda_and_logs_the_read(self, signed_in: Any) -> None:
        meeting = a_meeting(MeetingStage.PAPERS_OUT)

        page = signed_in(Role.MEMBER).get(f"/meetings/{meeting.pk}/")

        assert "Q.Z., age 13" in page.text
        assert "Residential, 52 weeks at Alder Vale, £3,420.01 a week." in page.text
        assert "Education 40%, Health 30% and Social care 30%" in page.text
        assert "Give position" in page.text
        assert ReadEvent.objects.filter(subject=meeting.reference).exists()

    def test_asks_the_same_questions_of_the_database_for_two_items_as_for_one(
        self, signed_in: Any, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        client = signed_in(Role.MEMBER)
        one = a_meeting(MeetingStage.PAPERS_OUT)
        with django_assert_max_num_queries(60) as counted:
            client.get(f"/meetings/{one.pk}/")
        many = a_meeting()
        list_on(many, 3)

        with django_assert_max_num_queries(len(counted)):
            client.get(f"/meetings/{many.pk}/")

    def test_hides_an_item_from_somebody_with_an_interest(self, signed_in: Any) -> None:
        item = the_item(a_request(Stage.LISTED))
        client = signed_in(Role.MEMBER, HEALTH)
        client.post(
            f"/meetings/{item.meeting_id}/items/1/interest/",
            {"reason": "My nephew", "level": "leave"},
        )

        page = client.get(f"/meetings/{item.meeting_id}/")
        detail = client.get(f"/meetings/{item.meeting_id}/items/1/")

        assert item.placement_request.reference in page.text
        assert "You declared an interest in this item" in page.text
        assert "Alder Vale" not in page.text
        assert "Alder Vale" not in detail.text
        assert "Q.Z." not in detail.text

    def test_is_not_there_for_another_panel(self, signed_in: Any) -> None:
        assert signed_in(Role.MEMBER).get("/meetings/999/").status_code == 404


class TestRunning:
    def test_sends_papers(self, signed_in: Any) -> None:
        meeting = the_item(a_request(Stage.LISTED)).meeting

        page = signed_in(Role.CHAIR).post(f"/meetings/{meeting.pk}/papers/")  # late or not

        meeting.refresh_from_db()
        assert page.status_code == 302
        assert meeting.stage == MeetingStage.PAPERS_OUT
        assert "Papers are sent" in str(next(iter(get_messages(page.wsgi_request))))

    def test_says_why_papers_cannot_be_sent(self, signed_in: Any) -> None:
        meeting = a_meeting()

        page = signed_in(Role.COORDINATOR).post(f"/meetings/{meeting.pk}/papers/")

        assert page.status_code == 409
        assert "Put at least one request on the agenda." in page.text

    def test_takes_attendance_and_opens_the_meeting(self, signed_in: Any) -> None:
        meeting = a_meeting(MeetingStage.PAPERS_OUT)
        here = [a_person(Role.CHAIR).pk, a_person(Role.MEMBER, EDUCATION).pk]

        signed_in(Role.CHAIR).post(f"/meetings/{meeting.pk}/start/", {"present": here})

        meeting.refresh_from_db()
        assert meeting.stage == MeetingStage.OPEN
        assert meeting.attendance.filter(is_present=True).count() == 2
        assert meeting.attendance.filter(is_present=False).count() == 3

    def test_asks_who_is_here_before_it_opens(self, signed_in: Any) -> None:
        meeting = a_meeting(MeetingStage.PAPERS_OUT)

        page = signed_in(Role.CHAIR).post(f"/meetings/{meeting.pk}/start/", {})

        assert "Tick everybody who is here" in page.text

    def test_will_not_close_with_an_item_undecided(self, signed_in: Any) -> None:
        meeting = a_meeting(MeetingStage.OPEN)

        page = signed_in(Role.CHAIR).post(f"/meetings/{meeting.pk}/close/")

        assert page.status_code == 409
        assert "An item on the agenda has no outcome yet." in page.text

    def test_is_refused_to_a_member(self, signed_in: Any) -> None:
        meeting = a_meeting(MeetingStage.PAPERS_OUT)

        page = signed_in(Role.MEMBER).post(f"/meetings/{meeting.pk}/papers/")

        assert page.status_code == 403


class TestPosition:
    def test_is_given_and_then_shown_to_its_giver_to_change(self, signed_in: Any) -> None:
        item = the_item(a_request(Stage.LISTED))
        address = f"/meetings/{item.meeting_id}/items/1/position/"
        client = signed_in(Role.MEMBER, HEALTH)

        client.post(address, {"view": View.SUPPORT, "reasons": "Page 14."})

        assert item.positions.get().reasons == "Page 14."
        assert "Page 14." in client.get(address).text

    def test_shows_nothing_of_the_child_to_a_member_who_left(self, signed_in: Any) -> None:
        item = the_item(a_request(Stage.LISTED))
        client, address = signed_in(Role.MEMBER, HEALTH), f"/meetings/{item.meeting_id}/items/1/"
        client.post(f"{address}interest/", {"reason": "My sister works there.", "level": "leave"})

        page = client.get(f"{address}position/")

        assert (page.status_code, page["Location"]) == (302, address)

    def test_keeps_the_reasons_when_no_view_is_chosen(self, signed_in: Any) -> None:
        item = the_item(a_request(Stage.LISTED))

        page = signed_in(Role.MEMBER).post(
            f"/meetings/{item.meeting_id}/items/1/position/", {"reasons": "Page 14."}
        )

        assert "Choose your position" in page.text
        assert "Page 14." in page.text

    def test_is_refused_in_words_after_the_outcome(self, signed_in: Any) -> None:
        item = the_item(a_request(Stage.DECLINED))

        page = signed_in(Role.MEMBER).post(
            f"/meetings/{item.meeting_id}/items/1/position/",
            {"view": View.SUPPORT, "reasons": "Page 14."},
        )

        assert "has its outcome" in page.text
        assert "Page 14." in page.text

    def test_is_hidden_from_others_until_the_item_is_opened(self, signed_in: Any) -> None:
        item = the_item(a_request(Stage.LISTED))
        take_position(item, View.OPPOSE, HEALTH)
        address = f"/meetings/{item.meeting_id}/items/1/"
        client = signed_in(Role.CHAIR)

        before = client.get(address)
        open_meeting(item.meeting)
        client.post(f"{address}consider/")
        after = client.get(address)

        assert "1 of 3 given" in before.text
        assert "Having read the papers." not in before.text
        assert "Having read the papers." in after.text


class TestMoney:
    def test_is_asked_for_by_what_is_still_to_be_paid_for_alone(self, signed_in: Any) -> None:
        meeting = a_meeting()
        fund_urgently(a_request(Stage.SUBMITTED))  # to be ratified here; its money is committed
        list_on(meeting, 2)
        chair = signed_in(Role.CHAIR)
        both = chair.get(f"/meetings/{meeting.pk}/").text
        assert "£173,931.94" in both
        assert "first year, 2 items" in both

        withdraw(meeting.items.get(position=2).placement_request)

        one = chair.get(f"/meetings/{meeting.pk}/").text
        assert "£86,965.97" in one
        assert "first year, 1 item" in one
        assert "the panel didn’t come to it" in chair.get(f"/meetings/{meeting.pk}/items/2/").text


class TestInterest:
    def test_logs_who_saw_the_item(self, signed_in: Any) -> None:
        item = the_item(a_request(Stage.LISTED))

        signed_in(Role.MEMBER, HEALTH).get(f"/meetings/{item.meeting_id}/items/1/interest/")

        read = ReadEvent.objects.get(subject=item.placement_request.reference)
        assert read.what == "agenda item"


def list_on(meeting: Meeting, number: int) -> None:
    """Put new requests on an agenda."""
    from panel.decisions import operations as decisions

    for _ in range(number):
        decisions.list_request(
            meeting_id=meeting.pk,
            placement_request_id=a_request(Stage.READY).pk,
            by=a_person(Role.COORDINATOR),
            at=MONDAY_9AM,
        )
