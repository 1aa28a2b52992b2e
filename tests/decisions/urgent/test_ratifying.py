"""The next meeting ratifies what was decided without it, or says what has to happen."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from panel.agencies import access
from panel.agencies.models import Role
from panel.audit import queries as audit
from panel.cases.stages import Stage
from panel.cases.vocabulary import ReopeningGround
from panel.chart import MoveRefused
from panel.deadlines import rules
from panel.deadlines.models import Clock, Notice
from panel.deadlines.sign_in import sign_in
from panel.decisions import operations
from panel.decisions.outcomes.document import ReopeningPart
from panel.decisions.proving import replay
from panel.decisions.records import canonical
from panel.meetings import operations as meetings
from panel.meetings import quorums
from panel.meetings.models import FollowUp, Meeting, Position, Ratification, View
from panel.meetings.operations.ratifying import answer_ratification
from panel.meetings.stages import MeetingStage, RatificationStage
from panel.pooledbudget import queries as funds
from panel.sample.people import EDUCATION, HEALTH
from tests import builders
from tests.builders import (
    MEETING_DAY,
    MONDAY_9AM,
    a_fund,
    a_meeting,
    a_panel,
    a_person,
    a_request,
    fund_urgently,
)
from tests.decisions.challenged import another_chair
from tests.decisions.urgently import answer, item_of, open_with_support, under

pytestmark = pytest.mark.django_db
FOLLOW_UPS = list(FollowUp)


def due_on(owed: Ratification) -> date | None:
    owed.refresh_from_db()
    return owed.due_on


def stage_of(owed: Ratification) -> RatificationStage:
    owed.refresh_from_db()
    return RatificationStage(owed.stage)


def planned_later(at: datetime = MONDAY_9AM) -> Meeting:
    return meetings.plan(
        panel_id=a_panel().pk,
        starts_at=MEETING_DAY + timedelta(weeks=4),
        place="",
        by=a_person(Role.COORDINATOR),
        at=at,
    )


class TestListing:
    def test_the_next_meeting_planned_already_has_it_by_itself(self):
        meeting, request = a_meeting(), a_request(Stage.SUBMITTED)

        owed = fund_urgently(request)

        assert item_of(request).meeting == meeting
        assert stage_of(owed) is RatificationStage.LISTED
        assert due_on(owed) == MEETING_DAY.date()

    def test_the_meeting_that_is_planned_next_has_it_by_itself(self):
        request = a_request(Stage.SUBMITTED)
        owed = fund_urgently(request)
        assert due_on(owed) is None

        meeting = a_meeting()

        assert item_of(request).meeting == meeting
        assert due_on(owed) == MEETING_DAY.date()

    def test_a_meeting_that_is_planned_as_it_begins_has_it_by_itself(self):
        request = a_request(Stage.SUBMITTED)
        owed = fund_urgently(request)

        meeting = a_meeting(planned_at=MEETING_DAY + timedelta(seconds=30))

        assert item_of(request).meeting == meeting
        assert due_on(owed) == MEETING_DAY.date()

    def test_a_meeting_whose_papers_are_out_does_not(self):
        a_meeting(MeetingStage.PAPERS_OUT)

        owed = fund_urgently(a_request(Stage.SUBMITTED))

        assert stage_of(owed) is RatificationStage.OWED

    def test_one_from_which_the_request_was_withdrawn_before_is_passed_over(self):
        request = a_request(Stage.LISTED)
        withdrawn_from = item_of(request)
        builders.withdraw(request)
        operations.reopen(
            placement_request_id=request.pk,
            reopening=ReopeningPart(ground=ReopeningGround.EVIDENCE, reason="It broke down."),
            by=a_person(Role.COORDINATOR),
            at=MONDAY_9AM,
        )
        owed = fund_urgently(request)
        assert stage_of(owed) is RatificationStage.OWED

        later = planned_later()

        assert item_of(request).meeting == later
        assert withdrawn_from.ratifies is None

    def test_its_coordinators_are_reminded_of_the_day(self):
        a_meeting()
        fund_urgently(a_request(Stage.SUBMITTED))

        running = Clock.objects.get(rule_id=rules.RATIFICATION)

        assert running.owner_role == Role.COORDINATOR
        assert running.reminders.count() == 3  # the rungs that the rules give approvals

    def test_rules_may_give_it_days_instead(self):
        under(
            "ratify_by = 'days'\nratify_within = { count = 28, unit = 'calendar_days' }",
        )
        owed = fund_urgently(a_request(Stage.SUBMITTED))
        assert due_on(owed) == date(2026, 10, 5)

        a_meeting()

        assert due_on(owed) == date(2026, 10, 5)

    @pytest.mark.parametrize(("rule", "told"), [("true", 5), ("false", 0)])
    def test_everybody_with_a_seat_is_told_where_the_rules_ask(self, rule: str, told: int):
        under(f"report_back = {rule}")

        fund_urgently(a_request(Stage.SUBMITTED))

        assert Notice.objects.filter(key__startswith="decided-urgently/").count() == told


class TestRatify:
    def test_the_panel_ratifies_and_the_record_says_so(self):
        meeting, request = a_meeting(), a_request(Stage.SUBMITTED)
        owed = fund_urgently(request)
        committed = funds.position(a_fund()).committed_pence
        open_with_support(meeting)

        written = answer(request)

        frozen = canonical.from_json(written.content.encode())
        assert stage_of(owed) is RatificationStage.RATIFIED
        assert (written.version, written.supersedes) == (2, written.decision.records.last())
        assert written.corrects == "Ratified at Meeting 1 on 21 September 2026."
        assert frozen.urgent is not None
        assert frozen.urgent.ratification is not None
        assert frozen.urgent.ratification.outcome == "Ratified"
        assert frozen.urgent.ratification.quorum.is_met
        assert frozen.fund is not None
        assert funds.position(a_fund()).committed_pence == committed
        assert not Clock.objects.filter(rule_id=rules.RATIFICATION, stopped_at=None)
        assert not list(replay.faults())

    @pytest.mark.parametrize("follow_up", FOLLOW_UPS)
    def test_not_to_ratify_undoes_nothing_and_says_what_has_to_happen(self, follow_up: FollowUp):
        meeting, request = a_meeting(), a_request(Stage.SUBMITTED)
        owed = fund_urgently(request)
        committed = funds.position(a_fund()).committed_pence
        builders.open_meeting(meeting)

        written = answer(request, follow_up)

        said = canonical.from_json(written.content.encode()).urgent
        request.refresh_from_db()
        notice = Notice.objects.filter(key__startswith="not-ratified/").first()
        assert notice is not None
        assert notice.body.endswith(sign_in("to read why"))
        assert stage_of(owed) is RatificationStage.REFUSED
        assert request.stage == Stage.APPROVED
        assert funds.position(a_fund()).committed_pence == committed
        assert said is not None
        assert said.ratification is not None
        assert said.ratification.follow_up == follow_up.label
        told = Notice.objects.filter(key__startswith="not-ratified/")
        assert {notice.recipient for notice in told} == {
            a_person(Role.COORDINATOR).username,
            a_person(Role.REFERRER).username,
        }
        assert not list(replay.faults())

    def test_takes_a_quorum_and_goes_to_the_next_meeting_without_one(self):
        meeting, request = a_meeting(), a_request(Stage.SUBMITTED)
        owed = fund_urgently(request)
        builders.open_meeting(meeting, HEALTH)
        with pytest.raises(operations.NotQuorate, match="Nobody is here for Health"):
            answer(request)

        meetings.close(meeting_id=meeting.pk, by=a_person(Role.CHAIR), at=MEETING_DAY)
        assert stage_of(owed) is RatificationStage.OWED

        later = planned_later(at=MEETING_DAY + timedelta(days=1))
        assert item_of(request).meeting == later
        assert due_on(owed) == MEETING_DAY.date()  # its day has passed, and stays
        assert not list(replay.faults())

    def test_takes_the_support_that_an_agreement_does(self):
        meeting, request = a_meeting(), a_request(Stage.SUBMITTED)
        fund_urgently(request)
        builders.open_meeting(meeting)
        builders.take_position(item_of(request), View.OPPOSE, EDUCATION)

        with pytest.raises(operations.NotSupported):
            answer(request)

    def test_happens_once(self):
        meeting, request = a_meeting(), a_request(Stage.SUBMITTED)
        owed = fund_urgently(request)
        open_with_support(meeting)
        answer(request)

        with pytest.raises(MoveRefused, match="Ratified"):
            answer(request, FollowUp.END_PLACEMENT)

        assert stage_of(owed) is RatificationStage.RATIFIED

    def test_happens_at_an_open_meeting(self):
        a_meeting()
        request = a_request(Stage.SUBMITTED)
        fund_urgently(request)

        with pytest.raises(MoveRefused, match="Planned"):
            answer(request)

    def test_is_too_late_where_the_meeting_closed_and_carried_it_on_meanwhile(self):
        meeting, request = a_meeting(), a_request(Stage.SUBMITTED)
        owed = fund_urgently(request)
        item = item_of(request)
        open_with_support(meeting)
        planned_later()
        meetings.close(meeting_id=meeting.pk, by=a_person(Role.CHAIR), at=MEETING_DAY)

        with pytest.raises(MoveRefused, match="on a later agenda"):
            answer_ratification(
                item,
                reasons="It was the only place.",
                follow_up=None,
                quorum=quorums.quorum_of(item),
                by=a_person(Role.CHAIR),
                at=MEETING_DAY,
            )

        assert stage_of(owed) is RatificationStage.LISTED

    @pytest.mark.parametrize("role", [Role.COORDINATOR, Role.MEMBER, Role.AGENCY_LEAD])
    def test_is_recorded_by_the_chair(self, role: Role):
        meeting, request = a_meeting(), a_request(Stage.SUBMITTED)
        fund_urgently(request)
        open_with_support(meeting)

        with pytest.raises(access.Refused):
            answer(request, by=a_person(role))

    def test_is_not_for_a_chair_with_an_interest_in_it(self):
        meeting, request = a_meeting(), a_request(Stage.SUBMITTED)
        fund_urgently(request)
        builders.open_meeting(meeting)
        meetings.declare_interest(
            item_id=item_of(request).pk,
            reason="I know the provider.",
            by=a_person(Role.CHAIR),
            at=MEETING_DAY,
        )

        with pytest.raises(MoveRefused, match="You declared an interest"):
            answer(request)

    def test_is_for_another_chair_where_the_chair_alone_decides(self):
        under("", 'rule = "all_paying_agencies"', 'rule = "chair"')
        meeting, request = a_meeting(), a_request(Stage.SUBMITTED)
        owed = fund_urgently(request)
        builders.open_meeting(meeting)

        with pytest.raises(operations.DutyClash, match="You decided this between meetings"):
            answer(request)
        answer(request, by=another_chair())

        assert stage_of(owed) is RatificationStage.RATIFIED

    def test_is_not_for_what_is_here_to_be_decided(self):
        request = a_request(Stage.CONSIDERED)

        with pytest.raises(MoveRefused, match="It is here to be decided"):
            answer(request)

    def test_keeps_what_the_members_thought(self):
        meeting, request = a_meeting(), a_request(Stage.SUBMITTED)
        fund_urgently(request)
        open_with_support(meeting)
        answer(request)

        with pytest.raises(meetings.PositionsClosed):
            builders.take_position(item_of(request), View.OPPOSE, HEALTH)
        with pytest.raises(IntegrityError), transaction.atomic():
            Position.objects.update(view=View.OPPOSE)

    def test_is_in_the_history_of_the_request(self):
        meeting, request = a_meeting(), a_request(Stage.SUBMITTED)
        fund_urgently(request)
        open_with_support(meeting)
        answer(request)

        kinds = [event.kind for event in audit.history(request.reference)]

        expected = ["take_urgently", "decide_urgently", "ratification_owed"]
        expected += ["ratification_listed", "ratified"]
        assert [kind for kind in kinds if kind in expected] == expected


class TestEnded:
    def ended(self) -> Ratification:
        request = a_request(Stage.SUBMITTED)
        owed = fund_urgently(request)
        builders.place(request)
        builders.end(request)
        return owed

    def test_what_has_ended_is_ratified_all_the_same(self):
        owed = self.ended()

        assert stage_of(owed) is RatificationStage.OWED

    def test_unless_the_rules_ask_no_more(self):
        under("ratify_if_ended = false")

        owed = self.ended()

        said = owed.urgency.decision.records.latest("version")
        urgent = canonical.from_json(said.content.encode()).urgent
        assert stage_of(owed) is RatificationStage.LAPSED
        assert urgent is not None
        assert urgent.to_be_ratified.startswith("No longer")
        assert not list(replay.faults())


def test_a_ratification_never_forgets_how_it_began_or_ended():
    owed = fund_urgently(a_request(Stage.SUBMITTED))

    for change in ({"owed_at": MONDAY_9AM + timedelta(days=1)}, {"stage": "ratified"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Ratification.objects.filter(pk=owed.pk).update(**change)
