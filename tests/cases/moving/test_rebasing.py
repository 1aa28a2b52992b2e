"""Moving a request to newer rules."""

import pytest
from django.test import Client

from panel.agencies import access
from panel.agencies.models import Role
from panel.audit import queries as audit
from panel.cases import operations
from panel.cases.asked.newer_rules import MOVABLE, RebaseReason, RulesSettled, RulesUnchanged
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from tests import builders
from tests.builders import KENT, MONDAY_9AM, a_person, a_request, ruled_by

pytestmark = pytest.mark.django_db


def load_stricter_rules() -> None:
    """Bring a second version into force, from the Monday itself."""
    ruled_by(KENT.replace("members_min = 4", "members_min = 5"))


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

        with pytest.raises(RulesSettled, match="can’t change while it is"):
            rebase(request)

    def test_is_refused_when_nothing_would_change(self):
        request = a_request(Stage.SUBMITTED)

        with pytest.raises(RulesUnchanged, match="version 1 already"):
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


class TestThePage:
    def test_says_what_would_change_and_moves_it_for_a_reason(self, client: Client):
        request = a_request(Stage.ADVICE)
        load_stricter_rules()
        client.force_login(a_person(Role.COORDINATOR))
        address = f"/cases/{request.reference}/newer-rules/"

        assert address in client.get(f"/cases/{request.reference}/").text
        page = client.get(address).text
        assert "keeps version 1" in page
        assert "quorum.members_min" in page
        assert "Before: 4 people<br>Now: 5 people" in page

        assert "Choose why it moves" in client.post(address, {}).text
        moved = client.post(address, {"reason": "panel_agreed"}, follow=True).text
        assert f"{request.reference} is under version 2." in moved
        assert (
            "From version 1 to version 2."
            in client.get(f"/cases/{request.reference}/timeline/").text
        )

    def test_is_neither_offered_nor_opened_where_no_newer_rules_wait(self, client: Client):
        request = a_request(Stage.ADVICE)
        client.force_login(a_person(Role.COORDINATOR))
        address = f"/cases/{request.reference}/newer-rules/"

        assert address not in client.get(f"/cases/{request.reference}/").text
        answer = client.get(address)
        assert answer.status_code == 409
        assert "lives under version 1 already" in answer.text

    def test_is_for_nobody_but_those_who_check_requests(self, client: Client):
        request = a_request(Stage.ADVICE)
        load_stricter_rules()
        client.force_login(a_person(Role.CHAIR))

        assert "newer-rules" not in client.get(f"/cases/{request.reference}/").text
        assert client.get(f"/cases/{request.reference}/newer-rules/").status_code == 403


class TestNewerRulesOverTheApi:
    def test_are_told_rule_by_rule(self, client: Client):
        request = a_request(Stage.SUBMITTED)
        load_stricter_rules()
        address = f"/api/v1/placement-requests/{request.reference}/newer-rules/"

        client.force_login(a_person(Role.COORDINATOR))
        told = client.get(address).json()
        assert (told["before"], told["after"]) == (1, 2)
        assert [
            (change["path"], change["before"], change["after"]) for change in told["changes"]
        ] == [("quorum.members_min", "4 people", "5 people")]
        client.force_login(a_person(Role.CHAIR))
        assert client.get(address).status_code == 403
