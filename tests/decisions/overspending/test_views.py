"""The card on the page of a share where the fund is short, and consenting there and over JSON."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from panel.agencies.models import Agency, Role
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.deadlines.models import Notice
from panel.decisions import operations
from panel.decisions.models import Overspend
from panel.money import Pence
from panel.sample.people import EDUCATION, HEALTH, SOCIAL_CARE
from tests.api import Caller
from tests.builders import AGENCIES, MEETING_DAY, a_fund, a_person, a_request, approve, live_by
from tests.decisions.outcomes.test_lapsing import agreed as agreed_in_principle
from tests.decisions.outcomes.test_lapsing import decide_anew, let_lapse
from tests.decisions.overspending.test_overspending import (
    consent,
    pay_in,
    short_by,
    short_in_its_own_pot,
    short_instead,
    the_share,
)

pytestmark = pytest.mark.django_db


def lead(agency: str) -> Client:
    client = Client()
    client.force_login(a_person(Role.AGENCY_LEAD, agency))
    return client


def test_leads_consent_one_by_one_and_the_last_share_passes() -> None:
    _, request = short_by(300_00)
    coordinator, case = Client(), f"/cases/{request}/"
    coordinator.force_login(a_person(Role.COORDINATOR))
    asked = "Each agency that pays is asked to consent to going over"
    for agency in AGENCIES:
        assert asked in coordinator.get(case).text
        address = f"/approvals/{the_share(request, agency).pk}/"
        page = lead(agency).get(address).text
        assert "Going over the fund’s money by £300.00 in 2026 to 2027" in page
        assert "until 31 July 2028. What it costs after 2026 to 2027 is taken from" in page
        assert "finance leads of both sides" in page
        reason = {"over-reason": "She can’t wait."}
        kept = lead(agency).post(f"{address}overspend/", reason, follow=True)
        assert f"The consent of {Agency.objects.get(code=agency)} is kept." in kept.text

    assert asked not in coordinator.get(case).text
    page = lead(SOCIAL_CARE).get(address).text
    assert "Going over the fund’s money" not in page
    lead(SOCIAL_CARE).post(f"{address}approve/")
    request.refresh_from_db()
    assert request.stage == Stage.APPROVED


def test_the_page_asks_for_what_is_short_now_and_adds_up_before_and_after() -> None:
    year, request = short_by(300_00)
    address = f"/approvals/{the_share(request, SOCIAL_CARE).pk}/"
    lead(EDUCATION).post(
        f"/approvals/{the_share(request, EDUCATION).pk}/overspend/", {"over-reason": "It is safe."}
    )
    pay_in(year, 299_99)

    page = lead(SOCIAL_CARE).get(address).text
    assert "£0.01 short" in page
    assert "Going over the fund’s money by £0.01 in 2026 to 2027" in page
    assert "Up to £300.00" in page
    for agency in (HEALTH, SOCIAL_CARE):
        lead(agency).post(
            f"/approvals/{the_share(request, agency).pk}/overspend/", {"over-reason": "So be it."}
        )
    page = lead(SOCIAL_CARE).get(address).text
    assert "Plus what it may go over by consent</dt><dd>£0.01</dd>" in page
    assert 'Left once it is committed</dt><dd class="is-total">£0.00</dd>' in page


def test_a_lead_whose_pot_has_enough_is_asked_once_another_goes_over_its_own() -> None:
    _, request = short_in_its_own_pot(HEALTH, 300_00)
    address = f"/approvals/{the_share(request, EDUCATION).pk}/"
    assert "Going over" not in lead(EDUCATION).get(address).text

    consent(request, HEALTH)

    page = lead(EDUCATION).get(address).text
    assert "Going over Health’s money in the fund by £300.00 in 2026 to 2027" in page
    assert "Consent to going over by £300.00" in page


def test_a_lead_and_the_fund_are_told_the_same_is_left_and_what_of_it_is_by_leave() -> None:
    year, request = short_by(300_00)
    for agency in AGENCIES:
        lead(agency).post(
            f"/approvals/{the_share(request, agency).pk}/overspend/",
            {"over-reason": "It is safe."},
        )
    approve(request, SOCIAL_CARE)
    pay_in(year, 1_000_00)
    other = a_request(Stage.FUNDING)

    share = lead(HEALTH).get(f"/approvals/{the_share(other, HEALTH).pk}/").text
    assert "Uncommitted now</dt><dd>£700.00</dd>" in share
    assert "Plus what may be promised beyond it</dt><dd>£300.00</dd>" in share
    assert "Left to promise now</dt><dd>£1,000.00</dd>" in share
    fund = lead(HEALTH).get(f"/fund/?year={year.pk}").text
    assert "£1,000.00 may still be promised: the £700.00 that is uncommitted" in fund


def test_what_was_consented_to_is_told_on_the_share_the_case_and_its_timeline() -> None:
    _, request = short_by(300_00)
    for agency in AGENCIES:
        lead(agency).post(
            f"/approvals/{the_share(request, agency).pk}/overspend/",
            {"over-reason": "It is safe."},
        )
    approve(request, SOCIAL_CARE)

    share = lead(SOCIAL_CARE).get(f"/approvals/{the_share(request, SOCIAL_CARE).pk}/").text
    case = lead(SOCIAL_CARE).get(f"/cases/{request}/").text
    for page in (share, case):
        assert "2026 to 2027, by £300.00.<br>It is safe.<br>" in page
    timeline = f"/cases/{request}/timeline/"
    assert "Health, up to £300.00" in lead(HEALTH).get(timeline).text
    referrer = Client()
    referrer.force_login(a_person(Role.REFERRER, SOCIAL_CARE))
    told = referrer.get(timeline).text
    assert "Consent to going over the fund’s money" in told
    assert "up to £300.00" not in told
    assert "pence" not in payload_for(Role.REFERRER, request, "overspend_consented")
    assert payload_for(Role.AGENCY_LEAD, request, "overspend_consented")["pence"] == 300_00


@pytest.mark.parametrize(("role", "is_told"), [(Role.COORDINATOR, False), (Role.CHAIR, True)])
def test_what_the_fund_has_left_is_told_on_a_timeline_to_who_reads_the_fund(
    role: Role, is_told: bool
) -> None:
    a_fund(pence_each=Pence(100_00))
    request = a_request(Stage.CONSIDERED)
    client = Client()
    client.force_login(a_person(role))

    page = client.get(f"/cases/{request}/timeline/").text
    assert "Money could not be reserved" in page
    assert ("The fund has £300.00 left" in page) is is_told
    assert ("reason" in payload_for(role, request, "reserve_refused")) is is_told


def payload_for(role: Role, request: PlacementRequest, kind: str) -> dict[str, object]:
    """Return what the timeline over JSON tells somebody of the first event of a kind."""
    person = a_person(role, SOCIAL_CARE) if role == Role.REFERRER else a_person(role)
    told = Caller(person).get(f"placement-requests/{request}/timeline/").json()
    return next(one["payload"] for one in told if one["kind"] == kind)


def test_who_has_consented_isn_t_asked_again() -> None:
    _, request = short_by(300_00)
    address = f"/approvals/{the_share(request, HEALTH).pk}/"
    lead(HEALTH).post(f"{address}overspend/", {"over-reason": "She can’t wait."})

    page = lead(HEALTH).get(address).text
    assert "Going over the fund’s money by £300.00" in page
    assert "Why does your agency consent?" not in page


def test_a_consent_needed_again_is_asked_of_whoever_approved_and_consented_before() -> None:
    year, request = short_by(300_00)
    share = f"/approvals/{the_share(request, HEALTH).pk}/"
    consent(request, *AGENCIES)
    assert "Consent to going over" not in lead(HEALTH).get("/approvals/").text
    assert (
        "Enough, with the consents to go over this year"
        in lead(SOCIAL_CARE).get(f"/approvals/{the_share(request, SOCIAL_CARE).pk}/").text
    )
    short_instead(year, 500_00)

    for address in ("/", "/approvals/"):
        page = lead(HEALTH).get(address).text
        assert "Consent to going over the fund’s money" in page
        assert share in page
    page = lead(HEALTH).get(share).text
    assert "Health is asked to consent to going over the fund’s money by £200.00." in page
    assert "The coordinator sees who has approved" not in page
    assert "on top of the £300.00 consented to already, £500.00 in all" in page
    assert "It would then stand at −£500.00." in page

    consent(request, *AGENCIES)
    assert "Consent to going over" not in lead(HEALTH).get("/").text
    assert "2026 to 2027, by a further £200.00." in lead(HEALTH).get(share).text
    (*_, told) = Notice.objects.filter(subject_line__endswith="is consented to").order_by("pk")
    assert "goes over by up to a further £200.00 once" in told.body


def test_the_first_consent_is_told_to_the_other_leads_and_the_last_to_who_keeps_the_fund() -> None:
    keeper = a_person(Role.FUND_MANAGER)
    leads = {agency: a_person(Role.AGENCY_LEAD, agency).username for agency in AGENCIES}
    _, request = short_by(300_00)
    consent(request, EDUCATION)
    asked = Notice.objects.filter(subject_line=f"{request}: consent to going over is asked for")
    assert {notice.recipient for notice in asked} == {leads[HEALTH], leads[SOCIAL_CARE]}

    consent(request, HEALTH, SOCIAL_CARE)
    told = Notice.objects.filter(recipient=keeper.username)
    assert "money could not be reserved" in told.earliest("pk").subject_line
    assert "goes over by up to £300.00 once its last share is approved" in told.latest("pk").body

    approve(request, SOCIAL_CARE)
    client = Client()
    client.force_login(keeper)
    home = client.get("/").text
    assert "Let go over the fund’s money" in home
    assert f"/fund/ledger/?year={a_fund().pk}&amp;about={request}" in home


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


def test_however_many_wait_for_a_consent_their_list_asks_as_often(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    _, request = short_by(300_00)
    consent(request, EDUCATION)
    health = lead(HEALTH)
    with CaptureQueriesContext(connection) as counted:
        health.get("/approvals/")
    other = a_request(Stage.FUNDING)
    consent(other, EDUCATION)

    with django_assert_num_queries(len(counted)):
        page = health.get("/approvals/").text
    for waiting in (request, other):
        assert f"/approvals/{the_share(waiting, HEALTH).pk}/" in page


def test_what_was_decided_before_it_lapsed_asks_for_no_consent() -> None:
    a_fund(pence_each=Pence(0))
    request = agreed_in_principle()
    before = the_share(request, HEALTH)
    approve(request, HEALTH)
    consent(request, EDUCATION)
    assert f"/approvals/{before.pk}/" in lead(HEALTH).get("/approvals/").text
    let_lapse(request)
    decide_anew(request, "B")

    page = lead(HEALTH).get("/approvals/").text
    assert "Consent to going over the fund’s money" not in page
    assert "Why does your agency consent?" not in lead(HEALTH).get(f"/approvals/{before.pk}/").text
    with pytest.raises(operations.NotOver):
        operations.consent_to_overspend(
            approval_id=before.pk,
            reason="She can’t wait.",
            by=a_person(Role.AGENCY_LEAD, HEALTH),
            at=MEETING_DAY,
        )
