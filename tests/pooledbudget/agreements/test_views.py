"""The page of the agreement behind a fund, and its forms."""

import pytest
from django.test import Client

from panel.agencies.models import Agency, Role
from panel.pooledbudget.agreements.queries import TERMS
from panel.pooledbudget.models import FundAgreement
from panel.sample.people import HEALTH
from tests.builders import a_fund, a_person

pytestmark = pytest.mark.django_db
PAGE = "/fund/pool/agreement/"


@pytest.fixture
def manager(client: Client) -> Client:
    a_fund()
    client.force_login(a_person(Role.FUND_MANAGER))
    return client


@pytest.fixture
def lead() -> Client:
    a_fund()
    client = Client()
    client.force_login(a_person(Role.AGENCY_LEAD, HEALTH))
    return client


def stated(**changes: object) -> dict[str, object]:
    day = {"starts_on_day": "1", "starts_on_month": "4", "starts_on_year": "2027"}
    manager = {"manager": a_person(Role.FUND_MANAGER).pk}
    return dict.fromkeys(TERMS, "As agreed.") | day | manager | changes


class TestShowing:
    def test_a_complete_agreement_shows_its_terms_and_who_consented(self, lead: Client) -> None:
        page = lead.get(PAGE).text

        assert "It is complete: a year can be opened under it." in page
        assert "Twelve months’ notice ends a partner’s part." in page
        assert ", Priya Raman" in page

    def test_a_new_version_says_what_is_missing(self, manager: Client) -> None:
        manager.post(f"{PAGE}state/", stated(aims=""))
        page = manager.get(PAGE).text

        assert "The agreement doesn’t state this term: Aims and outcomes." in page
        assert "Health hasn’t consented to the agreement." in page
        earlier = page.partition("Earlier: version 1")[2]
        assert "Twelve months’ notice ends a partner’s part." in earlier
        assert "Consent of Health" in earlier

    def test_before_anything_is_stated_it_says_so(self, manager: Client) -> None:
        fund = {
            "panel": a_fund().fund.panel_id,
            "name": "Needs",
            "code": "needs",
            "kind": "pooled",
            "host": Agency.objects.get(code=HEALTH).pk,
        }
        manager.post("/fund/open/", fund)

        assert "Nothing has been stated yet." in manager.get("/fund/needs/agreement/").text

    def test_who_only_reads_is_offered_nothing(self, client: Client) -> None:
        a_fund()
        client.force_login(a_person(Role.AUDITOR))
        page = client.get(PAGE).text

        assert "State a new version" not in page
        assert "Consent to it" not in page


class TestStating:
    def test_a_new_version_begins_with_the_words_of_the_one_before(self, manager: Client) -> None:
        assert "Twelve months’ notice" in manager.get(f"{PAGE}state/").text

        page = manager.post(f"{PAGE}state/", stated(), follow=True)

        assert "Version 2 is stated. Every partner consents to it anew." in page.text
        assert FundAgreement.objects.get(version=2).starts_on.year == 2027

    def test_it_ends_no_earlier_than_it_starts(self, manager: Client) -> None:
        ends = {"ends_on_day": "31", "ends_on_month": "3", "ends_on_year": "2027"}
        page = manager.post(f"{PAGE}state/", stated(**ends))

        assert "It must end no earlier than it starts" in page.text
        assert not FundAgreement.objects.filter(version=2).exists()


class TestConsenting:
    def test_a_lead_consents_for_the_agency(self, manager: Client, lead: Client) -> None:
        manager.post(f"{PAGE}state/", stated())
        agency = Agency.objects.get(code=HEALTH).pk
        page = lead.post(
            f"{PAGE}2/consent/", {"agency": agency, "accepts_manager": "on"}, follow=True
        )

        assert "Health consents to version 2, and accepts" in page.text

    def test_the_manager_left_out_can_be_accepted_afterwards(
        self, manager: Client, lead: Client
    ) -> None:
        manager.post(f"{PAGE}state/", stated())
        agency = {"agency": Agency.objects.get(code=HEALTH).pk}
        without = lead.post(f"{PAGE}2/consent/", agency, follow=True).text
        assert "Health hasn’t accepted" in without
        assert f"{PAGE}2/consent/" in without

        accepted = lead.post(
            f"{PAGE}2/consent/", agency | {"accepts_manager": "on"}, follow=True
        ).text
        assert "Health hasn’t accepted" not in accepted
        assert f"{PAGE}2/consent/" not in accepted

    def test_a_version_that_was_replaced_is_refused(self, manager: Client, lead: Client) -> None:
        manager.post(f"{PAGE}state/", stated())
        page = lead.post(f"{PAGE}1/consent/", {"agency": Agency.objects.get(code=HEALTH).pk})

        assert page.status_code == 409
        assert "A newer version of the agreement has been stated" in page.text


class TestLeaving:
    def test_notice_shows_what_follows_from_it(self, lead: Client) -> None:
        assert "notice of 12 months" in lead.get("/fund/pool/leave/").text
        asked = {"agency": Agency.objects.get(code=HEALTH).pk, "reason": "Boards merge."}
        page = lead.post("/fund/pool/leave/", asked, follow=True)

        assert "Notice is given. Health leaves on" in page.text
        assert "Boards merge." in page.text
        assert "It keeps its part in the books of 2026 to 2027." in page.text
        assert "Give notice to leave" not in page.text
        contributions = lead.get(f"/fund/years/{a_fund().pk}/contributions/").text
        assert "What it agreed to pay into this year stays due." in contributions

    def test_a_reason_is_asked_for(self, lead: Client) -> None:
        page = lead.post("/fund/pool/leave/", {"agency": Agency.objects.get(code=HEALTH).pk})

        assert "“Why does it leave?” needs an answer" in page.text
