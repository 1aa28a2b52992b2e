"""What can't wait for a meeting is decided by those whom the panel's rules name."""

from datetime import date

import pytest
from django.test import Client

from panel.agencies import access
from panel.agencies.models import Role
from panel.audit import queries as audit
from panel.cases.document.urgency import CanWaitPart, UrgencyPart
from panel.cases.models import PlacementRequest, Urgency
from panel.cases.stages import Stage
from panel.chart import MoveRefused
from panel.deadlines import queries as clocks
from panel.deadlines import rules
from panel.deadlines.models import Clock, Notice
from panel.decisions import operations
from panel.decisions.models import Decision, Outcome
from panel.decisions.outcomes.document import UrgentOutcomePart
from panel.decisions.proving import replay
from panel.decisions.records import canonical, record
from panel.decisions.urgent import emergency
from panel.meetings.models import Ratification
from panel.pooledbudget import proof
from panel.pooledbudget import queries as funds
from panel.sample.people import EDUCATION, HEALTH, SOCIAL_CARE, VICE_CHAIR
from tests.builders import (
    AGENCIES,
    CHOSEN,
    LOCAL,
    MONDAY_9AM,
    a_fund,
    a_person,
    a_request,
    approve,
    decide_urgently,
    fund_urgently,
    give_advice,
    live_by,
    refuse,
    take_urgently,
)
from tests.decisions.disputed import settled, the_dispute
from tests.decisions.urgently import LEADS_DECIDE, ONE_FOR_ALL, appointed, under

pytestmark = pytest.mark.django_db


def told(kind: str) -> set[str]:
    """Return who was told something, by the beginning of its key."""
    return set(Notice.objects.filter(key__startswith=kind).values_list("recipient", flat=True))


def record_of(request: PlacementRequest) -> record.DecisionRecord:
    return canonical.from_json(request.decisions.get().records.latest("version").content.encode())


class TestTakeUrgently:
    @pytest.mark.parametrize("stage", [Stage.SUBMITTED, Stage.ADVICE, Stage.READY])
    def test_takes_a_request_from_wherever_on_its_way_it_is(self, stage: Stage):
        request = a_request(stage)

        taken = take_urgently(request)

        assert taken.placement_request.stage == Stage.URGENT
        assert (taken.reason, taken.needed_on) == (
            "Quill can’t stay at home.",
            date(2026, 9, 10),
        )
        assert taken.taken_by == a_person(Role.COORDINATOR)

    def test_leaves_what_was_written_about_the_child_out_of_the_log(self, client: Client):
        request = a_request(Stage.URGENT)

        (event,) = audit.history(request.reference).filter(kind="take_urgently")
        assert "reason" not in event.payload
        client.force_login(a_person(Role.COORDINATOR))
        page = client.get(f"/cases/{request}/")
        assert "The place is needed on 10 September 2026" in page.text

    def test_tells_whom_the_rules_name_and_sends_them_the_papers(self):
        request = a_request(Stage.URGENT)

        assert told("urgent/") == {a_person(Role.CHAIR).username, VICE_CHAIR.username}
        assert "papers_circulated" in [event.kind for event in audit.history(request.reference)]

    def test_nobody_owes_advice_any_more_and_what_was_given_is_in_the_record(self):
        request = a_request(Stage.ADVICE)
        give_advice(request, HEALTH)

        fund_urgently(request)

        assert not clocks.open_clocks(request.reference).filter(rule_id=rules.LOCAL_ADVICE)
        assert [said.agency.code for said in record_of(request).advice] == [HEALTH]

    @pytest.mark.parametrize(
        ("emergency", "stated", "instead"),
        [
            ("out_of_panel = false", "", ""),
            ("", "[decision]\nrule", '[decision]\noutcomes = ["agreed"]\nrule'),
        ],
    )
    def test_needs_rules_that_know_such_a_decision_and_its_ratifying(
        self, emergency: str, stated: str, instead: str
    ):
        under(emergency, stated, instead)
        request = a_request(Stage.SUBMITTED)

        with pytest.raises(operations.WaitsForMeeting):
            take_urgently(request)

        request.refresh_from_db()
        assert request.stage == Stage.SUBMITTED
        assert not Urgency.objects.exists()

    def test_is_the_coordinator_s(self):
        request = a_request(Stage.SUBMITTED)

        with pytest.raises(access.Refused):
            operations.take_urgently(
                placement_request_id=request.pk,
                urgency=_said(),
                by=a_person(Role.REFERRER),
                at=MONDAY_9AM,
            )

    def test_is_not_for_what_is_on_an_agenda(self):
        with pytest.raises(MoveRefused, match="On an agenda"):
            take_urgently(a_request(Stage.LISTED))


class TestDecideUrgently:
    @pytest.mark.parametrize(
        ("decided_on", "days"),
        [
            (date(2026, 9, 4), 4),  # a Friday
            (date(2026, 9, 5), 4),  # a Saturday, which is no day less
            (date(2026, 9, 6), 4),
            (date(2026, 9, 7), 3),
            (date(2026, 9, 10), 1),  # when it is needed, or later: one day at least
            (date(2026, 9, 12), 1),
        ],
    )
    def test_leaves_the_working_days_until_the_place_is_needed(self, decided_on: date, days: int):
        decision = decide_urgently(a_request(Stage.URGENT))

        assert emergency.days_to_approve(decision, 10, on=decided_on) == days

    def test_asks_each_payer_by_the_day_on_which_the_place_is_needed(self):
        request = a_request(Stage.URGENT)

        decision = decide_urgently(request)

        request.refresh_from_db()
        assert request.stage == Stage.FUNDING
        assert decision.item is None
        assert {share.agency.code for share in decision.approvals.all()} == set(AGENCIES)
        assert {share.due_on for share in decision.approvals.all()} == {date(2026, 9, 10)}

    def test_says_who_had_to_agree(self):
        decision = decide_urgently(a_request(Stage.URGENT))

        assert decision.quorum["rule"] == (
            "Between meetings it takes the chair, a lead of Education, a lead of Health and a "
            "lead of Social care."
        )

    def test_is_refused_a_second_time(self):
        request = a_request(Stage.URGENT)
        decide_urgently(request)

        with pytest.raises(MoveRefused, match="Agencies approve"):
            decide_urgently(request)

        assert Decision.objects.count() == 1

    @pytest.mark.parametrize("role", [Role.COORDINATOR, Role.AGENCY_LEAD])
    def test_is_for_those_whom_the_rules_name(self, role: Role):
        request = a_request(Stage.URGENT)

        with pytest.raises(operations.NotNamed, match="leave that to its chair"):
            decide_urgently(request, a_person(role))

    @pytest.mark.parametrize("role", [Role.REFERRER, Role.MEMBER, Role.ADVISER])
    def test_is_nobody_else_s(self, role: Role):
        request = a_request(Stage.URGENT)

        with pytest.raises(access.Refused):
            decide_urgently(request, a_person(role))

    def test_may_be_the_coordinator_s_who_took_it(self):
        under("out_of_panel_approvers = ['coordinator', 'each_payer']")
        request = a_request(Stage.URGENT)

        decide_urgently(request, a_person(Role.COORDINATOR))

        with pytest.raises(MoveRefused):
            decide_urgently(request, a_person(Role.COORDINATOR))

    @pytest.mark.parametrize(
        ("role", "agency", "part"),
        [
            (Role.REFERRER, "", "made"),
            (Role.ADVISER, HEALTH, "advised on"),
            (Role.COORDINATOR, "", "took"),
        ],
    )
    def test_is_never_one_s_own(self, role: Role, agency: str, part: str):
        request = a_request(Stage.READY)
        take_urgently(request)
        both = appointed(a_person(role, agency), Role.CHAIR)

        with pytest.raises(operations.DutyClash, match=f"You {part} this request"):
            decide_urgently(request, both)

    def test_agrees_one_of_the_options(self):
        request = a_request(Stage.URGENT)

        with pytest.raises(operations.WrongOption):
            operations.decide_urgently(
                placement_request_id=request.pk,
                outcome=UrgentOutcomePart(outcome=Outcome.AGREED, reasons="Yes.", option="Z"),
                by=a_person(Role.CHAIR),
                at=MONDAY_9AM,
            )

        request.refresh_from_db()
        assert request.stage == Stage.URGENT

    def test_states_what_every_agreement_has_to(self):
        request = a_request(Stage.URGENT)

        with pytest.raises(operations.Unstated, match="how equality was considered"):
            operations.decide_urgently(
                placement_request_id=request.pk,
                outcome=UrgentOutcomePart(outcome=Outcome.AGREED, reasons="Yes.", option="B"),
                by=a_person(Role.CHAIR),
                at=MONDAY_9AM,
            )


class TestLeaveToMeeting:
    def test_goes_the_ordinary_way_from_there(self):
        request = a_request(Stage.URGENT)

        self.leave(request)

        request.refresh_from_db()
        assert request.stage == Stage.SUBMITTED
        assert told("can-wait/") == {a_person(Role.COORDINATOR).username}

    def test_may_be_taken_as_urgent_again(self):
        request = a_request(Stage.URGENT)
        self.leave(request)

        fund_urgently(request)

        assert request.stage == Stage.APPROVED
        assert request.urgencies.count() == 2
        assert not list(replay.faults())

    def test_is_for_those_who_may_decide_it(self):
        with pytest.raises(operations.NotNamed):
            self.leave(a_request(Stage.URGENT), Role.COORDINATOR)

    @staticmethod
    def leave(request: PlacementRequest, role: Role = Role.CHAIR) -> None:
        operations.leave_to_meeting(
            placement_request_id=request.pk,
            why=CanWaitPart(reason="A relative can have Quill until the meeting."),
            by=a_person(role),
            at=MONDAY_9AM,
        )


class TestFunding:
    def test_the_last_approval_commits_the_money_and_owes_the_ratifying(self):
        request = a_request(Stage.SUBMITTED)

        owed = fund_urgently(request)

        decision = request.decisions.get()
        committed = sum(share.this_year_pence for share in decision.approvals.all())
        assert request.stage == Stage.APPROVED
        assert funds.position(a_fund()).committed_pence == committed
        assert owed.urgency.decision == decision
        assert not list(proof.faults(a_fund().fund))
        assert not list(replay.faults())

    def test_nothing_is_owed_before_everybody_has_approved(self):
        request = a_request(Stage.URGENT)
        decide_urgently(request)
        approve(request, EDUCATION, HEALTH, at=MONDAY_9AM)

        assert not Ratification.objects.exists()

    def test_the_record_says_that_no_meeting_decided_it_and_why(self):
        request = a_request(Stage.SUBMITTED)
        fund_urgently(request)

        frozen = record_of(request)

        assert frozen.header.meeting == "Urgent decision out of meeting"
        assert frozen.urgent is not None
        assert frozen.urgent.because == "Q.Z. can’t stay at home."  # never by name
        assert frozen.urgent.taken_by == "Helen Okafor"
        assert frozen.urgent.to_be_ratified == (
            "By the panel’s next meeting, which is not planned yet"
        )
        assert frozen.decision.decided_by == "Margaret Osei, chair"
        assert frozen.attendance == ()

    def test_who_took_it_approves_no_share_of_it(self):
        request = a_request(Stage.SUBMITTED)
        both = appointed(a_person(Role.COORDINATOR), Role.AGENCY_LEAD, HEALTH, limit=900_000)
        take_urgently(request)
        decision = decide_urgently(request)

        with pytest.raises(operations.DutyClash, match="You took this request as urgent"):
            operations.approve_share(
                approval_id=decision.approvals.get(agency__code=HEALTH).pk,
                by=both,
                at=MONDAY_9AM,
            )

    def test_a_share_that_is_refused_is_disputed_as_after_any_meeting(self):
        request = a_request(Stage.URGENT)
        decision = decide_urgently(request)

        operations.refuse_share(
            approval_id=decision.approvals.get(agency__code=HEALTH).pk,
            reason="It isn't a need of this agency.",
            by=a_person(Role.AGENCY_LEAD, HEALTH),
            at=MONDAY_9AM,
        )

        request.refresh_from_db()
        assert request.stage == Stage.DISPUTED
        assert decision.disputes.count() == 1


class TestLeadsDecide:
    """Rules that name neither chair nor coordinator: an approver finds the need, then pays."""

    def test_a_lead_decides_and_then_approves_too(self):
        under(LEADS_DECIDE)
        request = a_request(Stage.URGENT)
        decide_urgently(request, a_person(Role.AGENCY_LEAD, HEALTH))

        approve(request, *AGENCIES, at=MONDAY_9AM)

        request.refresh_from_db()
        assert request.stage == Stage.APPROVED
        assert record_of(request).decision.decided_by == "Priya Raman, agency lead"

    def test_only_of_an_agency_that_the_rules_name(self):
        under(f"{LEADS_DECIDE}\napprovers = [{{ agency = 'health', post = 'Director' }}]")
        request = a_request(Stage.URGENT)

        assert told("urgent/") == {a_person(Role.AGENCY_LEAD, HEALTH).username}
        with pytest.raises(operations.NotNamed, match="agency lead"):
            decide_urgently(request, a_person(Role.AGENCY_LEAD, EDUCATION))


class TestOneForAll:
    """Rules that leave it to one approver for every agency that pays."""

    def test_one_press_approves_every_share_and_commits_the_whole(self):
        under(ONE_FOR_ALL)
        request = self.decided()

        approve(request, SOCIAL_CARE, at=MONDAY_9AM)

        request.refresh_from_db()
        decision = request.decisions.get()
        by = {share.approved_by for share in decision.approvals.all()}
        assert request.stage == Stage.APPROVED
        assert by == {a_person(Role.AGENCY_LEAD, SOCIAL_CARE)}
        assert {share.authority for share in record_of(request).shares} == {
            "Agency lead, director, up to £5,000.00 a week"
        }
        assert not list(replay.faults())

    def test_one_clock_waits_for_the_press_and_is_stopped_by_it(self):
        under(ONE_FOR_ALL)
        request = self.decided()
        clock = Clock.objects.get(subject=request.reference, rule_id="SHARE-APPROVAL")

        approve(request, SOCIAL_CARE, at=MONDAY_9AM)

        clock.refresh_from_db()
        assert (clock.title, clock.outcome) == ("Approval for every agency that pays", "met")

    def test_no_clock_waits_once_one_share_is_in_dispute_and_one_again_once_it_is_settled(self):
        under(ONE_FOR_ALL)
        request = self.decided()
        running = Clock.objects.filter(rule_id="SHARE-APPROVAL", stopped_at=None)

        refuse(request, SOCIAL_CARE)
        assert not running.exists()
        settled(the_dispute(request), {EDUCATION: 5_000, HEALTH: 5_000})

        assert running.get().owner_agency.code == SOCIAL_CARE

    def test_the_others_can_neither_approve_nor_are_asked_to(self):
        under(ONE_FOR_ALL)
        request = self.decided()

        assert told("approval/") == {a_person(Role.AGENCY_LEAD, SOCIAL_CARE).username}
        with pytest.raises(access.Refused):
            approve(request, HEALTH, at=MONDAY_9AM)

    def test_the_approver_s_limit_is_held_against_the_whole(self):
        under(ONE_FOR_ALL)
        request = self.decided(rate_pence=5_000_01)

        with pytest.raises(operations.OverLimit, match=r"5,000\.01 a week is over your limit"):
            approve(request, SOCIAL_CARE, at=MONDAY_9AM)

    def test_says_who_had_to_agree(self):
        under(ONE_FOR_ALL)

        assert self.decided().decisions.get().quorum["rule"] == (
            "Between meetings it takes the chair and a lead of Social care for every agency."
        )

    @staticmethod
    def decided(*, rate_pence: int = 3_420_01) -> PlacementRequest:
        line = CHOSEN["cost_lines"][0] | {"rate_pence": rate_pence}
        request = a_request(Stage.URGENT, options=[LOCAL, CHOSEN | {"cost_lines": [line]}])
        decide_urgently(request)
        return request


def _said() -> UrgencyPart:
    return UrgencyPart(reason="It can’t wait.", needed_on=date(2026, 9, 10))


TRANSPORT = {
    "kind": "transport",
    "rate_pence": 150_00,
    "unit": "week",
    "shares": {EDUCATION: 10_000},
}
WITH_TRANSPORT = CHOSEN | {"cost_lines": [*CHOSEN["cost_lines"], TRANSPORT]}


class TestExceptionalCosts:
    """T072: retainers, transport and the like are agreed by the panel only."""

    def test_wait_for_a_meeting_where_the_rules_leave_them_to_one(self, client: Client):
        request = a_request(Stage.SUBMITTED, options=[LOCAL, WITH_TRANSPORT])
        said = "Option B pays for transport, which only a meeting agrees."
        client.force_login(a_person(Role.COORDINATOR))
        assert said in client.get(f"/cases/{request}/urgent/").text
        take_urgently(request)

        client.force_login(a_person(Role.CHAIR))
        page = client.get(f"/cases/{request}/urgent/decide/").text
        assert said in page
        assert 'value="A"' in page
        assert 'value="B"' not in page
        with pytest.raises(operations.WaitsForMeeting, match=said):
            decide_urgently(request)
        assert not request.decisions.exists()

    def test_keep_from_being_urgent_what_has_them_in_every_option(self):
        lines = [TRANSPORT]
        request = a_request(
            Stage.SUBMITTED, options=[LOCAL | {"cost_lines": lines}, WITH_TRANSPORT]
        )

        with pytest.raises(operations.WaitsForMeeting, match=r"Option A pays .* Option B pays"):
            take_urgently(request)

    def test_are_agreed_between_meetings_where_the_rules_don_t(self):
        live_by("[authority]", "[authority]\nexceptional_costs = []")
        request = a_request(Stage.SUBMITTED, options=[LOCAL, WITH_TRANSPORT])
        take_urgently(request)

        assert decide_urgently(request).outcome == Outcome.AGREED
