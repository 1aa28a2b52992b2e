"""What is agreed in principle: endorsed in time by those who weren't there, or decided anew."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from panel.agencies import access
from panel.agencies.models import Role
from panel.cases import operations as cases
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.chart import MoveRefused
from panel.deadlines.models import Clock
from panel.decisions import operations
from panel.decisions.case import steps as case_steps
from panel.decisions.models import Outcome
from panel.decisions.records import canonical
from panel.decisions.stages import DisputeStage
from panel.decisions.telling import letter
from panel.meetings.models import View
from panel.pooledbudget import queries as funds
from panel.sample.people import EDUCATION, HEALTH, SOCIAL_CARE
from tests import builders
from tests.api import Caller
from tests.builders import (
    AGENCIES,
    KENT,
    MEETING_DAY,
    a_fund,
    a_person,
    a_request,
    ruled_by,
)
from tests.decisions.disputed import settled, the_dispute

pytestmark = pytest.mark.django_db
LAST_DAY = date(2026, 10, 5)  # ten working days after the meeting
TOO_LATE = MEETING_DAY + timedelta(days=15)
IN_PRINCIPLE = '[decision]\noutcomes = ["agreed", "in_principle", "deferred"]'
GOES_ON = '[meeting]\ninquorate = "proceed_in_principle"'


def under(decision: str = IN_PRINCIPLE, meeting: str = GOES_ON) -> None:
    """Bring the sample rules into force with two of their sections beginning otherwise."""
    document = KENT.replace("[decision]", decision, 1).replace("[meeting]", meeting, 1)
    ruled_by(document)


def agreed(
    decision: str = IN_PRINCIPLE, meeting: str = GOES_ON, **changes: Any
) -> PlacementRequest:
    """Return a request agreed in principle while nobody was there for health."""
    under(decision, meeting)
    a_fund()
    request = a_request(Stage.LISTED, **changes)
    item = builders.the_item(request)
    builders.open_meeting(item.meeting, HEALTH)
    for code in (EDUCATION, SOCIAL_CARE):
        builders.take_position(item, View.SUPPORT, code)
    operations.consider(item_id=item.pk, by=a_person(Role.CHAIR), at=MEETING_DAY)
    builders.decide(request, Outcome.IN_PRINCIPLE, "B")
    request.refresh_from_db()
    return request


def let_lapse(request: PlacementRequest, *, by: Role = Role.COORDINATOR, at=TOO_LATE):
    return operations.let_lapse(placement_request_id=request.pk, by=a_person(by), at=at)


def decide_anew(request: PlacementRequest, option: str, *, at: datetime = MEETING_DAY) -> None:
    """Bring back what lapsed to another meeting, which agrees an option of it outright."""
    cases.bring_back(
        placement_request_id=request.pk, by=a_person(Role.COORDINATOR), at=MEETING_DAY
    )
    request.refresh_from_db()
    builders.list_it(request)
    builders.consider(request)
    builders.decide(request, Outcome.AGREED, option, at=at)


class TestAgreeing:
    def test_waits_for_every_agency_that_pays_and_has_a_last_day_with_a_clock(self):
        request = agreed()

        decision = request.decisions.get()
        assert (request.stage, decision.lapses_on) == (Stage.FUNDING, LAST_DAY)
        assert decision.quorum["missing"]
        clock = Clock.objects.get(subject=request.reference, rule_id="IN-PRINCIPLE")
        assert clock.due_on == LAST_DAY

    def test_without_a_quorum_needs_rules_that_go_on_so(self):
        with pytest.raises(operations.NotQuorate):
            agreed(meeting='[meeting]\ninquorate = "reconvene"')

    def test_of_whoever_was_there_still_asks_for_their_support(self):
        under()
        request = a_request(Stage.LISTED)
        item = builders.the_item(request)
        builders.open_meeting(item.meeting, HEALTH)
        builders.take_position(item, View.SUPPORT, EDUCATION)
        operations.consider(item_id=item.pk, by=a_person(Role.CHAIR), at=MEETING_DAY)

        with pytest.raises(operations.NotSupported, match="support of Social care"):
            builders.decide(request, Outcome.IN_PRINCIPLE, "B")

    def test_is_endorsed_by_the_last_approval_and_the_clock_stops(self):
        request = agreed()
        builders.approve(request, *AGENCIES)

        request.refresh_from_db()
        content = canonical.from_json(request.decisions.get().records.get().content.encode())
        assert request.stage == Stage.APPROVED
        assert content.decision.standing == (
            "Agreed in principle, and endorsed on 21 September 2026."
        )
        clock = Clock.objects.get(subject=request.reference, rule_id="IN-PRINCIPLE")
        assert clock.outcome == "met"

    def test_may_be_for_the_final_authority_to_endorse(self):
        request = agreed(
            f'{IN_PRINCIPLE}\nfinal_authority = "chief_officer"\n'
            'in_principle_endorser = "final_authority"'
        )
        builders.approve(request, EDUCATION, HEALTH)

        with pytest.raises(operations.TooJunior, match="because it is agreed in principle"):
            builders.approve(request, SOCIAL_CARE)

    def test_says_on_the_case_and_in_the_letter_when_it_lapses(self, client: Client):
        request = agreed()
        until = "it lapses unless every agency that pays endorses it by 5 October 2026."
        client.force_login(a_person(Role.COORDINATOR))

        telling = request.decisions.get().tellings.first()
        assert telling is not None
        for address in (f"/cases/{request}/", f"/cases/{request}/tellings/{telling.pk}/"):
            assert until in client.get(address).text

    def test_is_one_of_the_outcomes_of_which_the_family_s_letter_says_what_comes_next(self):
        assert set(letter.NEXT) == set(Outcome)


class TestLetLapse:
    def test_is_refused_to_the_last_day(self):
        with pytest.raises(operations.NotLapsed, match="until 5 October 2026"):
            let_lapse(agreed(), at=MEETING_DAY + timedelta(days=14))

    def test_after_it_nobody_approves_any_more(self):
        request = agreed()
        share = request.decisions.get().approvals.get(agency__code=HEALTH)

        with pytest.raises(operations.Lapsed, match="The panel has to decide it anew"):
            operations.approve_share(
                approval_id=share.pk, by=a_person(Role.AGENCY_LEAD, HEALTH), at=TOO_LATE
            )

    def test_takes_it_back_gives_the_money_back_and_freezes_what_was_decided(self):
        request = agreed()
        builders.approve(request, EDUCATION)
        moved = let_lapse(request)

        assert moved.stage == Stage.DEFERRED
        assert funds.position(a_fund()).reserved_pence == 0
        decision = request.decisions.get()
        stages = {one.agency.code: one.stage for one in decision.approvals.all()}
        assert stages == {"education": "approved", "health": "lapsed", "social-care": "lapsed"}
        content = canonical.from_json(decision.records.get().content.encode())
        assert (content.decision.outcome, content.shares) == ("Agreed in principle", ())
        assert content.decision.standing == (
            "Agreed in principle until 5 October 2026, not endorsed by then, and so lapsed."
        )
        running = Clock.objects.filter(subject=request.reference, stopped_at=None)
        assert not running.filter(rule_id__in=["IN-PRINCIPLE", "SHARE-APPROVAL"]).exists()

    def test_of_what_was_agreed_outright_there_is_none(self):
        request = a_request(Stage.FUNDING)

        with pytest.raises(operations.NotLapsed, match="agreed outright"):
            let_lapse(request)
        request.refresh_from_db()
        assert request.stage == Stage.FUNDING

    def test_drops_the_dispute_about_what_is_not_agreed_any_more(self):
        request = agreed()
        builders.refuse(request)

        assert let_lapse(request).stage == Stage.DEFERRED

        assert the_dispute(request).stage == DisputeStage.DROPPED
        assert funds.position(a_fund()).reserved_pence == 0
        assert not Clock.objects.filter(
            subject=request.reference, rule_id="DISPUTE-LEVEL", stopped_at=None
        ).exists()

    def test_leaves_a_split_that_was_settled_whole_for_when_it_is_sent_again(self):
        request = agreed()
        builders.refuse(request)
        settled(the_dispute(request), {EDUCATION: 6_000, SOCIAL_CARE: 4_000})
        let_lapse(request)
        team = {"placement_request_id": request.pk, "by": a_person(Role.COORDINATOR)}
        cases.ask_again(**team, at=TOO_LATE)
        cases.return_to_referrer(**team, question="Does it still stand?", at=TOO_LATE)
        builders.submit(request)

        request.refresh_from_db()
        assert request.stage == Stage.SUBMITTED

    def test_is_for_the_coordinator(self):
        with pytest.raises(access.Refused):
            let_lapse(agreed(), by=Role.MEMBER)

    def test_happens_once(self):
        request = agreed()
        let_lapse(request)

        with pytest.raises(MoveRefused):
            let_lapse(request)


class TestDoorways:
    @pytest.mark.parametrize("befalls", [None, builders.refuse])
    @pytest.mark.parametrize(("days", "is_offered"), [(0, False), (1, True)])
    def test_the_page_offers_it_once_the_last_day_is_over(
        self, days: int, befalls: Callable[[PlacementRequest], None] | None, *, is_offered: bool
    ):
        request, on = agreed(), LAST_DAY + timedelta(days=days)
        if befalls:
            befalls(request)
            request.refresh_from_db()
        access_then = access.of(a_person(Role.COORDINATOR), on=on)

        then = datetime.combine(on, MEETING_DAY.timetz())
        steps = case_steps.actions(request, access_then, refused=None, at=then)
        offered = [action.words for action in steps]

        assert ("Take it back to the panel, as it has lapsed" in offered) == is_offered

    def test_no_agency_that_did_not_answer_is_shown_to_have_refused(self, client: Client):
        request = agreed()
        let_lapse(request)
        share = request.decisions.get().approvals.get(agency__code=HEALTH)
        client.force_login(a_person(Role.AGENCY_LEAD, HEALTH))

        page = client.get(f"/approvals/{share.pk}/").text

        assert "Lapsed unanswered" in page
        assert "lapsed before Health answered" in page
        assert "Not approved" not in page

    def test_the_page_says_why_not(self, client: Client):
        request = a_request(Stage.FUNDING)
        client.force_login(a_person(Role.COORDINATOR))

        refused = client.post(f"/cases/{request}/lapse/")
        assert refused.status_code == 409
        assert "It was agreed outright, not in principle." in refused.text

    def test_the_page_takes_it_back(self, client: Client):
        request = agreed()
        client.force_login(a_person(Role.COORDINATOR))

        page = client.post(f"/cases/{request}/lapse/", follow=True)
        assert "The panel decides it anew." in page.text

    def test_the_api_does_the_same(self):
        request = agreed()

        answer = Caller(a_person(Role.COORDINATOR)).post(f"placement-requests/{request}/lapse/")
        assert answer.json()["stage"] == "deferred"
