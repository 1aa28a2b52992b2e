"""The verbs of meetings."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from panel.agencies import access
from panel.agencies import operations as agencies
from panel.agencies.models import Grade, Role
from panel.cases import operations as cases
from panel.cases import visibility
from panel.cases.stages import Stage
from panel.chart import MoveRefused
from panel.deadlines.models import Notice
from panel.decisions import operations as decisions
from panel.decisions.models import Outcome
from panel.meetings import operations, places, queries, quorums, shown
from panel.meetings.models import AgendaItem, Recusal, View
from panel.meetings.stages import MeetingStage
from panel.sample.people import EDUCATION, HEALTH, SOCIAL_CARE, VICE_CHAIR
from tests import builders
from tests.builders import MEETING_DAY, MONDAY_9AM, a_meeting, a_person, a_request, the_item
from tests.meetings.rules import under

pytestmark = pytest.mark.django_db


def list_at(meeting, placement_request, *, by=None):
    return operations.list_request(
        meeting_id=meeting.pk,
        placement_request_id=placement_request.pk,
        by=by or a_person(Role.COORDINATOR),
        at=MONDAY_9AM,
    )


class TestPlan:
    def test_numbers_the_panel_s_meetings_from_one(self):
        assert [a_meeting().number, a_meeting().number] == [1, 2]

    def test_is_refused_to_a_member(self):
        with pytest.raises(access.Refused):
            operations.plan(
                panel_id=builders.a_panel().pk,
                starts_at=MEETING_DAY,
                place="",
                by=a_person(Role.MEMBER),
                at=MONDAY_9AM,
            )


class TestListRequest:
    def test_puts_requests_at_the_end_of_the_agenda(self):
        meeting = a_meeting()
        items = [list_at(meeting, a_request(Stage.READY)) for _ in range(2)]

        assert [item.position for item in items] == [1, 2]

    def test_refuses_a_request_that_is_listed_already(self):
        request = a_request(Stage.LISTED)

        with pytest.raises(MoveRefused, match="On an agenda"):
            list_at(the_item(request).meeting, request)

    def test_refuses_when_the_papers_are_out_and_leaves_the_request_ready(self):
        meeting, request = a_meeting(MeetingStage.PAPERS_OUT), a_request(Stage.READY)

        with pytest.raises(MoveRefused, match="Papers sent"):
            list_at(meeting, request)
        request.refresh_from_db()
        assert request.stage == Stage.READY

    def test_is_refused_to_an_adviser(self):
        with pytest.raises(access.Refused):
            list_at(a_meeting(), a_request(Stage.READY), by=a_person(Role.ADVISER))

    def test_tells_an_adviser_nothing_of_the_meeting(self):
        meeting = a_meeting(MeetingStage.PAPERS_OUT)

        with pytest.raises(access.Refused):
            list_at(meeting, a_request(Stage.READY), by=a_person(Role.ADVISER))


class TestSendPapers:
    def test_owes_one_notice_to_everybody_with_a_seat_and_names_no_child(self):
        request = a_request(Stage.LISTED)
        meeting = the_item(request).meeting
        builders.send_papers(meeting)

        notices = Notice.objects.filter(key__startswith=f"{meeting.reference}/papers/")
        seated = {seat.person.username for seat in places.seated(meeting)}
        assert {notice.recipient for notice in notices} == seated
        assert not any("Quill" in n.subject_line + n.body for n in notices)


class TestStart:
    def test_writes_down_everybody_with_a_seat_as_present_or_absent(self):
        meeting = the_item(a_request(Stage.LISTED)).meeting
        builders.open_meeting(meeting, HEALTH)

        absent = meeting.attendance.filter(is_present=False)
        away = {a_person(Role.MEMBER, HEALTH).name, VICE_CHAIR.name}
        assert {row.person.name for row in absent} == away
        assert meeting.attendance.count() == 5

    def test_a_chair_who_is_an_agency_s_member_too_counts_as_both(self):
        item = the_item(a_request(Stage.LISTED))
        panel = item.meeting.panel
        agencies.appoint(
            person_id=a_person(Role.CHAIR).pk,
            panel_id=panel.pk,
            role=Role.MEMBER,
            agency_id=panel.agencies.get(code=HEALTH).pk,
            starts_on=MONDAY_9AM.date(),
            by=None,
            at=MONDAY_9AM,
        )
        taken = places.of(item.meeting)
        builders.open_meeting(item.meeting, HEALTH)

        assert "Margaret Osei, chair and Health" in map(str, taken.values())
        assert len(taken) == 5
        assert quorums.quorum_of(item).counted == 3
        assert not any("Health" in sentence for sentence in quorums.quorum_of(item).missing)

    def test_refuses_somebody_without_a_seat(self):
        meeting = a_meeting(MeetingStage.PAPERS_OUT)

        with pytest.raises(operations.NoSeat):
            operations.start(
                meeting_id=meeting.pk,
                present_ids=[a_person(Role.FUND_MANAGER).pk],
                by=a_person(Role.CHAIR),
                at=MEETING_DAY,
            )


class TestClose:
    def test_doesn_t_wait_for_a_deferred_request_that_is_listed_again(self):
        request = a_request(Stage.LISTED)
        first = the_item(request).meeting
        builders.consider(request)
        builders.decide(request, Outcome.DEFERRED)
        cases.bring_back(
            placement_request_id=request.pk, by=a_person(Role.COORDINATOR), at=MEETING_DAY
        )
        list_at(a_meeting(), request)

        closed = operations.close(meeting_id=first.pk, by=a_person(Role.CHAIR), at=MEETING_DAY)
        assert closed.stage == MeetingStage.CLOSED

    def test_doesn_t_wait_for_a_request_that_was_taken_back(self):
        request = a_request(Stage.LISTED)
        meeting = the_item(request).meeting
        builders.open_meeting(meeting)
        builders.withdraw(request)

        closed = operations.close(meeting_id=meeting.pk, by=a_person(Role.CHAIR), at=MEETING_DAY)
        assert closed.stage == MeetingStage.CLOSED


class TestGivePosition:
    def test_speaks_for_the_member_s_own_agency(self):
        item = the_item(a_request(Stage.LISTED))
        builders.take_position(item, View.OPPOSE, HEALTH)

        assert str(item.positions.get()) == "Health: Do not support"

    @pytest.mark.parametrize(
        "terms", [{"is_voting": False}, {"applies_from_age": 14}], ids=["advises", "from 14"]
    )
    def test_is_refused_from_a_seat_without_one_on_this_child(self, terms):
        request = a_request(Stage.LISTED)  # of a child of thirteen
        adviser = a_member_in("Finance adviser", **terms)

        with pytest.raises(operations.Advises, match="Finance adviser has a voice"):
            give(the_item(request), by=adviser)

    def test_is_taken_from_a_seat_for_young_people_of_that_age(self):
        request = a_request(Stage.LISTED)
        worker = a_member_in("Transition lead", applies_from_age=13)

        assert give(the_item(request), by=worker).agency.code == HEALTH

    def test_is_refused_to_somebody_who_is_no_member_on_the_meeting_s_day(self):
        request = a_request(Stage.LISTED)
        leaving = a_member_in("Transition lead", until=MEETING_DAY.date())

        with pytest.raises(operations.NoSeat):
            give(the_item(request), by=leaving)

    def test_given_again_replaces_the_first(self):
        item = the_item(a_request(Stage.LISTED))
        builders.take_position(item, View.OPPOSE, HEALTH)
        builders.take_position(item, View.SUPPORT, HEALTH)

        assert item.positions.get().view == View.SUPPORT

    def test_is_refused_to_the_chair_who_has_none(self):
        with pytest.raises(access.Refused):
            operations.give_position(
                item_id=the_item(a_request(Stage.LISTED)).pk,
                view=View.SUPPORT,
                reasons="I should like to.",
                by=a_person(Role.CHAIR),
                at=MEETING_DAY,
            )

    def test_is_refused_once_the_outcome_is_recorded(self):
        item = the_item(a_request(Stage.DECLINED))

        with pytest.raises(operations.PositionsClosed):
            builders.take_position(item, View.SUPPORT, HEALTH)

    @pytest.mark.parametrize("level", [Recusal.STAY, Recusal.LEAVE])
    def test_is_refused_to_a_member_who_stands_back_for_an_interest(self, level):
        item = the_item(a_request(Stage.LISTED))
        declare(item, HEALTH, level)

        with pytest.raises(operations.InterestDeclared):
            builders.take_position(item, View.SUPPORT, HEALTH)

    @pytest.mark.parametrize(
        ("role", "agency", "part"),
        [
            (Role.REFERRER, SOCIAL_CARE, "You made this request, so others give positions on it."),
            (Role.ADVISER, HEALTH, "You advised on this request, so others give positions on it."),
        ],
    )
    def test_is_refused_to_whoever_asked_or_advised(self, role, agency, part):
        item = the_item(a_request(Stage.LISTED))
        person = a_person(role, agency)
        agencies.appoint(
            person_id=person.pk,
            panel_id=item.meeting.panel_id,
            role=Role.MEMBER,
            agency_id=item.meeting.panel.agencies.get(code=agency).pk,
            starts_on=MONDAY_9AM.date(),
            by=None,
            at=MONDAY_9AM,
        )

        with pytest.raises(operations.HadAPart, match=part):
            give(item, by=person)


def a_member_in(title, *, until=None, **terms):
    """Return a new member for health, in a seat of their own."""
    panel = builders.a_panel()
    seat = agencies.add_seat(
        panel_id=panel.pk,
        agency_id=panel.agencies.get(code=HEALTH).pk,
        terms=agencies.SeatTerms(title, Grade.SERVICE_MANAGER, **terms),
        by=None,
        at=MONDAY_9AM,
    )
    person = agencies.add_person(
        username="ada.new@northmere.example", name="Ada New", password=None, by=None, at=MONDAY_9AM
    )
    held = agencies.fill_seat(
        seat_id=seat.pk, person_id=person.pk, starts_on=date(2026, 9, 1), by=None, at=MONDAY_9AM
    )
    if until is not None:
        agencies.end_appointment(appointment_id=held.pk, ends_on=until, by=None, at=MONDAY_9AM)
    return person


def give(item, *, by):
    return operations.give_position(
        item_id=item.pk, view=View.SUPPORT, reasons="Having read it.", by=by, at=MONDAY_9AM
    )


def declare(item, agency, level=Recusal.LEAVE):
    return operations.declare_interest(
        item_id=item.pk,
        reason="My sister works there.",
        level=level,
        by=a_person(Role.MEMBER, agency),
        at=MEETING_DAY,
    )


def reads_papers_of(item, agency):
    held = access.of(a_person(Role.MEMBER, agency), on=MEETING_DAY.date())
    return visibility.visible_to(held).filter(pk=item.placement_request_id).exists()


class TestDeclareInterest:
    def test_takes_out_the_position_given_before(self):
        item = the_item(a_request(Stage.LISTED))
        builders.take_position(item, View.SUPPORT, HEALTH)
        declare(item, HEALTH)

        assert not item.positions.exists()

    def test_that_is_only_noted_leaves_the_member_in(self):
        item = the_item(a_request(Stage.LISTED))
        declare(item, HEALTH, Recusal.NOTE)
        builders.take_position(item, View.SUPPORT, HEALTH)
        builders.open_meeting(item.meeting)

        assert quorums.quorum_of(item).is_met
        assert queries.counted_positions(item).count() == 1
        assert reads_papers_of(item, HEALTH)

    def test_of_who_stays_takes_them_out_of_deciding_and_leaves_them_the_papers(self):
        item = the_item(a_request(Stage.CONSIDERED))
        declare(item, HEALTH, Recusal.STAY)

        assert "Nobody is here for Health." in quorums.quorum_of(item).missing
        assert reads_papers_of(item, HEALTH)
        declare(item, HEALTH, Recusal.LEAVE)
        assert not reads_papers_of(item, HEALTH)

    def test_is_dealt_with_as_the_rules_let_it(self):
        under("[decision]\n", '[interests]\nlevels = ["leave"]\n\n[decision]\n')

        with pytest.raises(operations.NoSuchLevel, match="I stay and speak"):
            declare(the_item(a_request(Stage.LISTED)), HEALTH, Recusal.STAY)

    def test_may_be_counted_where_the_rules_have_it_so(self):
        under("[decision]\n", "[interests]\nquorum_excludes = false\n\n[decision]\n")
        item = the_item(a_request(Stage.CONSIDERED))
        declare(item, EDUCATION)

        assert quorums.quorum_of(item).is_met

    def test_is_never_made_less_of(self):
        item = the_item(a_request(Stage.LISTED))
        declare(item, HEALTH, Recusal.STAY)

        with pytest.raises(operations.NoWayBack):
            declare(item, HEALTH, Recusal.NOTE)

    def test_twice_keeps_one(self):
        item = the_item(a_request(Stage.LISTED))

        assert declare(item, HEALTH).pk == declare(item, HEALTH).pk

    def test_is_refused_once_the_outcome_is_recorded(self):
        item = the_item(a_request(Stage.DECLINED))

        with pytest.raises(operations.PositionsClosed):
            declare(item, HEALTH)

    def test_breaks_the_quorum_of_that_item_only(self):
        item = the_item(a_request(Stage.CONSIDERED))
        declare(item, EDUCATION)

        assert quorums.quorum_of(item).missing == (
            "3 of 4 people who may decide are here.",
            "Nobody is here for Education.",
            "The SEND lead isn't here.",
        )


class TestQuorum:
    def test_doesn_t_count_a_seat_that_advises(self):
        request = a_request(Stage.LISTED)
        adviser = a_member_in("Finance adviser", is_voting=False)
        item = the_item(request)
        start(item.meeting, adviser, a_person(Role.CHAIR))

        judged = quorums.quorum_of(item)
        assert judged.counted == 1
        assert "Nobody is here for Health." in judged.missing

    def test_asks_for_the_posts_that_the_rules_name(self):
        item = the_item(a_request(Stage.LISTED))
        builders.open_meeting(item.meeting, HEALTH)

        assert "The ICB clinician isn't here." in quorums.quorum_of(item).missing

    def test_goes_by_the_seats_of_the_day_for_which_the_meeting_was_planned(self):
        request = a_request(Stage.LISTED)
        leaving = a_member_in("Transition lead", until=MEETING_DAY.date() + timedelta(days=1))
        meeting = the_item(request).meeting
        start(meeting, leaving, at=MEETING_DAY + timedelta(days=1))

        assert meeting.attendance.get(person=leaving).is_present


def start(meeting, *present, at=MEETING_DAY):
    builders.send_papers(meeting)
    return operations.start(
        meeting_id=meeting.pk,
        present_ids=[person.pk for person in present],
        by=a_person(Role.COORDINATOR),
        at=at,
    )


class TestPositionsShown:
    def test_others_are_hidden_until_the_item_is_opened(self):
        request = a_request(Stage.LISTED)
        item = the_item(request)
        builders.take_position(item, View.SUPPORT, HEALTH)
        builders.take_position(item, View.OPPOSE, EDUCATION)

        seen = shown.positions(a_person(Role.MEMBER, HEALTH), item)
        assert [position.agency.code for position in seen] == [HEALTH]

    def test_all_are_seen_once_it_is_opened(self):
        item = the_item(a_request(Stage.CONSIDERED))

        assert len(shown.positions(a_person(Role.CHAIR), item)) == 3

    def test_stay_hidden_on_what_was_withdrawn_before_it_was_opened(self):
        item = the_item(a_request(Stage.LISTED))
        builders.take_position(item, View.SUPPORT, HEALTH)
        builders.open_meeting(item.meeting)
        builders.withdraw(item.placement_request)

        left = queries.items_in_full(AgendaItem.objects.all()).get()
        assert shown.positions(a_person(Role.CHAIR), left) == []

    def test_of_what_is_to_be_ratified_all_are_seen_once_the_meeting_starts(self):
        meeting = builders.a_meeting()
        builders.fund_urgently(a_request(Stage.SUBMITTED))
        item, chair = meeting.items.get(), a_person(Role.CHAIR)
        builders.take_position(item, View.SUPPORT, HEALTH)
        assert shown.positions(chair, item) == []

        builders.open_meeting(meeting)
        item.refresh_from_db()

        assert len(shown.positions(chair, item)) == 1


def test_a_meeting_that_isn_t_open_considers_nothing():
    request = a_request(Stage.LISTED)

    with pytest.raises(MoveRefused):
        decisions.consider(item_id=the_item(request).pk, by=a_person(Role.CHAIR), at=MEETING_DAY)


def test_the_database_keeps_attendance_as_it_was_taken():
    meeting = a_meeting(MeetingStage.OPEN)

    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        meeting.attendance.update(is_present=False)
