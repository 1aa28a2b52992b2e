"""Calling meetings and filling their agendas, in time and late."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from panel.agencies import access
from panel.agencies.models import Panel, Role
from panel.cases.stages import Stage
from panel.decisions import operations as decisions
from panel.meetings import operations
from panel.meetings.models import Meeting
from panel.sample.people import HEALTH
from tests.builders import MEETING_DAY, MONDAY_9AM, a_meeting, a_panel, a_person, a_request
from tests.meetings.rules import under
from tests.rules.callers import everybody_elsewhere

pytestmark = pytest.mark.django_db
LATE = MONDAY_9AM + timedelta(days=1)  # papers were due on Monday at five
TOO_LATE = MONDAY_9AM + timedelta(days=3)
PAPERS = "[papers]\n"
HOUR = timedelta(hours=1)
ANOTHER_DAY = MEETING_DAY - timedelta(days=3)


def call(starts_at: datetime = MEETING_DAY, *, role=Role.COORDINATOR, agency="", at=MONDAY_9AM):
    return operations.plan(
        panel_id=a_panel().pk, starts_at=starts_at, place="", by=a_person(role, agency), at=at
    )


def listing(meeting: Meeting, *, role: Role = Role.COORDINATOR, waiver: str = "", at=MONDAY_9AM):
    return decisions.list_request(
        meeting_id=meeting.pk,
        placement_request_id=a_request(Stage.READY).pk,
        waiver=waiver,
        by=a_person(role),
        at=at,
    )


class TestExtraordinary:
    def test_is_a_meeting_planned_when_its_papers_are_due(self):
        assert not call().is_extraordinary
        assert call(ANOTHER_DAY, at=LATE).is_extraordinary

    def test_is_called_by_those_whom_the_rules_name(self):
        under('["chair", "agency_lead", "coordinator"]', '["chair", "agency_lead"]')

        assert call(role=Role.CHAIR, at=LATE).is_extraordinary
        assert call(ANOTHER_DAY, role=Role.AGENCY_LEAD, agency=HEALTH, at=LATE).is_extraordinary
        with pytest.raises(operations.NotCalled, match="called by the chair or an agency lead"):
            call(MEETING_DAY + HOUR, at=LATE)

    def test_is_all_that_an_agency_lead_calls(self):
        with pytest.raises(access.Refused):
            call(role=Role.AGENCY_LEAD, agency=HEALTH)

    def test_is_held_within_the_time_of_the_rules(self):
        under("extra_within = { count = 10 }", "extra_within = { count = 5 }")

        with pytest.raises(operations.NotCalled, match="held by 15 September 2026"):
            call(at=LATE)
        assert call(datetime(2026, 9, 15, 8, tzinfo=UTC), at=LATE).is_extraordinary

    def test_needs_rules_on_its_day(self):
        person = everybody_elsewhere()

        with pytest.raises(operations.NotCalled, match="No rules of this panel"):
            operations.plan(
                panel_id=Panel.objects.get(code="elsewhere").pk,
                starts_at=MEETING_DAY,
                place="",
                by=person,
                at=MONDAY_9AM,
            )

    def test_takes_requests_until_its_papers_go_out(self):
        assert listing(call(at=LATE), at=TOO_LATE).waiver == ""


class TestMoment:
    def test_is_not_past_but_for_one_that_has_just_begun(self):
        with pytest.raises(operations.NotThen, match=r"7 September 2026, 7:59am is past") as said:
            call(MONDAY_9AM - HOUR - timedelta(minutes=1))
        assert said.value.field == "day"
        assert call(MONDAY_9AM - HOUR).is_extraordinary

    def test_lies_no_further_ahead_than_two_years(self):
        last = MONDAY_9AM.replace(year=2028)

        assert call(last).starts_at == last
        with pytest.raises(operations.NotThen, match="two years ahead, by 7 September 2028"):
            call(last + timedelta(days=1))

    def test_is_that_of_one_meeting_of_the_panel(self):
        meeting = call()

        with pytest.raises(operations.NotThen, match=r"Meeting 1 .* on 21 September 2026, 9am"):
            call()
        with pytest.raises(IntegrityError), transaction.atomic():
            Meeting.objects.filter(pk=call(ANOTHER_DAY).pk).update(starts_at=meeting.starts_at)


class TestLateness:
    def test_is_refused_to_the_coordinator(self):
        with pytest.raises(operations.Late, match=r"in by 7 September 2026, 5pm\. Until 9 Sept"):
            listing(a_meeting(), waiver="The family moves next week.", at=LATE)

    def test_is_waived_by_the_chair_with_a_reason(self):
        meeting = a_meeting()
        chair = a_person(Role.CHAIR)

        with pytest.raises(operations.Late):
            listing(meeting, role=Role.CHAIR, at=LATE)
        item = listing(meeting, role=Role.CHAIR, waiver="The family moves.", at=LATE)
        assert (item.waiver, item.waived_by) == ("The family moves.", chair)

    def test_is_waived_for_no_longer_than_the_rules_let_the_chair(self):
        with pytest.raises(operations.Late, match="for the next meeting"):
            listing(a_meeting(), role=Role.CHAIR, waiver="The family moves.", at=TOO_LATE)

    @pytest.mark.parametrize(
        ("rule", "told"), [("defer", "for the next meeting"), ("reject", "The rules take none")]
    )
    def test_is_waived_by_nobody_where_the_rules_have_it_otherwise(self, rule: str, told: str):
        under(PAPERS, f'{PAPERS}late = "{rule}"\n')

        with pytest.raises(operations.Late, match=told):
            listing(a_meeting(), role=Role.CHAIR, waiver="The family moves.", at=LATE)

    def test_leaves_nothing_of_a_waiver_that_wasn_t_needed(self):
        item = listing(a_meeting(), role=Role.CHAIR, waiver="To be sure.")

        assert (item.waiver, item.waived_by) == ("", None)

    def test_is_never_without_the_name_of_who_allowed_it(self):
        item = listing(a_meeting())

        with pytest.raises(IntegrityError), transaction.atomic():
            type(item).objects.filter(pk=item.pk).update(waiver="Because.")

    def test_of_sending_papers_out_is_for_the_chair_to_answer(self):
        meeting = listing(a_meeting()).meeting
        late = {"meeting_id": meeting.pk, "at": MEETING_DAY - timedelta(days=1)}

        with pytest.raises(operations.SentLate, match="by 14 September 2026, 5pm"):
            operations.send_papers(by=a_person(Role.COORDINATOR), **late)
        assert operations.send_papers(by=a_person(Role.CHAIR), **late).stage == "papers_out"


class TestAgenda:
    def test_has_room_for_as_many_as_the_rules_say(self):
        under("max_items = 9", "max_items = 2")
        meeting = a_meeting()
        listing(meeting)
        listing(meeting)

        with pytest.raises(operations.AgendaFull, match="room for 2 requests"):
            listing(meeting)
        assert a_request(Stage.READY).stage == Stage.READY
