"""Whatever is done to a request, in whatever order, by whomever, under the rules of any of the
seven panels: it stands where it legally may, and what is refused leaves no trace."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from panel import clock
from panel.agencies import access
from panel.agencies.models import Person, Role
from panel.cases import operations as cases
from panel.cases.asked.newer_rules import RebaseReason
from panel.cases.document import AdvicePart, LinkPart, UnlinkPart
from panel.cases.document.urgency import CanWaitPart, UrgencyPart
from panel.cases.models import PlacementRequest
from panel.cases.stages import AdviceStage, Stage
from panel.cases.vocabulary import AdviceOpinion, LinkKind, ReopeningGround
from panel.decisions import operations
from panel.decisions.disputes.document import SettledLinePart, SettlementPart
from panel.decisions.models import AGREEING, Decision, Outcome
from panel.decisions.outcomes.document import RatificationPart, ReopeningPart, UrgentOutcomePart
from panel.decisions.proving.proof import prove
from panel.decisions.stages import ApprovalStage, DisputeStage
from panel.meetings import operations as meetings
from panel.meetings.models import AgendaItem, FollowUp, View
from panel.money import WHOLE
from panel.policies import operations as policies
from panel.pooledbudget import holdings
from panel.refusals import Refusal
from panel.sample import people
from tests import builders
from tests.builders import AGENCIES, MEETING_DAY, MONDAY_9AM, a_fund, a_panel, a_person, a_request
from tests.policies.seven_panels import FILES, adopt
from tests.rows import rows

REFUSALS = (Refusal, access.Refused)
BEGINNINGS = (Stage.DRAFT, Stage.LISTED, Stage.FUNDING, Stage.DISPUTED)
#: Where nothing is decided, or nothing came of it, and so no money is reserved.
WITHOUT_MONEY = (
    Stage.DRAFT,
    Stage.SUBMITTED,
    Stage.RETURNED,
    Stage.ADVICE,
    Stage.READY,
    Stage.URGENT,
    Stage.DEFERRED,
    Stage.DECLINED,
    Stage.REFERRED_ON,
    Stage.WITHDRAWN,
)
AHEAD = (cases.submit, cases.ask_for_advice, cases.mark_ready, operations.list_request)
#: When something is asked for, unless on the day of the meeting.
AT = dict.fromkeys(AHEAD, MONDAY_9AM) | {
    meetings.send_papers: MEETING_DAY - timedelta(days=7),
    operations.let_lapse: MEETING_DAY + timedelta(days=30),
}
AGENCY = st.sampled_from(AGENCIES)
#: None: whoever it is for to do. Else somebody who may have no right to.
WHO = st.one_of(st.none(), st.none(), st.sampled_from(people.PEOPLE))
Somebody = people.SamplePerson | None


class RequestMachine(RuleBasedStateMachine):
    """One request of the sample panel, and all that people do to it."""

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()

    @initialize(rules=st.sampled_from(FILES), stage=st.sampled_from(BEGINNINGS))
    def begin(self, rules: Path, stage: Stage) -> None:
        """Take a request as far towards a stage as the panel's rules let it."""
        adopt(rules)
        self.other, self.begun = a_request(), a_request()
        self.days = (clock.date_of(MONDAY_9AM) + timedelta(days=ahead) for ahead in range(1, 99))
        with suppress(*REFUSALS):
            for following in way_to(stage):
                builders.STEPS[following][1](self.begun)

    def teardown(self) -> None:
        """Have it taken back, where it still can be; prove all that is kept, and undo it."""
        self.of_the_request(operations.withdraw, Role.REFERRER, reason="They moved away.")
        self.it_stands_where_it_may()
        assert not any(prove(at=MONDAY_9AM).values())
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    @property
    def request(self) -> PlacementRequest:
        """The request as it stands."""
        return PlacementRequest.objects.get(pk=self.begun.pk)

    @property
    def item(self) -> AgendaItem | None:
        """Its item on the last agenda that it stood on."""
        return self.request.agenda_items.order_by("pk").last()

    @property
    def decision(self) -> Decision | None:
        """The last outcome recorded of it."""
        return self.request.decisions.order_by("pk").last()

    @rule(who=WHO)
    def submit(self, who: Somebody) -> None:
        self.of_the_request(cases.submit, who or Role.REFERRER)

    @rule(who=WHO)
    def send_back(self, who: Somebody) -> None:
        self.of_the_request(cases.return_to_referrer, who or Role.COORDINATOR, question="Which?")

    @rule(
        verb=st.sampled_from(
            [
                cases.ask_for_advice,
                cases.ask_again,
                cases.ask_where_changed,
                cases.bring_back,
                cases.mark_ready,
            ]
        ),
        who=WHO,
    )
    def handle(self, verb: Callable[..., object], who: Somebody) -> None:
        self.of_the_request(verb, who or Role.COORDINATOR)

    @rule(agency=AGENCY, opinion=st.sampled_from(AdviceOpinion), who=WHO)
    def advise(self, agency: str, opinion: AdviceOpinion, who: Somebody) -> None:
        advice = AdvicePart(opinion=opinion, summary="As it stands.", conditions="That it opens.")
        self.of_the_request(
            cases.give_advice, who or Role.ADVISER, agency, agency_code=agency, advice=advice
        )

    @rule(who=WHO)
    def list_it(self, who: Somebody) -> None:
        meeting = builders.a_meeting()
        self.of_the_request(
            operations.list_request, who or Role.COORDINATOR, meeting_id=meeting.pk
        )

    @rule(who=WHO)
    def send_papers(self, who: Somebody) -> None:
        if item := self.item:
            self.attempt(meetings.send_papers, who or Role.COORDINATOR, meeting_id=item.meeting_id)

    @rule(who=WHO)
    def cancel(self, who: Somebody) -> None:
        if item := self.item:
            self.attempt(
                operations.cancel_meeting,
                who or Role.COORDINATOR,
                meeting_id=item.meeting_id,
                reason="The hall is flooded.",
            )

    @rule(absent=st.sampled_from([*AGENCIES, ""]), who=WHO)
    def start(self, absent: str, who: Somebody) -> None:
        present = [a_person(Role.CHAIR), *(a_person(Role.MEMBER, code) for code in AGENCIES)]
        away = a_person(Role.MEMBER, absent) if absent else None
        ids = [person.pk for person in present if person != away]
        if item := self.item:
            self.attempt(
                meetings.start, who or Role.CHAIR, meeting_id=item.meeting_id, present_ids=ids
            )

    @rule(agency=AGENCY, view=st.sampled_from(View), who=WHO)
    def take_a_position(self, agency: str, view: View, who: Somebody) -> None:
        self.of_the_item(
            meetings.give_position, who or Role.MEMBER, agency, view=view, reasons="As read."
        )

    @rule(agency=AGENCY, who=WHO)
    def declare_an_interest(self, agency: str, who: Somebody) -> None:
        self.of_the_item(
            meetings.declare_interest, who or Role.MEMBER, agency, reason="A neighbour."
        )

    @rule(who=WHO)
    def consider(self, who: Somebody) -> None:
        self.of_the_item(operations.consider, who or Role.CHAIR)

    @rule(outcome=st.sampled_from(Outcome), option=st.sampled_from(["", "A", "B", "Q"]), who=WHO)
    def decide(self, outcome: Outcome, option: str, who: Somebody) -> None:
        told = builders.an_outcome(outcome, option if outcome in AGREEING else "")
        self.of_the_item(operations.record_outcome, who or Role.CHAIR, outcome=told)

    @rule(who=WHO)
    def take_urgently(self, who: Somebody) -> None:
        urgency = UrgencyPart(reason="It can't wait.", needed_on=MEETING_DAY.date())
        self.of_the_request(operations.take_urgently, who or Role.COORDINATOR, urgency=urgency)

    @rule(option=st.sampled_from("AB"), who=WHO)
    def decide_urgently(self, option: str, who: Somebody) -> None:
        told = UrgentOutcomePart(
            outcome=Outcome.AGREED,
            reasons="It meets the need.",
            option=option,
            equality_note="Weighed.",
            return_plan="Home at sixteen.",
        )
        self.of_the_request(operations.decide_urgently, who or Role.CHAIR, outcome=told)

    @rule(who=WHO)
    def leave_to_meeting(self, who: Somebody) -> None:
        why = CanWaitPart(reason="An aunt can have him.")
        self.of_the_request(operations.leave_to_meeting, who or Role.CHAIR, why=why)

    @rule(follow_up=st.sampled_from([None, *FollowUp]), who=WHO)
    def ratify(self, follow_up: FollowUp | None, who: Somebody) -> None:
        answer = RatificationPart(reasons="It was free.", follow_up=follow_up)
        self.of_the_item(operations.ratify, who or Role.CHAIR, answer=answer)

    @precondition(lambda self: self.request.stage in (Stage.SUBMITTED, Stage.READY))
    @rule()
    def fund_urgently(self) -> None:
        """Agree and fund it between meetings, and plan the one that shall ratify."""
        self.take_urgently(None)
        self.decide_urgently("B", None)
        for code in AGENCIES:
            self.approve(code, None)
        builders.a_meeting()

    @rule(agency=AGENCY, who=WHO)
    def approve(self, agency: str, who: Somebody) -> None:
        self.of_the_share(operations.approve_share, agency, who)

    @rule(agency=AGENCY, who=WHO)
    def refuse(self, agency: str, who: Somebody) -> None:
        self.of_the_share(operations.refuse_share, agency, who, reason="Not ours.")

    @rule(who=WHO)
    def let_lapse(self, who: Somebody) -> None:
        self.of_the_request(operations.let_lapse, who or Role.COORDINATOR)

    @rule(who=WHO)
    def raise_the_dispute(self, who: Somebody) -> None:
        self.of_the_dispute(operations.raise_dispute, who)

    @rule(agency=AGENCY, who=WHO)
    def name_who_pays_meanwhile(self, agency: str, who: Somebody) -> None:
        self.of_the_dispute(operations.name_interim_funder, who, agency_code=agency)

    @rule(payer=st.sampled_from([*AGENCIES, "nobody", ""]), who=WHO)
    def settle(self, payer: str, who: Somebody) -> None:
        """Have one agency pay a line alone, or all as it was proposed."""
        lines = (SettledLinePart(position=1, shares={payer: WHOLE}),) if payer else ()
        told = SettlementPart(reason="Directors agreed.", lines=lines)
        self.of_the_dispute(operations.settle_dispute, who, settlement=told)

    @rule(ground=st.sampled_from(ReopeningGround), who=WHO)
    def reopen(self, ground: ReopeningGround, who: Somebody) -> None:
        why = ReopeningPart(ground=ground, reason="A new assessment.")
        self.of_the_request(operations.reopen, who or Role.COORDINATOR, reopening=why)

    @rule(rules=st.sampled_from(FILES))
    def change_the_rules(self, rules: Path) -> None:
        """Bring another panel's rules into force: a case keeps its own."""
        with suppress(Refusal):
            policies.load(
                panel_id=a_panel().pk,
                document=rules.read_text(encoding="utf-8"),
                effective_from=next(self.days),
                by=None,
                at=MONDAY_9AM,
            )

    @rule(reason=st.sampled_from(RebaseReason), who=WHO)
    def rebase(self, reason: RebaseReason, who: Somebody) -> None:
        self.of_the_request(cases.rebase, who or Role.COORDINATOR, reason=reason)

    @rule(kind=st.sampled_from(LinkKind), who=WHO)
    def link(self, kind: LinkKind, who: Somebody) -> None:
        told = LinkPart(kind=kind, reference=self.other.reference)
        self.of_the_request(cases.link, who or Role.COORDINATOR, link=told)

    @rule(who=WHO)
    def unlink(self, who: Somebody) -> None:
        told = UnlinkPart(reference=self.other.reference, reason="It was another child’s.")
        self.of_the_request(cases.unlink, who or Role.COORDINATOR, unlink=told)

    @precondition(lambda self: self.request.stage in (Stage.DRAFT, Stage.SUBMITTED, Stage.ADVICE))
    @rule()
    def prepare(self) -> None:
        """Make it ready for panel: by chance alone it would seldom get so far."""
        self.submit(None)
        self.handle(cases.ask_for_advice, None)
        for code in AGENCIES:
            self.advise(code, AdviceOpinion.SUPPORTS, None)
        self.handle(cases.mark_ready, None)

    @precondition(lambda self: self.request.stage in (Stage.READY, Stage.LISTED))
    @rule(absent=st.sampled_from([*AGENCIES, "", ""]))
    def meet(self, absent: str) -> None:
        """Hold a meeting about it."""
        self.list_it(None)
        self.send_papers(None)
        self.start(absent, None)
        for code in AGENCIES:
            self.take_a_position(code, View.SUPPORT, None)
        self.consider(None)

    @precondition(lambda self: self.request.stage == Stage.CONSIDERED)
    @rule(outcome=st.sampled_from([Outcome.AGREED, Outcome.IN_PRINCIPLE, Outcome.DEFERRED]))
    def decide_well(self, outcome: Outcome) -> None:
        self.decide(outcome, "B" if outcome in AGREEING else "", None)

    @invariant()
    def it_stands_where_it_may(self) -> None:
        request, decision = self.request, self.decision
        held = holdings.held(a_fund(), request.reference)
        assert all(pence > 0 for pence in held.values())
        assert not held or request.stage not in WITHOUT_MONEY
        assert (request.policy is None) == (request.submitted_at is None)
        if request.stage == Stage.READY:
            assert not request.advice.exclude(stage=AdviceStage.GIVEN).exists()
        shares = decision.approvals.filter(replaced_in=None) if decision else None
        waits = shares is not None and shares.exclude(stage=ApprovalStage.APPROVED).exists()
        assert not waits or request.stage != Stage.APPROVED
        disputes = decision.disputes.filter(stage=DisputeStage.OPEN) if decision else None
        is_disputed = disputes is not None and disputes.exists()
        assert is_disputed == (request.stage == Stage.DISPUTED)

    def of_the_request(
        self,
        verb: Callable[..., object],
        who: people.SamplePerson | Role,
        agency: str = "",
        **asked: object,
    ) -> None:
        self.attempt(verb, who, agency, placement_request_id=self.begun.pk, **asked)

    def of_the_item(
        self,
        verb: Callable[..., object],
        who: people.SamplePerson | Role,
        agency: str = "",
        **asked: object,
    ) -> None:
        if item := self.item:
            self.attempt(verb, who, agency, item_id=item.pk, **asked)

    def of_the_share(
        self, verb: Callable[..., object], agency: str, who: Somebody, **asked: object
    ) -> None:
        shares = self.decision.approvals.filter(agency__code=agency) if self.decision else ()
        for share in shares:
            self.attempt(verb, who or Role.AGENCY_LEAD, agency, approval_id=share.pk, **asked)

    def of_the_dispute(self, verb: Callable[..., object], who: Somebody, **asked: object) -> None:
        disputes = self.decision.disputes.all() if self.decision else ()
        for dispute in disputes:
            self.attempt(verb, who or Role.COORDINATOR, dispute_id=dispute.pk, **asked)

    def attempt(
        self,
        verb: Callable[..., object],
        who: people.SamplePerson | Role,
        agency: str = "",
        **asked: object,
    ) -> None:
        """Let somebody ask for something; where it is refused, nothing may have been written."""
        before = rows()
        try:
            verb(**asked, by=person(who, agency), at=AT.get(verb, MEETING_DAY))
        except REFUSALS:
            assert rows() == before


def person(who: people.SamplePerson | Role, agency: str) -> Person:
    """Return a sample person, or whoever holds a role for an agency."""
    if isinstance(who, Role):
        return a_person(who, agency)
    return Person.objects.get(username=who.username)


def way_to(stage: Stage) -> list[Stage]:
    """Return the stages after a draft, up to this one."""
    return [] if stage is Stage.DRAFT else [*way_to(builders.STEPS[stage][0]), stage]


@pytest.mark.slow
@pytest.mark.django_db
def test_any_order_leaves_a_legal_request_and_a_refusal_leaves_no_trace() -> None:
    run_state_machine_as_test(
        RequestMachine,
        settings=settings(
            max_examples=10,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=[*HealthCheck],
        ),
    )
