"""Asking what if, on the page and over JSON."""

from typing import Any

import pytest
from django.test import Client

from panel.agencies.models import Role
from panel.cases.stages import Stage
from panel.decisions import operations as decisions
from panel.pooledbudget import operations as fund
from panel.pooledbudget.models import Forecast
from tests.builders import MEETING_DAY, YEAR, a_fund, a_person, a_request

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("september")]


@pytest.fixture
def manager(client: Client) -> Client:
    client.force_login(a_person(Role.FUND_MANAGER))
    return client


def page(client: Client, **asked: Any) -> str:
    answer = client.get(f"/fund/years/{a_fund().pk}/what-if/", asked)
    assert answer.status_code == 200
    return answer.text


def asked(client: Client, **body: Any) -> Any:
    address = f"/api/v1/fund/pool/years/{YEAR}/what-if/"
    return client.post(address, body, content_type="application/json")


class TestPage:
    def test_asks_nothing_at_first(self, manager: Client):
        assert "Year by year" not in page(manager)

    def test_shows_what_a_rise_comes_to_beside_the_forecast(self, manager: Client):
        a_request(Stage.PLACED)

        shown = page(
            manager,
            uplift_basis_points="10",
            uplift_from_day="1",
            uplift_from_month="4",
            uplift_from_year="2027",
        )

        assert "In 2026 to 2027 that changes nothing." in shown
        assert "£178,817.67" in shown
        assert "£17,881.71 more" in shown

    def test_shows_what_the_next_agenda_would_cost(self, manager: Client):
        a_request(Stage.LISTED)

        assert "In 2026 to 2027 that is £34,786.40 more." in page(manager, approve_agenda="on")

    def test_shows_what_it_costs_that_placements_end_later(self, manager: Client):
        a_request(Stage.PLACED)

        shown = page(manager, slip="on")

        assert "£119,211.78" in shown  # 244 days of the third year …
        assert "£59,605.89 more" in shown  # … instead of 122

    def test_keeps_what_was_typed_and_says_what_is_wrong_with_it(self, manager: Client):
        shown = page(manager, uplift_basis_points="a tenth")

        assert "Enter a percentage from 0 to 100" in shown
        assert "a tenth" in shown

    def test_keeps_nothing(self, manager: Client):
        a_request(Stage.LISTED)

        page(manager, approve_agenda="on")

        assert not Forecast.objects.exists()

    def test_is_closed_to_those_who_read_no_fund(self, client: Client):
        client.force_login(a_person(Role.REFERRER))

        assert client.get(f"/fund/years/{a_fund().pk}/what-if/").status_code == 403


class TestOverJson:
    def test_answers_with_both(self, manager: Client):
        a_request(Stage.LISTED)

        answer = asked(manager, approve_agenda=True).json()

        now, then = answer["now"][0], answer["then"][0]
        assert then["outturn_pence"] - now["outturn_pence"] == 34_786_40
        assert now["contributions"] == dict.fromkeys(
            ["education", "health", "social-care"], 1_000_000_00
        )
        assert answer["now"][1]["contributions"] is None

    def test_refuses_what_it_does_not_know(self, manager: Client):
        a_fund()

        assert asked(manager, everything=True).status_code == 400

    def test_tells_the_newest_forecast_year_by_year(self, manager: Client):
        a_request(Stage.PLACED)
        owed = fund.owe_forecast(fund_year_id=a_fund().pk, at=MEETING_DAY)
        decisions.make_forecast(forecast_id=owed.pk, at=MEETING_DAY)

        answer = manager.get(f"/api/v1/fund/pool/years/{YEAR}/forecast/").json()

        assert [year["year"] for year in answer["years"]] == [
            "2026 to 2027",
            "2027 to 2028",
            "2028 to 2029",
        ]
        following = answer["years"][1]
        assert following["outturn_pence"] == 178_817_67
        assert sum(figure["expected_pence"] for figure in following["figures"]) == 178_817_67
        assert {figure["kind"] for figure in following["figures"]} == {"care"}

    def test_has_no_forecast_before_the_first_is_made(self, manager: Client):
        a_fund()

        assert manager.get(f"/api/v1/fund/pool/years/{YEAR}/forecast/").status_code == 404
