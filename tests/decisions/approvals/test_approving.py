"""Each paying agency agrees to its share; the last one commits the money."""

from datetime import date, timedelta

import pytest

from panel.agencies import access
from panel.agencies import operations as agencies
from panel.agencies.limits import Limits
from panel.agencies.models import Person, Role
from panel.audit import queries as audit
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.chart import MoveRefused
from panel.deadlines import queries as clocks
from panel.decisions import operations, queries
from panel.decisions.models import ShareApproval
from panel.decisions.records import canonical
from panel.money import Pence
from panel.pooledbudget import operations as pooledbudget
from panel.pooledbudget import proof
from panel.pooledbudget import queries as funds
from panel.pooledbudget.models import FundYear
from panel.sample.people import EDUCATION, HEALTH, SOCIAL_CARE
from tests import builders
from tests.builders import (
    AGENCIES,
    CHOSEN,
    LOCAL,
    MEETING_DAY,
    MONDAY_9AM,
    a_fund,
    a_panel,
    a_person,
    a_request,
)

pytestmark = pytest.mark.django_db
WEEKLY_HEALTH = 1_026_00  # 30% of £3,420.01, to the penny


def the_share(request: PlacementRequest, agency: str) -> ShareApproval:
    return request.decisions.get().approvals.get(agency__code=agency)


def approve(approval: ShareApproval, by: Person) -> ShareApproval:
    return operations.approve_share(approval_id=approval.pk, by=by, at=MEETING_DAY)


def a_lead_for(agency: str, *, limit: int | None) -> Person:
    """Appoint one more lead, who may approve up to a limit a week."""
    person = agencies.add_person(
        username="new.lead@northmere.example",
        name="New Lead",
        password=None,
        by=None,
        at=MONDAY_9AM,
    )
    return also_lead(person, agency, limit=limit)


def also_lead(person: Person, agency: str, *, limit: int | None) -> Person:
    agencies.appoint(
        person_id=person.pk,
        panel_id=a_panel().pk,
        role=Role.AGENCY_LEAD,
        agency_id=a_panel().agencies.get(code=agency).pk,
        starts_on=date(2026, 1, 1),
        limits=Limits(weekly_pence=limit),
        by=None,
        at=MONDAY_9AM,
    )
    return person


class TestApproveShare:
    def test_the_record_says_whose_panel_decided(self):
        request = a_request(Stage.APPROVED)
        assert request.policy is not None
        identity = request.policy.policy.identity

        header = canonical.from_json(request.decisions.get().records.get().content.encode()).header
        assert header.panel_name == identity.title
        assert header.partners == ", ".join(identity.owner_bodies)

    def test_the_record_tells_what_the_fund_had_left_as_the_ledger_does(self):
        request = a_request(Stage.FUNDING)
        left = funds.position(a_fund()).uncommitted_pence

        builders.approve(request, *AGENCIES)

        fund = canonical.from_json(request.decisions.get().records.get().content.encode()).fund
        assert fund is not None
        assert (fund.before_pence, fund.set_aside_pence) == (left, 86_965_97)
        assert (fund.committed_pence, fund.after_pence) == (86_965_97, left)

    def test_the_last_approval_commits_what_was_reserved_and_freezes_the_record(self):
        request = a_request(Stage.APPROVED)

        position = funds.position(a_fund())
        assert (position.reserved_pence, position.committed_pence) == (0, 86_965_97)
        frozen = request.decisions.get().records.get()
        content = canonical.from_json(frozen.content.encode())
        assert canonical.sha256(content) == frozen.content_sha256
        assert content.fund.after_pence == position.uncommitted_pence

    def test_before_the_last_nothing_is_committed(self):
        request = a_request(Stage.FUNDING)
        builders.approve(request, EDUCATION, HEALTH)

        request.refresh_from_db()
        assert request.stage == Stage.FUNDING
        assert funds.position(a_fund()).committed_pence == 0

    def test_stops_that_agency_s_clock(self):
        request = a_request(Stage.FUNDING)
        builders.approve(request, EDUCATION)

        waiting = clocks.open_clocks(request.reference).filter(rule_id="SHARE-APPROVAL")
        assert {clock.owner_agency.code for clock in waiting} == {HEALTH, SOCIAL_CARE}

    def test_pressed_again_returns_the_first_result_and_changes_nothing(self):
        request = a_request(Stage.APPROVED)
        share = the_share(request, HEALTH)
        events = audit.history(request.reference).count()

        again = operations.approve_share(
            approval_id=share.pk,
            by=a_person(Role.AGENCY_LEAD, HEALTH),
            at=MEETING_DAY + timedelta(days=1),
        )
        assert again.approved_at == MEETING_DAY
        assert audit.history(request.reference).count() == events
        assert funds.entries_for(request.reference).count() == 2

    def test_is_refused_to_another_agency_s_lead(self):
        share = the_share(a_request(Stage.FUNDING), HEALTH)

        with pytest.raises(access.Refused):
            approve(share, a_person(Role.AGENCY_LEAD, EDUCATION))

    def test_is_refused_to_another_lead_once_it_is_approved(self):
        share = the_share(a_request(Stage.APPROVED), HEALTH)

        with pytest.raises(MoveRefused):
            approve(share, a_lead_for(HEALTH, limit=10**9))

    def test_is_refused_once_the_request_is_taken_back(self):
        request = a_request(Stage.FUNDING)
        builders.withdraw(request)

        with pytest.raises(MoveRefused, match="Withdrawn"):
            builders.approve(request, HEALTH)


class TestLimit:
    def test_a_share_of_exactly_the_limit_passes(self):
        share = the_share(a_request(Stage.FUNDING), HEALTH)
        assert share.weekly_pence == WEEKLY_HEALTH

        assert approve(share, a_lead_for(HEALTH, limit=WEEKLY_HEALTH)).stage == "approved"

    def test_a_share_one_penny_over_is_refused_with_both_numbers(self):
        share = the_share(a_request(Stage.FUNDING), HEALTH)

        with pytest.raises(operations.OverLimit) as over:
            approve(share, a_lead_for(HEALTH, limit=WEEKLY_HEALTH - 1))
        assert str(over.value) == "£1,026.00 a week is over your limit of £1,025.99 a week."

    def test_a_lead_with_no_limit_written_down_approves_nothing(self):
        with pytest.raises(operations.OverLimit):
            approve(the_share(a_request(Stage.FUNDING), HEALTH), a_lead_for(HEALTH, limit=None))


class TestDuty:
    @pytest.mark.parametrize(
        ("role", "agency", "says"),
        [
            (Role.REFERRER, SOCIAL_CARE, "You made this request"),
            (Role.ADVISER, HEALTH, "You advised on this request"),
            (Role.CHAIR, "", "You chaired this decision"),
        ],
    )
    def test_whoever_took_part_doesn_t_approve_paying(self, role: Role, agency: str, says: str):
        share = the_share(a_request(Stage.FUNDING), HEALTH)
        lead = also_lead(a_person(role, agency), HEALTH, limit=10**9)

        with pytest.raises(operations.DutyClash, match=says):
            approve(share, lead)


class TestFundShort:
    def test_refuses_the_last_approval_whole_and_says_how_much_is_missing(self):
        a_fund(pence_each=Pence(100_00))
        request = a_request(Stage.FUNDING)
        builders.approve(request, EDUCATION, HEALTH)
        events = audit.history(request.reference).count()

        with pytest.raises(
            pooledbudget.FundsShort, match=r"has £300\.00 left .* needs £86,965\.97"
        ):
            builders.approve(request, SOCIAL_CARE)
        request.refresh_from_db()
        assert request.stage == Stage.FUNDING
        assert the_share(request, SOCIAL_CARE).stage == "waiting"
        assert not request.decisions.get().records.exists()
        assert not funds.entries_for(request.reference).exists()
        assert audit.history(request.reference).count() == events
        assert proof.faults(a_fund().fund) == []

    def test_lets_the_same_lead_approve_once_money_has_come_in(self):
        year = a_fund(pence_each=Pence(100_00))
        request = a_request(Stage.FUNDING)
        builders.approve(request, EDUCATION, HEALTH)
        pooledbudget.receive_contribution(
            fund_year=year,
            about="Second instalment",
            amounts={the_share(request, HEALTH).agency_id: Pence(100_000_00)},
            key="second",
            by=a_person(Role.FUND_MANAGER),
            at=MEETING_DAY,
        )
        builders.approve(request, SOCIAL_CARE)

        request.refresh_from_db()
        assert request.stage == Stage.APPROVED


class TestRefuseShare:
    def refuse(self, request: PlacementRequest) -> ShareApproval:
        return operations.refuse_share(
            approval_id=the_share(request, HEALTH).pk,
            reason="It isn't a health need.",
            by=a_person(Role.AGENCY_LEAD, HEALTH),
            at=MEETING_DAY,
        )

    def test_keeps_why_and_leaves_the_need_decided(self):
        request = a_request(Stage.FUNDING)

        assert self.refuse(request).refused_because == "It isn't a health need."
        request.refresh_from_db()
        assert request.stage == Stage.DISPUTED
        assert request.decisions.get().outcome == "agreed"

    def test_nobody_approves_while_who_pays_is_in_dispute(self):
        request = a_request(Stage.FUNDING)
        builders.approve(request, EDUCATION)
        self.refuse(request)

        with pytest.raises(MoveRefused, match="disagree who pays"):
            builders.approve(request, SOCIAL_CARE)
        assert funds.position(a_fund()).committed_pence == 0

    def test_is_refused_once_approved(self):
        with pytest.raises(MoveRefused):
            self.refuse(a_request(Stage.APPROVED))


def test_a_share_of_each_agency_is_what_the_record_prints():
    request = a_request(Stage.APPROVED)
    content = canonical.from_json(request.decisions.get().records.get().content.encode())

    shares = {share.agency.code: share.this_year_pence for share in content.shares}
    assert shares == {code: the_share(request, code).this_year_pence for code in AGENCIES}
    assert content.basis_points == 10_000


def costing(pence: int, **changes: object) -> dict[str, object]:
    """Return the option that is chosen, at a yearly rate and with changes."""
    (line,) = CHOSEN["cost_lines"]
    return CHOSEN | {"cost_lines": [line | {"rate_pence": pence, "unit": "year"}]} | changes


class TestAmounts:
    def test_shares_that_round_to_nothing_are_approved_without_an_entry(self):
        week = {"starts_on": "2026-10-05", "ends_on": "2026-10-11"}
        request = a_request(Stage.APPROVED, options=[LOCAL, costing(5, **week)])

        assert not funds.entries_for(request.reference).exists()
        frozen = request.decisions.get().records.get()
        content = canonical.from_json(frozen.content.encode())
        assert content.fund is None
        assert sum(share.basis_points for share in content.shares) == 10_000

    def test_what_was_reserved_in_another_year_is_given_back_once_it_is_decided(self):
        agreed = costing(20_000_00, starts_on="2026-10-05", ends_on="2027-03-31")
        other = costing(30_000_00, starts_on="2027-04-05", ends_on="2028-03-31")
        next_year = the_next_year()
        request = a_request(
            Stage.CONSIDERED,
            options=[LOCAL, agreed | {"is_recommended": False}, other],
        )
        assert funds.position(next_year).reserved_pence > 0
        builders.agree(request)
        assert funds.position(next_year).reserved_pence == 0
        builders.approve(request, *AGENCIES)

        assert funds.position(a_fund()).committed_pence > 0


def the_next_year() -> FundYear:
    """Open the fund's next year, and pay into it."""
    this, by = a_fund(), a_person(Role.FUND_MANAGER)
    ids = list(a_panel().agencies.values_list("pk", flat=True))
    opened = pooledbudget.open_fund_year(
        fund_id=this.fund_id, year=this.year + 1, agency_ids=ids, by=by, at=MONDAY_9AM
    )
    pooledbudget.receive_contribution(
        fund_year=opened,
        about="Agreement",
        amounts=dict.fromkeys(ids, Pence(1_000_000_00)),
        key="agreement of the next year",
        by=by,
        at=MONDAY_9AM,
    )
    return opened


def test_a_request_that_is_taken_back_leaves_no_lead_anything_to_approve():
    request = a_request(Stage.FUNDING)
    builders.withdraw(request)

    lead = access.of(a_person(Role.AGENCY_LEAD, HEALTH), on=MEETING_DAY.date())
    assert not queries.waiting(queries.approvals_for(lead)).exists()
