"""Taking a request through the meeting to the panel's outcome."""

from datetime import timedelta

import pytest

from panel.agencies import access
from panel.agencies.models import Role
from panel.audit import queries as audit
from panel.cases import operations as cases
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.chart import MoveRefused
from panel.deadlines import queries as clocks
from panel.decisions import operations
from panel.decisions.models import Outcome
from panel.decisions.outcomes.document import OutcomePart
from panel.meetings import operations as meetings
from panel.meetings.models import View
from panel.money import Pence
from panel.pooledbudget import queries as funds
from panel.sample.people import EDUCATION, HEALTH
from tests import builders
from tests.builders import AGENCIES, MEETING_DAY, a_fund, a_person, a_request, the_item

pytestmark = pytest.mark.django_db
YEAR_PENCE = 86_965_97  # £3,420.01 a week for 178 days


def figures() -> tuple[Pence, Pence]:
    """Return what is reserved and what is committed."""
    position = funds.position(a_fund())
    return position.reserved_pence, position.committed_pence


def kinds(request: PlacementRequest) -> list[str]:
    return [event.kind for event in audit.history(request.reference)]


def opened(*absent: str, views: dict[str, View] | None = None) -> PlacementRequest:
    """Return a request whose item is open, at a meeting without members of `absent`."""
    request = a_request(Stage.LISTED)
    item = the_item(request)
    builders.open_meeting(item.meeting, *absent)
    for code, view in (views or dict.fromkeys(AGENCIES, View.SUPPORT)).items():
        builders.take_position(item, view, code)
    operations.consider(item_id=item.pk, by=a_person(Role.CHAIR), at=MEETING_DAY)
    return request


class TestConsider:
    def test_reserves_the_first_year_of_the_recommended_option(self):
        a_request(Stage.CONSIDERED)

        assert figures() == (YEAR_PENCE, 0)

    def test_a_fund_that_is_short_doesn_t_stop_the_panel_from_weighing_the_need(self):
        a_fund(pence_each=Pence(100_00))
        request = a_request(Stage.CONSIDERED)

        assert figures() == (0, 0)
        told = audit.history(request.reference).get(kind="reserve_refused").payload["reason"]
        assert told == ("The fund has £300.00 left for 2026 to 2027; this needs £86,965.97.")

    def test_a_panel_without_a_fund_for_the_year_weighs_the_need_all_the_same(self):
        later = {**builders.CHOSEN, "starts_on": "2030-09-01", "ends_on": "2031-07-31"}
        request = a_request(Stage.CONSIDERED, options=[builders.LOCAL, later])

        assert "reserve_refused" in kinds(request)

    def test_is_refused_to_the_coordinator(self):
        request = a_request(Stage.LISTED)
        builders.open_meeting(the_item(request).meeting)

        with pytest.raises(access.Refused):
            operations.consider(
                item_id=the_item(request).pk, by=a_person(Role.COORDINATOR), at=MEETING_DAY
            )


class TestRecordOutcome:
    def test_without_its_quorum_the_panel_agrees_nothing_and_nothing_is_half_done(self):
        request = opened(HEALTH)

        with pytest.raises(operations.NotQuorate, match="Nobody is here for Health"):
            builders.agree(request)
        request.refresh_from_db()
        assert request.stage == Stage.CONSIDERED
        assert not request.decisions.exists()

    def test_without_its_quorum_it_may_still_defer(self):
        decision = builders.decide(opened(HEALTH), Outcome.DEFERRED)

        assert decision.quorum["missing"] != []

    def test_every_paying_agency_has_to_support_it(self):
        views = {EDUCATION: View.SUPPORT, HEALTH: View.OPPOSE, "social-care": View.SUPPORT}

        with pytest.raises(operations.NotSupported, match="the support of Health, which"):
            builders.agree(opened(views=views))

    @pytest.mark.parametrize("letter", ["", "Z"])
    def test_agreeing_names_one_of_the_options(self, letter: str):
        with pytest.raises(operations.WrongOption):
            builders.decide(a_request(Stage.CONSIDERED), Outcome.AGREED, letter)

    def test_asks_each_paying_agency_to_approve_its_share(self):
        decision = a_request(Stage.FUNDING).decisions.get()

        shares = {row.agency.code: row.this_year_pence for row in decision.approvals.all()}
        assert shares == {"education": 34_786_39, "health": 26_089_79, "social-care": 26_089_79}
        assert sum(shares.values()) == YEAR_PENCE

    def test_starts_a_clock_for_each_approval(self):
        request = a_request(Stage.FUNDING)

        running = clocks.open_clocks(request.reference).filter(rule_id="SHARE-APPROVAL")
        assert sorted(clock.owner_agency.code for clock in running) == list(AGENCIES)

    @pytest.mark.parametrize("outcome", [Outcome.DECLINED, Outcome.REFERRED_ON, Outcome.DEFERRED])
    def test_gives_the_reservation_back_when_nothing_is_agreed(self, outcome: Outcome):
        request = a_request(Stage.CONSIDERED)
        builders.decide(request, outcome)

        assert figures() == (0, 0)

    @pytest.mark.parametrize("stage", [Stage.DECLINED, Stage.REFERRED_ON, Stage.DEFERRED])
    def test_freezes_its_record_at_once_when_no_money_is_asked(self, stage: Stage):
        record = a_request(stage).decisions.get().records.get()

        assert record.number.endswith("/1")
        assert record.rendering.stage == "owed"

    def test_freezes_no_record_before_the_agencies_approve(self):
        assert not a_request(Stage.FUNDING).decisions.get().records.exists()

    def test_is_recorded_once(self):
        with pytest.raises(MoveRefused, match="Agencies approve"):
            builders.agree(a_request(Stage.FUNDING))

    def test_is_refused_to_a_member(self):
        with pytest.raises(access.Refused):
            operations.record_outcome(
                item_id=the_item(a_request(Stage.CONSIDERED)).pk,
                outcome=OutcomePart(outcome=Outcome.DECLINED, reasons="Too far."),
                by=a_person(Role.MEMBER),
                at=MEETING_DAY,
            )


class TestDeferral:
    def test_comes_back_to_a_second_meeting_and_is_agreed_there(self):
        request = a_request(Stage.DEFERRED)
        first = the_item(request).meeting
        meetings.close(meeting_id=first.pk, by=a_person(Role.CHAIR), at=MEETING_DAY)
        cases.bring_back(
            placement_request_id=request.pk,
            by=a_person(Role.COORDINATOR),
            at=MEETING_DAY + timedelta(days=1),
        )
        builders.list_it(request)
        builders.consider(request)
        builders.agree(request)

        numbers = [decision.outcome for decision in request.decisions.order_by("pk")]
        assert numbers == ["deferred", "agreed"]
        assert figures() == (YEAR_PENCE, 0)


class TestWithdraw:
    @pytest.mark.parametrize("stage", [Stage.CONSIDERED, Stage.FUNDING])
    def test_gives_back_what_was_set_aside(self, stage: Stage):
        builders.withdraw(a_request(stage))

        assert figures() == (0, 0)

    def test_leaves_no_clock_running(self):
        request = a_request(Stage.FUNDING)
        builders.withdraw(request)

        assert not clocks.open_clocks(request.reference).exists()

    def test_of_a_request_with_no_money_moves_none(self):
        request = a_request(Stage.SUBMITTED)
        builders.withdraw(request)

        assert not funds.entries_for(request.reference).exists()


def decided_by(request: PlacementRequest, role: Role) -> None:
    operations.record_outcome(
        item_id=the_item(request).pk,
        outcome=builders.an_outcome(Outcome.AGREED, "B"),
        by=a_person(role),
        at=MEETING_DAY,
    )


class TestWhoDecides:
    def test_a_stranger_isn_t_told_whether_the_panel_is_quorate(self):
        request = opened(HEALTH)

        with pytest.raises(access.Refused):
            decided_by(request, Role.COORDINATOR)

    def test_a_chair_with_an_interest_takes_no_part_not_even_to_defer(self):
        request = opened()
        meetings.declare_interest(
            item_id=the_item(request).pk,
            reason="My niece",
            by=a_person(Role.CHAIR),
            at=MEETING_DAY,
        )

        with pytest.raises(MoveRefused, match="it needs a chair who has none"):
            builders.decide(request, Outcome.DEFERRED)

    def test_a_stranger_isn_t_told_where_the_meeting_stands(self):
        item = the_item(a_request(Stage.LISTED))

        with pytest.raises(access.Refused):
            operations.consider(item_id=item.pk, by=a_person(Role.MEMBER), at=MEETING_DAY)


def test_an_item_that_was_deferred_can_t_carry_the_request_at_its_next_meeting():
    request = a_request(Stage.DEFERRED)
    old = the_item(request)
    cases.bring_back(
        placement_request_id=request.pk, by=a_person(Role.COORDINATOR), at=MEETING_DAY
    )
    builders.list_it(request)

    with pytest.raises(MoveRefused) as refused:
        operations.consider(item_id=old.pk, by=a_person(Role.CHAIR), at=MEETING_DAY)
    assert refused.value.reasons == ["The request is on a later agenda."]
