"""The card on the page of a share where the fund is short, and consenting there and over JSON."""

import pytest
from django.test import Client

from panel.agencies.models import Agency, Role
from panel.cases.stages import Stage
from panel.decisions.overspends import Overspend
from panel.sample.people import EDUCATION, HEALTH, SOCIAL_CARE
from tests.api import Caller
from tests.builders import AGENCIES, a_person, a_request, approve, live_by
from tests.decisions.test_operations_overspending import short_by, the_share

pytestmark = pytest.mark.django_db


def lead(agency: str) -> Client:
    client = Client()
    client.force_login(a_person(Role.AGENCY_LEAD, agency))
    return client


def test_leads_consent_one_by_one_and_the_last_share_passes() -> None:
    _, request = short_by(300_00)
    for agency in AGENCIES:
        address = f"/approvals/{the_share(request, agency).pk}/"
        page = lead(agency).get(address).text
        assert "Going over the fund’s money by £300.00 in 2026 to 2027" in page
        assert "until 31 July 2028. What it costs after 2026 to 2027 is taken from" in page
        assert "finance leads of both sides" in page
        reason = {"over-reason": "She can’t wait."}
        kept = lead(agency).post(f"{address}overspend/", reason, follow=True)
        assert f"The consent of {Agency.objects.get(code=agency)} is kept." in kept.text

    page = lead(SOCIAL_CARE).get(address).text
    assert "Going over the fund’s money" not in page
    lead(SOCIAL_CARE).post(f"{address}approve/")
    request.refresh_from_db()
    assert request.stage == Stage.APPROVED


def test_who_has_consented_isn_t_asked_again() -> None:
    _, request = short_by(300_00)
    address = f"/approvals/{the_share(request, HEALTH).pk}/"
    lead(HEALTH).post(f"{address}overspend/", {"over-reason": "She can’t wait."})

    page = lead(HEALTH).get(address).text
    assert "Going over the fund’s money by £300.00" in page
    assert "Why does your agency consent?" not in page


def test_a_reason_is_asked_for() -> None:
    _, request = short_by(300_00)
    page = lead(HEALTH).post(f"/approvals/{the_share(request, HEALTH).pk}/overspend/", {})

    assert "Say why your agency consents" in page.text
    assert not Overspend.objects.exists()


def test_nothing_is_shown_where_there_is_enough_or_the_rules_only_warn() -> None:
    request = a_request(Stage.FUNDING)
    page = lead(HEALTH).get(f"/approvals/{the_share(request, HEALTH).pk}/").text
    assert "Going over the fund’s money" not in page
    answer = lead(HEALTH).post(
        f"/approvals/{the_share(request, HEALTH).pk}/overspend/", {"over-reason": "Why not."}
    )
    assert answer.status_code == 409


def test_nothing_is_asked_where_the_rules_only_warn() -> None:
    live_by("[funding]", '[fund]\nover_budget = "warn"\n\n[funding]')
    _, request = short_by(300_00)

    address = f"/approvals/{the_share(request, SOCIAL_CARE).pk}/"
    page = lead(SOCIAL_CARE).get(address).text

    assert "Going over the fund’s money" not in page
    assert "£300.00 short: the rules let it pass with a warning" in page
    assert "Approve and commit" in page


def test_the_same_over_the_api() -> None:
    _, request = short_by(300_00)
    for agency in (EDUCATION, HEALTH, SOCIAL_CARE):
        caller = Caller(a_person(Role.AGENCY_LEAD, agency))
        share = the_share(request, agency)
        told = caller.done(f"approvals/{share.pk}/overspend/", {"reason": "She can't wait."})

    assert (told["amount_pence"], len(told["consents"])) == (300_00, 3)
    assert told["authorised_at"]
    approve(request, SOCIAL_CARE)
