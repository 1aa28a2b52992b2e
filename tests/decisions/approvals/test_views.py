"""The pages on which a lead approves a share."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from panel.agencies.models import Appointment, Role
from panel.audit.models import ReadEvent
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.decisions.models import ShareApproval
from panel.decisions.stages import ApprovalStage
from panel.money import Pence
from panel.sample.people import EDUCATION, HEALTH, SOCIAL_CARE
from tests.builders import CHOSEN, LOCAL, a_fund, a_person, a_request, approve, withdraw

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(client: Client) -> Client:
    client.force_login(a_person(Role.AGENCY_LEAD, HEALTH))
    return client


def share_of(agency: str, placement_request: PlacementRequest) -> ShareApproval:
    return ShareApproval.objects.get(
        decision__placement_request=placement_request, agency__code=agency
    )


class TestIndex:
    def test_lists_only_shares_of_the_leads_own_agency(self, lead: Client) -> None:
        request = a_request(Stage.FUNDING)

        page = lead.get("/approvals/")

        assert f"/approvals/{share_of(HEALTH, request).pk}/" in page.text
        assert f"/approvals/{share_of(EDUCATION, request).pk}/" not in page.text

    def test_says_when_nothing_waits(self, lead: Client) -> None:
        assert "Nothing is waiting for you." in lead.get("/approvals/").text

    def test_is_closed_to_everybody_else(self, client: Client) -> None:
        client.force_login(a_person(Role.CHAIR))

        assert client.get("/approvals/").status_code == 403


class TestApproval:
    def test_shows_the_share_the_checks_and_what_approving_does(self, lead: Client) -> None:
        request = a_request(Stage.FUNDING)

        page = lead.get(f"/approvals/{share_of(HEALTH, request).pk}/")

        assert "Approve Health’s share of the funding" in page.text
        assert "Up to £5,000.00 a week" in page.text
        assert "Residential, 52 weeks at Alder Vale, 52 weeks a year" in page.text
        assert "First year, to 31 March 2027" in page.text
        assert "The money is committed at these shares once every agency has." in page.text
        assert "Approve Health’s share</button>" in page.text
        assert ReadEvent.objects.filter(subject=request.reference).exists()

    def test_tells_what_is_paid_once_and_asks_for_that(self, lead: Client) -> None:
        bed = CHOSEN["cost_lines"][0] | {"unit": "once", "rate_pence": 10_000_00}
        request = a_request(Stage.FUNDING, options=[LOCAL, CHOSEN | {"cost_lines": [bed]}])

        page = lead.get(f"/approvals/{share_of(HEALTH, request).pk}/").text

        assert "Once, in the first year" in page
        assert "Approve £3,000.00 once for Q.Z., age 13" in page
        approve(request, EDUCATION, HEALTH, SOCIAL_CARE)
        assert "£10,000.00 once" in lead.get("/decisions/").text

    def test_asks_for_the_first_year_of_a_share_below_a_penny_a_week(self, lead: Client) -> None:
        cheap = CHOSEN["cost_lines"][0] | {"rate_pence": 1}
        request = a_request(Stage.FUNDING, options=[LOCAL, CHOSEN | {"cost_lines": [cheap]}])

        page = lead.get(f"/approvals/{share_of(HEALTH, request).pk}/").text

        assert "Approve £0.08 in the first year for Q.Z., age 13" in page

    def test_tells_the_last_approver_that_money_is_committed(self, lead: Client) -> None:
        request = a_request(Stage.FUNDING)
        approve(request, EDUCATION, SOCIAL_CARE)

        page = lead.get(f"/approvals/{share_of(HEALTH, request).pk}/")

        assert "You are the last approver." in page.text
        assert "Approve and commit</button>" in page.text

    def test_puts_the_reason_where_the_button_was_when_over_the_limit(self, lead: Client) -> None:
        request = a_request(Stage.FUNDING)
        limit_to(Pence(100_000))

        page = lead.get(f"/approvals/{share_of(HEALTH, request).pk}/")

        assert "£1,026.00 a week is over your limit of £1,000.00 a week." in page.text
        assert "A lead of Health with a higher limit has to approve it." in page.text
        assert "</button>" in page.text
        assert "Approve Health’s share</button>" not in page.text
        assert "When you approve" not in page.text

    def test_offers_nothing_of_a_request_that_was_taken_back(self, lead: Client) -> None:
        request = a_request(Stage.FUNDING)
        share = share_of(HEALTH, request)
        withdraw(request)

        page = lead.get(f"/approvals/{share.pk}/").text

        assert "It is at the stage “Withdrawn”: no share of it is approved now." in page
        assert f"/approvals/{share.pk}/approve/" not in page

    def test_of_another_agency_is_not_there(self, lead: Client) -> None:
        request = a_request(Stage.FUNDING)

        assert lead.get(f"/approvals/{share_of(EDUCATION, request).pk}/").status_code == 404

    def test_asks_a_constant_number_of_questions(
        self, lead: Client, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        first = share_of(HEALTH, a_request(Stage.FUNDING))
        with django_assert_max_num_queries(60) as counted:
            lead.get(f"/approvals/{first.pk}/")
        a_request(Stage.FUNDING)

        with django_assert_max_num_queries(len(counted)):
            lead.get(f"/approvals/{first.pk}/")


class TestApprove:
    def test_approves_and_says_who_is_still_waited_for(self, lead: Client) -> None:
        share = share_of(HEALTH, a_request(Stage.FUNDING))

        page = lead.post(f"/approvals/{share.pk}/approve/", follow=True)

        assert "Approved" in page.text
        assert "waiting for Education and Social care." in page.text

    def test_commits_with_the_last_and_a_second_press_shows_the_same(self, lead: Client) -> None:
        request = a_request(Stage.FUNDING)
        approve(request, EDUCATION, SOCIAL_CARE)
        share = share_of(HEALTH, request)

        first = lead.post(f"/approvals/{share.pk}/approve/", follow=True)
        second = lead.post(f"/approvals/{share.pk}/approve/", follow=True)

        assert "£86,965.97 is committed." in first.text
        assert f"Decision record {request.reference}/1 is being made." in first.text
        assert "£86,965.97 is committed." in second.text

    def test_says_why_not_when_the_limit_is_passed(self, lead: Client) -> None:
        share = share_of(HEALTH, a_request(Stage.FUNDING))
        limit_to(Pence(100_000))

        page = lead.post(f"/approvals/{share.pk}/approve/")

        share.refresh_from_db()
        assert page.status_code == 409
        assert "is over your limit of £1,000.00 a week." in page.text
        assert share.stage == ApprovalStage.WAITING

    def test_only_the_last_waits_for_money_that_the_fund_lacks(self, lead: Client) -> None:
        a_fund(pence_each=Pence(1_000_000))
        share = share_of(HEALTH, a_request(Stage.FUNDING))

        before = lead.get(f"/approvals/{share.pk}/")
        after = lead.post(f"/approvals/{share.pk}/approve/", follow=True)

        assert "£56,965.97 short: it needs a funding source decision" in before.text
        assert "You can’t approve this share" not in before.text
        assert "waiting for Education and Social care." in after.text
        assert "The fund’s money before and after" in after.text

    def test_commits_nothing_when_the_fund_is_short(self, lead: Client) -> None:
        a_fund(pence_each=Pence(1_000_000))
        request = a_request(Stage.FUNDING)
        approve(request, EDUCATION, SOCIAL_CARE)
        share = share_of(HEALTH, request)

        before = lead.get(f"/approvals/{share.pk}/")
        page = lead.post(f"/approvals/{share.pk}/approve/")

        share.refresh_from_db()
        assert "£56,965.97 short: it needs a funding source decision" in before.text
        assert page.status_code == 409
        assert "The fund has £30,000.00 left" in page.text
        assert share.stage == ApprovalStage.WAITING


class TestRefuse:
    def test_takes_the_reason(self, lead: Client) -> None:
        share = share_of(HEALTH, a_request(Stage.FUNDING))

        page = lead.post(
            f"/approvals/{share.pk}/refuse/", {"reason": "It is not a health need."}, follow=True
        )

        assert "It is not a health need." in page.text
        assert "Approve Health’s share</button>" not in page.text

    def test_asks_for_one(self, lead: Client) -> None:
        share = share_of(HEALTH, a_request(Stage.FUNDING))

        page = lead.post(f"/approvals/{share.pk}/refuse/", {"reason": ""})

        assert "Say why your agency doesn’t agree" in page.text
        assert "<details" in page.text


def limit_to(pence: Pence) -> None:
    """Lower what the lead of Health may approve a week."""
    held = Appointment.objects.filter(role=Role.AGENCY_LEAD, agency__code=HEALTH)
    held.update(weekly_limit_pence=pence)
    assert held.get().starts_on < date(2026, 1, 1)
