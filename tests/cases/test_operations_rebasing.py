"""Moving a request to newer rules."""

from datetime import date

import pytest
from django.test import Client

from panel.agencies import access
from panel.agencies.models import Role
from panel.audit import queries as audit
from panel.cases import operations
from panel.cases.models import PlacementRequest
from panel.cases.operations.rebasing import MOVABLE, RebaseReason
from panel.cases.stages import Stage
from panel.policies import documents
from panel.policies import operations as policies
from tests import builders
from tests.builders import MONDAY_9AM, a_panel, a_person, a_request

pytestmark = pytest.mark.django_db
KENT = (documents.FOLDER / "kent.toml").read_text(encoding="utf-8")


def load_stricter_rules() -> None:
    """Bring a second version into force, from the Monday itself."""
    policies.load(
        panel_id=a_panel().pk,
        document=KENT.replace("members_min = 4", "members_min = 5"),
        effective_from=date(2026, 9, 7),
        by=None,
        at=MONDAY_9AM,
    )


def rebase(request: PlacementRequest, role: Role = Role.COORDINATOR) -> PlacementRequest:
    return operations.rebase(
        placement_request_id=request.pk,
        reason=RebaseReason.PANEL_AGREED,
        by=a_person(role),
        at=MONDAY_9AM,
    )


class TestSentAgain:
    """T002: a case keeps the version in force when it was first submitted."""

    def test_keeps_its_rules_and_may_be_moved_to_newer_ones_after(self):
        request = a_request(Stage.RETURNED)
        load_stricter_rules()

        builders.submit(request)

        request.refresh_from_db()
        assert request.policy.number == 1
        assert rebase(request).policy.number == 2


class TestRebase:
    @pytest.mark.parametrize("stage", sorted(MOVABLE))
    def test_puts_it_under_today_s_rules_and_tells_both_versions(self, stage: Stage):
        request = a_request(stage)
        load_stricter_rules()

        rebased = rebase(request)

        assert rebased.policy.policy.quorum.members_min == 5
        told = audit.history(request.reference).last()
        assert told.kind == "policy_rebased"
        assert told.payload == {"before": 1, "after": 2, "reason": "panel_agreed"}

    @pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.LISTED, Stage.APPROVED])
    def test_is_refused_where_the_rules_are_settled(self, stage: Stage):
        request = a_request(stage)
        load_stricter_rules()

        with pytest.raises(operations.RulesSettled, match="can't change while it is"):
            rebase(request)

    def test_is_refused_when_nothing_would_change(self):
        request = a_request(Stage.SUBMITTED)

        with pytest.raises(operations.RulesUnchanged, match="version 1 already"):
            rebase(request)

    def test_is_refused_to_the_referrer(self):
        with pytest.raises(access.Refused):
            rebase(a_request(Stage.SUBMITTED), Role.REFERRER)


class TestOverTheApi:
    def test_answers_with_the_version_or_why_not(self, client: Client):
        request = a_request(Stage.SUBMITTED)
        client.force_login(a_person(Role.COORDINATOR))
        address = f"/api/v1/placement-requests/{request.reference}/rebase/"

        def press(reason: str) -> tuple[int, dict]:
            sent = {"reason": reason}
            answer = client.post(address, sent, content_type="application/json")
            return answer.status_code, answer.json()

        assert press("because")[0] == 400
        assert press("correction")[0] == 409
        load_stricter_rules()
        assert press("correction") == (200, {"reference": request.reference, "policy": 2})
