"""The fund's pages, as each role meets them."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from panel.agencies.models import Agency, Role
from panel.audit.models import ReadEvent
from panel.cases.stages import Stage
from panel.pooledbudget import operations
from panel.sample.people import HEALTH
from tests.builders import MONDAY_9AM, a_fund, a_panel, a_person, a_request
from tests.following import figures, follow, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(client: Client) -> Client:
    client.force_login(a_person(Role.FUND_MANAGER))
    return client


class TestIndex:
    def test_shows_where_the_year_stands_by_agency(self, manager: Client) -> None:
        a_request(Stage.APPROVED)

        page = manager.get("/fund/")

        assert "Fund, April 2026 to March 2027" in page.text
        assert "£3 million" in page.text
        assert "£26,089.79" in page.text  # committed for Health

    def test_leads_to_what_came_in_and_left_again(self, manager: Client) -> None:
        receipt = a_fund().entries.get()
        operations.take_back_contribution(
            entry_id=receipt.pk,
            reason="Booked twice",
            by=a_person(Role.FUND_MANAGER),
            at=MONDAY_9AM,
        )

        found = {each.of: each for each in figures(manager.get("/fund/").text)}

        paid_in = found["Contribution, Health: entries"]
        assert paid_in.amount == "£0.00"
        assert follow(manager, paid_in) == (0, 0)
        assert "Booked twice" in manager.get(paid_in.address).text
        assert "Spent, Health: entries" not in found  # where nothing ever was

    def test_says_when_no_fund_is_open(self, manager: Client) -> None:
        page = manager.get("/fund/")

        assert "No fund is open for your panel yet." in page.text

    def test_is_closed_to_those_who_read_no_fund(self, client: Client) -> None:
        client.force_login(a_person(Role.REFERRER))

        assert client.get("/fund/").status_code == 403
        assert client.get("/fund/ledger/").status_code == 403

    def test_has_no_other_panels_years(self, manager: Client) -> None:
        a_fund()

        assert manager.get("/fund/?year=999").status_code == 404
        assert manager.get("/fund/?year=none").status_code == 404


class TestLedger:
    def test_shows_both_sides_and_the_chain_and_logs_the_read(self, manager: Client) -> None:
        year = a_fund()

        page = manager.get("/fund/ledger/")

        entry = year.entries.get()
        assert "Agreement: contribution received" in page.text
        assert "Contribution, Health" in page.text
        assert entry.hash[:4] in page.text
        assert ReadEvent.objects.filter(subject="fund pool", what="ledger").exists()

    def test_narrows_to_the_entries_behind_a_figure(self, manager: Client) -> None:
        year = a_fund()
        request = a_request(Stage.APPROVED)
        health = Agency.objects.get(code=HEALTH)

        page = manager.get(f"/fund/ledger/?year={year.pk}&kind=committed&agency={health.pk}")

        assert f"{request.reference}: money committed" in page.text
        assert "contribution received" not in page.text
        assert "What 1 entry put on the committed account of Health" in page.text
        assert told(page.text) == "£26,089.79"

    @pytest.mark.parametrize(
        ("asked", "amount", "says"),
        [
            ({"verb": "receive"}, "£3,000,000.00 debit, £3,000,000.00 credit", "“Receive” only"),
            ({"kind": "contribution", "measure": "left"}, "−£3,000,000.00", "What came off the"),
            ({"kind": "held", "measure": "debits"}, "£3,000,000.00", "accounts but contributions"),
            ({"kind": "contribution", "last": "2026-04-01"}, "£0.00", "up to 1 April 2026"),
            ({"kind": "contribution", "first": "2026-04-02"}, "£3,000,000.00", "from 2 April"),
            ({"kind": "paid", "gross": "on"}, "£0.00", "without what agencies paid back"),
            ({"about": "none such"}, "£0.00 debit, £0.00 credit", "about none such"),
        ],
    )
    def test_says_what_it_lists_and_what_that_comes_to(
        self, manager: Client, asked: dict[str, str], amount: str, says: str
    ) -> None:
        a_fund()

        page = manager.get("/fund/ledger/", asked).text

        assert told(page) == amount
        assert says in page

    @pytest.mark.parametrize(
        "address",
        [
            "/fund/ledger/?number=99999999999999999999&first=0001-01-01&last=9999-12-31",
            "/fund/ledger/?kind=everything&agency=nobody&by=then&measure=twice&verb=eat",
            "/fund/ledger/?about=%00&number=-1",
            "/fund/recharges/?year=99999999999999999999&owed=0001-01-01",
            "/fund/recharges/?late=Over+90+days+late&on=0001-01-01",
            "/fund/recharges/?late=Not+due+yet&on=9999-12-31",
            "/fund/recharges/?late=31+to+60+days+late",
            "/fund/invoices/?year=99999999999999999999",
            "/fund/years/{year}/contributions/?on=0001-01-01&figure=due&agency=nobody",
            "/fund/years/{year}/contributions/?on=9999-12-31&figure=late",
            "/fund/years/{year}/contributions/?on=soon&figure=all",
            "/fund/reports/{year}/0/requests/?of=%00",
        ],
    )
    def test_lists_something_whatever_an_address_asks(self, manager: Client, address: str) -> None:
        page = manager.get(address.format(year=a_fund().pk))

        assert page.status_code in (200, 404)

    def test_costs_the_same_number_of_questions_however_many_entries(
        self, manager: Client, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        a_fund()
        with django_assert_max_num_queries(30) as counted:
            manager.get("/fund/ledger/")
        for _ in range(3):
            a_request(Stage.CONSIDERED)

        with django_assert_max_num_queries(len(counted)):
            manager.get("/fund/ledger/")

    def test_is_not_there_before_a_year_is_open(self, manager: Client) -> None:
        a_panel()

        assert manager.get("/fund/ledger/").status_code == 404
