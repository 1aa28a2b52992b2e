"""The pages on which a coordinator sees a dispute about who pays through."""

import pytest
from django.test import Client

from panel.agencies.models import Role
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.decisions.models import Dispute
from panel.sample.people import EDUCATION, HEALTH, SOCIAL_CARE
from tests.builders import a_person
from tests.decisions.disputed import (
    BECAUSE,
    HALVES,
    a_dispute,
    ruled,
    settled,
    the_dispute,
    the_request,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def dispute(db: None) -> Dispute:
    return a_dispute(EDUCATION)


@pytest.fixture
def request_(dispute: Dispute) -> PlacementRequest:
    return the_request(dispute)


@pytest.fixture
def coordinator(client: Client) -> Client:
    client.force_login(a_person(Role.COORDINATOR))
    return client


def typed(dispute: Dispute, **percent: str) -> dict[str, str]:
    """Return what a coordinator sends: the boxes of the one line, and the reason."""
    agencies = dispute.decision.placement_request.panel.agencies.all()
    boxes = {f"share_1_{agency.pk}": percent[agency.code.split("-")[0]] for agency in agencies}
    return boxes | {"reason": BECAUSE}


class TestCasePage:
    def test_says_what_is_disputed_by_whom_at_which_level_until_when(
        self, coordinator: Client, request_: PlacementRequest
    ) -> None:
        page = coordinator.get(f"/cases/{request_}/")

        assert "Disputes about who pays" in page.text
        assert "Health, 21 September 2026" in page.text
        assert "It isn’t a need of this agency." in page.text.replace("&#x27;", "’")
        assert "Heads of service, by 28 September 2026 (level 1 of 4)" in page.text
        assert "Nobody is named yet." in page.text

    def test_offers_the_coordinator_what_can_be_done(
        self, coordinator: Client, request_: PlacementRequest
    ) -> None:
        page = coordinator.get(f"/cases/{request_}/")

        for address in ("settle", "interim-funder", "raise"):
            assert f"/cases/{request_}/dispute/{address}/" in page.text
        assert "Take the dispute to directors" in page.text

    def test_says_how_the_rules_share_the_cost_meanwhile(self, coordinator: Client) -> None:
        ruled(HALVES)
        page = coordinator.get(f"/cases/{the_request(a_dispute())}/")

        assert "Education 50% and Health 50%, without prejudice" in page.text
        assert "dispute/interim-funder/" not in page.text

    def test_offers_no_lead_to_approve_until_it_is_settled(
        self, client: Client, dispute: Dispute
    ) -> None:
        share = dispute.decision.approvals.get(agency__code=SOCIAL_CARE)
        client.force_login(a_person(Role.AGENCY_LEAD, SOCIAL_CARE))

        page = client.get(f"/approvals/{share.pk}/").text

        assert "No share is approved until that is settled." in page
        assert f"/approvals/{share.pk}/approve/" not in page
        assert f"/approvals/{share.pk}/refuse/" not in page

    def test_offers_nobody_else_any_of_it(
        self, client: Client, request_: PlacementRequest
    ) -> None:
        client.force_login(a_person(Role.AGENCY_LEAD, HEALTH))
        page = client.get(f"/cases/{request_}/")

        assert "Disputes about who pays" in page.text
        assert f"/cases/{request_}/dispute/" not in page.text

    def test_tells_how_it_was_settled_and_by_whom(
        self, coordinator: Client, dispute: Dispute, request_: PlacementRequest
    ) -> None:
        here = f"/cases/{request_}/dispute/interim-funder/"
        coordinator.post(here, {"agency": SOCIAL_CARE})
        settled(dispute)
        page = coordinator.get(f"/cases/{request_}/")

        assert "Paid meanwhile" in page.text
        assert BECAUSE in page.text
        assert f"{a_person(Role.COORDINATOR).name}, 24 September 2026" in page.text
        assert "Settled who pays" in page.text


class TestSettle:
    def test_shows_the_shares_as_they_are(
        self, coordinator: Client, request_: PlacementRequest
    ) -> None:
        page = coordinator.get(f"/cases/{request_}/dispute/settle/")

        assert "Cost line 1: " in page.text
        assert 'value="40"' in page.text
        assert page.text.count('value="30"') == 2

    def test_records_the_split_and_asks_for_the_approvals(
        self, coordinator: Client, dispute: Dispute, request_: PlacementRequest
    ) -> None:
        sent = typed(dispute, education="40", health="10", social="50")
        page = coordinator.post(f"/cases/{request_}/dispute/settle/", sent, follow=True)

        assert "Who pays is settled." in page.text
        request_.refresh_from_db()
        assert request_.stage == Stage.FUNDING
        shares = dispute.decision.option.cost_lines.get().shares_in_force()
        assert {share.agency.code: share.basis_points for share in shares} == {
            EDUCATION: 4_000,
            HEALTH: 1_000,
            SOCIAL_CARE: 5_000,
        }

    def test_takes_the_shares_as_they_were_proposed(
        self, coordinator: Client, dispute: Dispute, request_: PlacementRequest
    ) -> None:
        sent = typed(dispute, education="40", health="30", social="30")
        coordinator.post(f"/cases/{request_}/dispute/settle/", sent)

        line = dispute.decision.option.cost_lines.get()
        assert {share.settlement for share in line.shares.all()} == {0}
        assert the_dispute(request_).stage == "settled"

    def test_says_everything_wrong_at_once_and_keeps_what_was_typed(
        self, coordinator: Client, dispute: Dispute, request_: PlacementRequest
    ) -> None:
        sent = typed(dispute, education="40", health="10", social="45") | {"reason": "  "}
        page = coordinator.post(f"/cases/{request_}/dispute/settle/", sent)

        assert page.status_code == 200
        assert "The shares come to 95%. Make them come to 100%" in page.text
        assert "Say what was settled, and why" in page.text
        assert 'value="45"' in page.text
        assert the_dispute(request_).stage == "open"

    def test_says_of_a_box_that_can_t_be_read_only_that(
        self, coordinator: Client, dispute: Dispute, request_: PlacementRequest
    ) -> None:
        sent = typed(dispute, education="40", health="a tenth", social="50")
        page = coordinator.post(f"/cases/{request_}/dispute/settle/", sent)

        assert "Enter a percentage from 0 to 100" in page.text
        assert "The shares come to" not in page.text

    def test_says_so_where_it_is_settled_by_now(
        self, coordinator: Client, dispute: Dispute, request_: PlacementRequest
    ) -> None:
        settled(dispute)
        sent = typed(dispute, education="40", health="10", social="50")
        page = coordinator.post(f"/cases/{request_}/dispute/settle/", sent)

        assert page.status_code == 409
        assert "It is at the stage “Settled”." in page.text


class TestInterimFunder:
    def test_records_who_pays_meanwhile(
        self, coordinator: Client, request_: PlacementRequest
    ) -> None:
        here = f"/cases/{request_}/dispute/interim-funder/"
        assert "Which agency pays meanwhile?" in coordinator.get(here).text
        page = coordinator.post(here, {"agency": SOCIAL_CARE}, follow=True)

        assert "Social care, without prejudice" in page.text
        assert "Said who pays meanwhile" in page.text

    def test_asks_for_one(self, coordinator: Client, request_: PlacementRequest) -> None:
        page = coordinator.post(f"/cases/{request_}/dispute/interim-funder/", {})

        assert "Choose the agency that pays meanwhile" in page.text


class TestRaise:
    def test_takes_it_to_the_next_level_until_there_is_none(
        self, coordinator: Client, request_: PlacementRequest
    ) -> None:
        here = f"/cases/{request_}/dispute/raise/"
        page = coordinator.post(here, follow=True)
        assert "The dispute is now with directors." in page.text

        coordinator.post(here)
        page = coordinator.post(here, follow=True)
        assert "Somebody independent (level 4 of 4)" in page.text
        assert "Take the dispute to" not in page.text
        refused = coordinator.post(here)
        assert refused.status_code == 409
        assert "no level above this" in refused.text


@pytest.mark.parametrize("page", ["settle", "interim-funder", "raise"])
@pytest.mark.parametrize(
    ("role", "answer"), [(Role.AGENCY_LEAD, 403), (Role.CHAIR, 403), (Role.REFERRER, 403)]
)
def test_is_closed_to_everybody_but_coordinators(
    client: Client, request_: PlacementRequest, page: str, role: Role, answer: int
) -> None:
    client.force_login(a_person(role))

    assert client.post(f"/cases/{request_}/dispute/{page}/").status_code == answer
