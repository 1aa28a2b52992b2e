"""The pages and addresses at the end of a year, as those meet them who may use them."""

import pytest
from django.test import Client

from panel.agencies.models import Role
from panel.money import Pence
from panel.pooledbudget.models import FundYear
from panel.sample.people import EDUCATION, HEALTH
from tests.api import Caller
from tests.builders import a_fund, a_person
from tests.pooledbudget.builders import shut, some_books
from tests.pooledbudget.contributions.test_contributing import approve
from tests.pooledbudget.contributions.test_contributing import settle as state
from tests.pooledbudget.year_end.test_ending import set_aside, spend

pytestmark = pytest.mark.django_db
WHY = {"reason": "An invoice was lost."}


@pytest.fixture
def closed(client: Client) -> FundYear:
    """This year of the fund, settled and closed; its host is education."""
    fund_year = a_fund()
    shut(fund_year, a_person(Role.FUND_MANAGER))
    return fund_year


class TestSettle:
    def test_shows_what_it_would_do_and_what_is_in_the_way(self, client: Client) -> None:
        client.force_login(a_person(Role.FUND_MANAGER))

        page = client.get(f"/fund/years/{a_fund().pk}/settle/")

        assert "£3,000,000.00" in page.text  # given back
        assert "The year isn’t over until 31 March 2027." in page.text
        assert ">Settle the year</button>" not in page.text

    def test_shows_of_a_settled_year_what_was_done(self, client: Client, closed: FundYear) -> None:
        client.force_login(a_person(Role.FUND_MANAGER))

        page = client.get(f"/fund/years/{closed.pk}/settle/")

        assert "What settling did" in page.text
        assert "£3,000,000.00" in page.text  # given back
        assert "Owed" not in page.text

    def test_says_on_the_page_why_it_is_refused(self, client: Client) -> None:
        client.force_login(a_person(Role.FUND_MANAGER))

        page = client.post(f"/fund/years/{a_fund().pk}/settle/")

        assert page.status_code == 409
        assert "There is a problem" in page.text

    def test_shows_and_settles_a_year_into_which_nobody_paid(self, client: Client) -> None:
        fund_year = a_fund(pence_each=Pence(0))
        client.force_login(a_person(Role.FUND_MANAGER))

        page = client.get(f"/fund/years/{fund_year.pk}/settle/")
        over_json = Caller(a_person(Role.FUND_MANAGER)).post("fund/pool/years/2026/settle/")

        assert (page.status_code, over_json.status_code) == (200, 409)
        assert over_json.json()["reasons"] == ["The year isn’t over until 31 March 2027."]

    def test_says_what_of_the_missing_money_the_risk_reserve_pays(self, client: Client) -> None:
        books = some_books(year=2025, floor=-500_00)
        books.receive(400_00)
        set_aside(books, 100_00)
        spend(books, 440_00)
        client.force_login(books.manager)

        page = client.get(f"/fund/years/{books.fund_year.pk}/settle/")

        assert "£100.00 of what is missing comes out of the risk reserve." in page.text
        assert "Education owes £40.00 of what is missing." in page.text

    def test_names_the_requests_for_which_money_is_reserved(self, client: Client) -> None:
        books = some_books(year=2025)
        books.receive(100_00)
        books.reserve("JRAP-2025-00007", 60_00)
        client.force_login(books.manager)

        page = client.get(f"/fund/years/{books.fund_year.pk}/settle/")

        assert f"/fund/ledger/?year={books.fund_year.pk}&amp;about=JRAP-2025-00007" in page.text
        assert "is committed or given back once the panel has decided" in page.text

    def test_is_asked_for_at_home_once_the_year_is_over_and_closing_after_it(
        self, client: Client
    ) -> None:
        books = some_books(year=2025)
        client.force_login(books.manager)
        years = f"/fund/years/{books.fund_year.pk}"
        assert f'href="{years}/settle/"' in client.get("/").text

        client.post(f"{years}/settle/")

        page = client.get("/").text
        assert f'href="{years}/close/"' in page
        assert f'href="{years}/settle/"' not in page

    def test_asks_whether_what_is_late_is_known(self, client: Client) -> None:
        books = some_books(year=2025)
        books.receive(100_00)
        approve(books, state(books, 1_200_00))
        client.force_login(books.manager)
        address = f"/fund/years/{books.fund_year.pk}/settle/"

        assert "£1,200.00 of what Health pays is late." in client.get(address).text
        sentence = "£1,200.00 of what Health pays is late. Book it first, or say that"
        assert sentence in client.post(address).text
        over_json = Caller(books.manager).post(
            f"fund/{books.fund_year.fund.code}/years/2025/settle/"
        )
        assert over_json.status_code == 409
        assert over_json.json()["reasons"][0].startswith(sentence)
        assert not books.fund_year.settlements.exists()

        client.post(address, {"late_is_known": "on"})
        assert books.fund_year.settlements.get().returned == {"education": 100_00}

    def test_is_refused_over_json_with_all_its_reasons(self) -> None:
        a_fund()

        answer = Caller(a_person(Role.FUND_MANAGER)).post("fund/pool/years/2026/settle/")

        assert answer.status_code == 409
        assert answer.json()["reasons"] == ["The year isn’t over until 31 March 2027."]


class TestOpenAgain:
    def test_a_lead_of_the_host_opens_closed_books(self, client: Client, closed: FundYear) -> None:
        client.force_login(a_person(Role.AGENCY_LEAD, EDUCATION))

        address = f"/fund/years/{closed.pk}/open-again/"
        shown = client.get(f"/fund/?year={closed.pk}").text
        assert address in shown
        assert "app-tile--bad" not in shown  # nothing is left, and nothing overspent
        page = client.post(address, WHY, follow=True)

        assert "The books for 2026 to 2027 are open again." in page.text
        closed.refresh_from_db()
        assert closed.closed_at is None

    def test_another_lead_may_not(self, client: Client, closed: FundYear) -> None:
        client.force_login(a_person(Role.FUND_MANAGER))
        fund = client.get(f"/fund/?year={closed.pk}").text
        assert "open-again" not in fund
        assert "Only a lead of Education, which hosts the fund for " in fund

        client.force_login(a_person(Role.AGENCY_LEAD, HEALTH))
        page = client.get(f"/fund/years/{closed.pk}/open-again/")
        refused = client.post(f"/fund/years/{closed.pk}/open-again/", WHY)

        assert client.post(f"/fund/years/{closed.pk}/open-again/", {}).status_code == 403
        assert "<textarea" not in page.text
        for said in (page, refused):
            assert "Only a lead of Education, which hosts the fund for " in said.text
        assert refused.status_code == 403
        closed.refresh_from_db()
        assert closed.closed_at is not None

    def test_is_done_over_json(self, closed: FundYear) -> None:
        lead = Caller(a_person(Role.AGENCY_LEAD, EDUCATION))

        assert lead.done("fund/pool/years/2026/open-again/", WHY)["closed_at"] is None
