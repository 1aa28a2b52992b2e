"""Asking what if, on the page and over JSON."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from panel import clock
from panel.agencies.models import Role
from panel.cases.stages import Stage
from panel.decisions import operations as decisions
from panel.decisions.models import WhatIf
from panel.decisions.proving import proof
from panel.meetings.models import Meeting
from panel.pooledbudget import operations as fund
from panel.presentation import formatting
from tests.builders import MEETING_DAY, YEAR, a_fund, a_person, a_request

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("september")]


@pytest.fixture
def manager(client: Client) -> Client:
    client.force_login(a_person(Role.FUND_MANAGER))
    return client


def page(client: Client, **assumed: Any) -> str:
    """Ask, if anything is assumed; have a worker answer, and return the page."""
    address = f"/fund/years/{a_fund().pk}/what-if/"
    if assumed:
        answer = client.post(address, assumed)
        if answer.status_code != 302:
            return answer.text
        work()
    return client.get(address).text


def work() -> None:
    for question in WhatIf.objects.filter(answered_at=None):
        decisions.answer_what_if(what_if_id=question.pk, at=MEETING_DAY)


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

        shown = page(manager, approve_agenda="on")

        day = formatting.day(Meeting.objects.get().starts_at)
        assert f"Everything on the agenda of {day} is approved." in shown
        assert "that is £34,786.39 more. Worked out on" in shown
        assert formatting.moment(MEETING_DAY) in shown

    def test_shows_what_it_costs_that_placements_end_later(self, manager: Client):
        a_request(Stage.PLACED)

        shown = page(manager, slip="on")

        assert "£119,211.78" in shown  # 244 days of the third year …
        assert "£59,605.89 more" in shown  # … instead of 122

    def test_says_that_it_is_being_worked_out(self, manager: Client):
        manager.post(f"/fund/years/{a_fund().pk}/what-if/", {"slip": "on"})

        shown = page(manager)

        assert "Placements that haven’t ended end a term later, taken as 4 months." in shown
        assert "It is being worked out." in shown

    def test_says_the_day_it_is_asked_and_fills_in_what_was(self, manager: Client):
        shown = page(manager, slip="on", uplift_basis_points="4.5")

        assert f"Rates rise by 4.5% from {formatting.day(MEETING_DAY)}." in shown
        boxes = shown.partition("<form class")[2]
        assert 'value="4.5"' in boxes
        assert boxes.count(" checked") == 1
        assert "None" not in boxes

        shown = page(
            manager, slip="on", uplift_from_day="1", uplift_from_month="4", uplift_from_year="2027"
        )

        assert 'value="2027"' in shown

    def test_is_each_person_s_own_and_the_last_they_asked(self, manager: Client, client: Client):
        page(manager, slip="on")
        page(manager, approve_agenda="on")
        assert "Everything on the next agenda is approved." in page(manager)
        assert WhatIf.objects.count() == 1

        client.force_login(a_person(Role.AUDITOR))

        assert "agenda is approved." not in page(client)

    def test_asks_for_something_to_assume(self, manager: Client):
        a_fund()

        answer = manager.post(f"/fund/years/{a_fund().pk}/what-if/", {})

        assert "Assume at least one thing." in answer.text
        assert "<title>Error: What if" in answer.text

    def test_keeps_what_was_typed_and_says_what_is_wrong_with_it(self, manager: Client):
        shown = page(manager, uplift_basis_points="a tenth")

        assert "Enter a percentage from 0 to 100" in shown
        assert "a tenth" in shown

    def test_is_closed_to_those_who_read_no_fund(self, client: Client):
        client.force_login(a_person(Role.REFERRER))

        assert client.get(f"/fund/years/{a_fund().pk}/what-if/").status_code == 403


class TestOverJson:
    def test_answers_with_both(self, manager: Client):
        a_request(Stage.LISTED)

        waiting = asked(manager, approve_agenda=True)
        assert (waiting.status_code, waiting.json()["then"]) == (202, None)
        work()

        answer = manager.get(f"/api/v1/fund/pool/years/{YEAR}/what-if/").json()
        now, then = answer["now"][0], answer["then"][0]
        assert then["outturn_pence"] - now["outturn_pence"] == 34_786_39  # 40% of 86,965.97
        assert now["contributions"] == dict.fromkeys(
            ["education", "health", "social-care"], 1_000_000_00
        )
        assert answer["now"][1]["contributions"] is None

    def test_has_no_answer_where_nothing_was_asked(self, manager: Client):
        a_fund()

        assert manager.get(f"/api/v1/fund/pool/years/{YEAR}/what-if/").status_code == 404

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


def test_what_no_worker_heard_is_offered_again_and_stuck_if_none_does(manager: Client):
    a_fund()
    asked(manager, slip=True)
    later = clock.now() + timedelta(hours=1)

    offered = decisions.sweep_forecasts(at=later)

    assert offered["questions what if offered to the workers"] == 1
    assert any(
        "what if: asked on" in said for said in proof.prove(at=later)["No owed work is stuck"]
    )
