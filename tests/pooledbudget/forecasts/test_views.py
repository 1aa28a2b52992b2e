"""The forecast's page, the fund's page above it, and what if."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from panel.agencies.models import Role
from panel.audit import queries as audit
from panel.cases.stages import Stage
from panel.decisions import operations as decisions
from panel.money import Pence, from_pounds, in_pounds
from panel.pooledbudget import operations as fund
from panel.pooledbudget.forecasts.queries import newest
from panel.pooledbudget.models import Forecast, ForecastWorking
from panel.presentation import formatting
from tests.builders import MEETING_DAY, MONDAY_9AM, YEAR, a_fund, a_person, a_request
from tests.following import figures

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(client: Client) -> Client:
    client.force_login(a_person(Role.FUND_MANAGER))
    return client


def forecast(at=MEETING_DAY) -> None:
    owed = fund.owe_forecast(fund_year_id=a_fund().pk, at=at)
    decisions.make_forecast(forecast_id=owed.pk, at=at)


class TestForecast:
    def test_shows_each_part_as_at_its_time_and_the_requests_behind_it(self, manager: Client):
        listed, placed = a_request(Stage.LISTED), a_request(Stage.PLACED)
        forecast()

        page = manager.get(f"/fund/years/{a_fund().pk}/forecast/")

        assert "As at" in page.text
        assert "21 September 2026" in page.text
        assert listed.reference in page.text
        assert "60%" in page.text
        assert placed.reference not in page.text  # the ledger holds all of it
        counted = ForecastWorking.objects.filter(year=YEAR).values_list("counted_pence", flat=True)
        assert in_pounds(Pence(sum(counted))) in page.text.partition("All requests")[2]
        assert "Quill" not in page.text

    def test_says_that_the_ledger_has_moved_since(self, manager: Client):
        forecast(at=MONDAY_9AM)
        address = f"/fund/years/{a_fund().pk}/forecast/"
        assert "The ledger has moved since" not in manager.get(address).text

        a_request(Stage.PLACED)

        assert "The ledger has moved since, last with entry" in manager.get(address).text
        assert "The forecast was made before that." in manager.get("/fund/").text

    def test_is_made_anew_for_a_fund_manager_who_asks(self, manager: Client):
        forecast(at=MONDAY_9AM)
        address = f"/fund/years/{a_fund().pk}/forecast/"
        with time_machine.travel(MEETING_DAY):
            for _ in range(2):  # while it is owed the second changes nothing
                assert "Make the forecast anew" in manager.get(address).text
                page = manager.post(f"{address}anew/", follow=True)

        assert "The forecast is being made anew." in page.text
        owed = Forecast.objects.get(made_at=None)
        kinds = [event.kind for event in audit.history("fund pool")]
        assert kinds.count("forecast_asked") == 1
        assert decisions.make_forecast(forecast_id=owed.pk, at=MEETING_DAY)
        assert "21 September 2026" in manager.get(address).text

    def test_is_made_anew_only_of_the_year_that_is_now(self, manager: Client):
        forecast(at=MONDAY_9AM)
        address = f"/fund/years/{a_fund().pk}/forecast/"
        with time_machine.travel(MEETING_DAY + timedelta(days=365)):
            manager.force_login(a_person(Role.FUND_MANAGER))
            page, refused = manager.get(address), manager.post(f"{address}anew/")

        assert "Make the forecast anew" not in page.text
        assert (refused.status_code, "isn’t forecast" in refused.text) == (409, True)
        assert not Forecast.objects.filter(made_at=None).exists()

    def test_shows_the_years_to_come_with_what_is_expected_in_them(self, manager: Client):
        placed = a_request(Stage.PLACED)
        forecast()

        page = manager.get(f"/fund/years/{a_fund().pk}/forecast/?of={YEAR + 1}")

        assert "Forecast, 2027 to 2028" in page.text
        assert "£178,817.67" in page.text
        assert placed.reference in page.text

    def test_on_the_fund_s_page_says_of_which_day_it_is(self, manager: Client):
        forecast()

        assert f"of {formatting.day(MEETING_DAY)}: " in manager.get("/fund/").text

    def test_says_where_nothing_is_forecast(self, manager: Client):
        a_fund()
        forecast()

        page = manager.get(f"/fund/years/{a_fund().pk}/forecast/").text

        assert "Nothing is forecast for this year." in page
        assert "Not by line" not in page

    def test_leads_to_its_entries_and_they_back_to_it(self, manager: Client):
        a_request(Stage.PLACED)
        forecast()
        address = f"/fund/years/{a_fund().pk}/forecast/"

        followed = next(
            each for each in figures(manager.get(address).text) if "/ledger/" in each.address
        )

        assert f'back-link" href="{address}">Forecast' in manager.get(followed.address).text

    def test_says_how_it_is_rounded(self, manager: Client):
        a_request(Stage.LISTED)
        forecast()

        page = manager.get(f"/fund/years/{a_fund().pk}/forecast/")

        assert "rounded once to the penny" in page.text

    def test_says_that_none_has_been_made(self, manager: Client):
        page = manager.get(f"/fund/years/{a_fund().pk}/forecast/")

        assert "No forecast has been made of this year." in page.text

    def test_is_closed_to_those_who_read_no_fund(self, client: Client):
        client.force_login(a_person(Role.REFERRER))

        assert client.get(f"/fund/years/{a_fund().pk}/forecast/").status_code == 403

    def test_asks_as_often_whatever_lies_behind_it(
        self, manager: Client, django_assert_num_queries: DjangoAssertNumQueries
    ):
        a_request(Stage.LISTED)
        forecast()
        page = f"/fund/years/{a_fund().pk}/forecast/"
        with django_assert_num_queries(12):
            manager.get(page)

        for stage in (Stage.SUBMITTED, Stage.PLACED):
            a_request(stage)
        forecast(MEETING_DAY + timedelta(days=1))

        with django_assert_num_queries(12):
            manager.get(page)


class TestFund:
    def test_has_a_tile_that_says_how_far_the_forecast_is_from_the_budget(self, manager: Client):
        a_request(Stage.PLACED)
        forecast()

        page = manager.get("/fund/")

        assert "under budget, 97.1%" in page.text
        assert f"/fund/years/{a_fund().pk}/forecast/" in page.text

    def test_adds_its_months_up_to_the_forecast(self, manager: Client):
        a_request(Stage.PLACED)
        a_request(Stage.LISTED)
        forecast()

        page = manager.get("/fund/")

        (months, _) = page.context["charts"]
        rows = [[from_pounds(cell.words) for cell in row.cells] for row in months.rows]
        total = [from_pounds(cell.words) for cell in months.total.cells]
        assert [sum(column) for column in zip(*rows, strict=True)] == total
        assert total[-1] == newest(a_fund()).years[YEAR].outturn()
        assert len(rows) == 12
