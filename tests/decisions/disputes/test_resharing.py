"""Settling a dispute: who pays from then on, and who has to approve it."""

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from panel.agencies import access
from panel.agencies.models import Role
from panel.audit import queries as audit
from panel.cases import operations as cases
from panel.cases.costs import option_costs
from panel.cases.models import CostLine, CostShare, PlacementRequest
from panel.cases.stages import Stage
from panel.chart import MoveRefused
from panel.deadlines.models import Clock
from panel.decisions import operations
from panel.decisions.models import ShareApproval
from panel.decisions.proving import proof
from panel.decisions.records import canonical
from panel.money import WHOLE
from panel.pooledbudget import queries as funds
from panel.sample.people import EDUCATION, HEALTH, SOCIAL_CARE
from tests import builders
from tests.builders import AGENCIES, CHOSEN, LOCAL, a_fund, a_person
from tests.charts import rolled_back
from tests.decisions.disputed import BECAUSE, LATER, a_dispute, settled, the_dispute, the_request

pytestmark = pytest.mark.django_db

PROPOSED = CHOSEN["cost_lines"][0]["shares"]
MORE_CARE = {EDUCATION: 4_000, HEALTH: 1_000, SOCIAL_CARE: 5_000}


def stages(placement_request: PlacementRequest) -> dict[str, str]:
    """Return where the approval of each agency that pays stands, by code."""
    asked = placement_request.decisions.get().approvals.select_related("agency")
    return {approval.agency.code: approval.stage for approval in asked}


class TestSettleDispute:
    def test_brings_the_request_back_to_the_agencies_and_keeps_why(self):
        dispute = settled(a_dispute(), MORE_CARE)

        assert the_request(dispute).stage == Stage.FUNDING
        assert (dispute.stage, dispute.settled_because) == ("settled", BECAUSE)
        assert (dispute.ended_at, dispute.ended_by) == (LATER, a_person(Role.COORDINATOR))

    def test_tells_the_move_without_the_reason(self):
        event = audit.history(the_request(settled(a_dispute())).reference).get(kind="settle")

        assert event.payload == {"from": "disputed", "to": "funding", "dispute": 1, "level": 1}

    def test_asks_afresh_whoever_s_share_changed_and_keeps_the_approval_that_didn_t(self):
        dispute = a_dispute(EDUCATION)
        given = dispute.decision.approvals.get(agency__code=EDUCATION)
        request = the_request(settled(dispute, MORE_CARE))

        assert stages(request) == {
            EDUCATION: "approved",
            HEALTH: "waiting",
            SOCIAL_CARE: "waiting",
        }
        carried = request.decisions.get().approvals.get(agency__code=EDUCATION)
        assert (carried.carried_from, carried.approved_by) == (given, given.approved_by)
        assert carried.weekly_pence == given.weekly_pence - 1  # the penny fell to social care

    def test_asks_afresh_for_an_approval_given_to_another_share(self):
        dispute = a_dispute(EDUCATION, SOCIAL_CARE)

        assert stages(the_request(settled(dispute, MORE_CARE)))[SOCIAL_CARE] == "waiting"

    def test_asks_the_agency_that_refused_again_though_its_share_stands(self):
        request = the_request(settled(a_dispute(EDUCATION)))

        assert stages(request) == {
            EDUCATION: "approved",
            HEALTH: "waiting",
            SOCIAL_CARE: "waiting",
        }

    def test_asks_nobody_who_pays_nothing_any_more(self):
        halves = {EDUCATION: 5_000, SOCIAL_CARE: 5_000}

        assert stages(the_request(settled(a_dispute(EDUCATION), halves))) == {
            EDUCATION: "waiting",
            SOCIAL_CARE: "waiting",
        }

    def test_keeps_what_was_proposed_asked_and_answered_before(self):
        dispute = settled(a_dispute(EDUCATION), MORE_CARE)
        line = dispute.decision.option.cost_lines.get()

        proposed = line.shares.filter(settlement=0)
        assert {share.agency.code: share.basis_points for share in proposed} == PROPOSED
        replaced = ShareApproval.ever_asked.filter(replaced_in=dispute)
        assert {approval.agency.code: approval.stage for approval in replaced} == {
            EDUCATION: "approved",
            HEALTH: "refused",
            SOCIAL_CARE: "waiting",
        }

    def test_starts_the_clocks_of_those_asked_and_stops_its_own(self):
        request = the_request(settled(a_dispute(EDUCATION), MORE_CARE))
        open_clocks = Clock.objects.filter(subject=request.reference, stopped_at=None)
        running = open_clocks.filter(rule_id="SHARE-APPROVAL")

        assert set(running.values_list("owner_agency__code", flat=True)) == {HEALTH, SOCIAL_CARE}
        level = Clock.objects.get(subject=request.reference, rule_id="DISPUTE-LEVEL")
        assert level.outcome == "met"

    def test_leads_to_the_commitment_of_what_was_settled(self):
        request = the_request(settled(a_dispute(EDUCATION), MORE_CARE))
        builders.approve(request, HEALTH, SOCIAL_CARE)

        request.refresh_from_db()
        assert request.stage == Stage.APPROVED
        cost = option_costs.first_year(request.decisions.get().option)
        asked = request.decisions.get().approvals.select_related("agency")
        assert {a.agency.code: a.this_year_pence for a in asked} == cost.period_by_agency()
        assert funds.position(a_fund()).committed_pence == cost.period_pence
        faults = {what: found for what, found in proof.prove(at=LATER).items() if found}
        assert set(faults) <= {"No owed work is stuck"}  # no worker runs here

    def test_is_told_in_the_decision_record_without_the_child_s_name(self):
        dispute = a_dispute(EDUCATION)
        because = "Health pays for Quill's nursing and no more."
        request = the_request(settled(dispute, MORE_CARE, because=because))
        builders.approve(request, HEALTH, SOCIAL_CARE)

        content = request.decisions.get().records.get().content.encode()
        (told,) = canonical.from_json(content).disputes
        assert (told.agency.code, told.level) == (HEALTH, "heads of service")
        assert told.because == "It isn't a need of this agency."
        assert told.settlement == "Health pays for Q.Z.'s nursing and no more."
        assert told.recorded_by == a_person(Role.COORDINATOR).name

    def test_may_be_disputed_and_settled_again(self):
        request = the_request(settled(a_dispute(EDUCATION), MORE_CARE))
        builders.refuse(request, SOCIAL_CARE)
        second = settled(the_dispute(request), PROPOSED)

        assert second.number == 2
        shares = second.decision.option.cost_lines.get().shares_in_force()
        assert {share.agency.code: share.basis_points for share in shares} == PROPOSED
        builders.approve(request, HEALTH, SOCIAL_CARE)
        request.refresh_from_db()
        assert request.stage == Stage.APPROVED


class TestRefusals:
    @pytest.mark.parametrize("role", [role for role in Role if role is not Role.COORDINATOR])
    def test_is_the_coordinator_s(self, role: Role):
        with pytest.raises(access.Refused):
            settled(a_dispute(), MORE_CARE, by=a_person(role))

    def test_is_refused_once_settled(self):
        dispute = settled(a_dispute())

        with pytest.raises(MoveRefused, match="Settled"):
            settled(dispute)

    def test_refuses_a_line_that_the_option_doesn_t_have_and_changes_nothing(self):
        dispute = a_dispute()

        with pytest.raises(operations.NoSuchLine, match="Option B has no cost line 2"):
            settled(dispute, MORE_CARE, MORE_CARE)
        assert the_request(dispute).stage == Stage.DISPUTED
        assert the_dispute(the_request(dispute)).stage == "open"
        assert not CostShare.objects.filter(settlement__gt=0).exists()

    def test_refuses_an_agency_that_doesn_t_sit_on_the_panel(self):
        with pytest.raises(cases.UnknownAgency, match="elsewhere"):
            settled(a_dispute(), {EDUCATION: 5_000, "elsewhere": 5_000})

    @pytest.mark.parametrize("answer", [{"replaced_in": None}, {"this_year_pence": 0}])
    def test_a_share_that_was_replaced_is_kept_as_it_was(self, answer: dict[str, object]):
        dispute = settled(a_dispute())

        with pytest.raises(IntegrityError), transaction.atomic():
            ShareApproval.ever_asked.filter(replaced_in=dispute).update(**answer)


@st.composite
def splits(draw: st.DrawFn) -> dict[str, int]:
    """Parts of a line, of one agency at least, that come to the whole of it."""
    cuts = sorted(draw(st.lists(st.integers(0, WHOLE), min_size=2, max_size=2)))
    parts = zip([0, *cuts], [*cuts, WHOLE], strict=True)
    return {
        code: end - start
        for code, (start, end) in zip(AGENCIES, parts, strict=True)
        if end > start
    }


LINES = [
    CHOSEN["cost_lines"][0],
    {"kind": "health", "rate_pence": 1_000_03, "unit": "once", "shares": {HEALTH: WHOLE}},
]


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(care=splits(), equipment=splits())
def test_whatever_is_settled_what_is_asked_comes_to_the_cost_to_the_penny(
    disputed: int, care: dict[str, int], equipment: dict[str, int]
):
    with rolled_back():
        dispute = settled(the_dispute(PlacementRequest.objects.get(pk=disputed)), care, equipment)
        option, asked = dispute.decision.option, list(dispute.decision.approvals.all())
        cost = option_costs.first_year(option)

        assert sum(approval.weekly_pence for approval in asked) == cost.weekly_pence
        assert sum(approval.this_year_pence for approval in asked) == cost.period_pence
        assert sum(approval.full_year_pence for approval in asked) == cost.full_year_pence
        assert {approval.agency.code for approval in asked} == {*care, *equipment}
        stands = [approval.agency.code for approval in asked if approval.stage == "approved"]
        assert not stands or care.get(EDUCATION) == PROPOSED[EDUCATION]
        for line in CostLine.objects.filter(option=option):
            assert sum(share.basis_points for share in line.shares_in_force()) == WHOLE


@pytest.fixture
def disputed() -> int:
    options = [LOCAL, CHOSEN | {"cost_lines": LINES}]
    return the_request(a_dispute(EDUCATION, options=options)).pk
