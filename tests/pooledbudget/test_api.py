"""Keeping a fund over JSON."""

import pytest

from panel.agencies.models import Role
from panel.cases.stages import Stage
from panel.pooledbudget.agreements.queries import TERMS
from panel.sample.people import EDUCATION, HEALTH
from tests.api import Caller
from tests.builders import a_fund, a_person, a_request
from tests.following import told

pytestmark = pytest.mark.django_db
FUND = {"code": "needs", "name": "Complex needs", "kind": "aligned", "host": EDUCATION}
YEAR = {"year": 2020, "agencies": [EDUCATION, HEALTH]}
PAID = {"agency": HEALTH, "amount_pence": 125_050, "about": "Instalment 2"}


@pytest.fixture
def manager() -> Caller:
    return Caller(a_person(Role.FUND_MANAGER))


def test_a_fund_is_opened_paid_into_and_closed(manager: Caller) -> None:
    fund = manager.done("fund/", FUND)
    assert (fund["panel"], fund["host"]) == ("northmere", EDUCATION)
    agree_over_the_api(manager)
    year = manager.done("fund/needs/years/", YEAR)
    assert (year["year"], year["closed_at"]) == ("2020 to 2021", None)

    paid = manager.done("fund/needs/years/2020/contributions/", PAID)
    assert paid["agencies"][HEALTH]["uncommitted_pence"] == 125_050
    again = manager.done("fund/needs/years/2020/contributions/", PAID)
    assert again["contribution_pence"] == 125_050

    wrong = {"number": 1, "reason": "It was another fund's."}
    left = manager.done("fund/needs/years/2020/contributions/take-back/", wrong)
    assert left["contribution_pence"] == 0
    behind = manager.client.get(left["agencies"][HEALTH]["entries"]["contribution"])
    assert told(behind.text) == "£0.00"
    assert "Instalment 2" in behind.text
    assert set(left["entries"]) == {"contribution", "uncommitted"}

    assert manager.done("fund/needs/years/2020/settle/")["closed_at"] is None
    assert manager.done("fund/needs/years/2020/close/")["closed_at"]
    assert manager.get("fund/").json()[0]["closed_at"]


def agree_over_the_api(manager: Caller) -> None:
    """State the agreement behind the new fund, and let those with a part consent."""
    stated = dict.fromkeys(TERMS, "As agreed.") | {"starts_on": "2020-04-01"}
    assert len(manager.done("fund/needs/agreement/", stated)["lacking"]) == 3
    for agency in (EDUCATION, HEALTH):
        lead = Caller(a_person(Role.AGENCY_LEAD, agency))
        agreement = lead.done("fund/needs/agreement/consent/", {"agency": agency})
    assert agreement["lacking"] == ["Social care hasn’t consented to the agreement."]


def test_a_year_that_holds_money_for_requests_isn_t_closed(manager: Caller) -> None:
    a_request(Stage.CONSIDERED)
    answer = manager.post("fund/pool/years/2026/close/")

    assert answer.status_code == 409
    assert any("is still reserved for requests" in one for one in answer.json()["reasons"])


def test_everything_wrong_is_told_with_its_place(manager: Caller) -> None:
    a_fund()
    faulty = {"year": 12, "agencies": []}
    answer = manager.post("fund/pool/years/", faulty)

    assert answer.status_code == 400
    assert {fault["pointer"] for fault in answer.json()["faults"]} == {
        "/year",
        "/agencies",
    }


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.CHAIR, Role.COORDINATOR])
def test_nobody_else_keeps_it(role: Role) -> None:
    a_fund()
    caller = Caller(a_person(role))

    assert caller.post("fund/", FUND).status_code == 403
    assert caller.post("fund/pool/years/", YEAR).status_code == 404
    assert caller.post("fund/pool/years/2026/contributions/", PAID).status_code == 404
    assert caller.post("fund/pool/years/2026/close/").status_code == 404


def test_an_agency_that_isn_t_on_the_panel_isn_t_there(manager: Caller) -> None:
    a_fund()
    stranger = PAID | {"agency": "elsewhere"}

    assert manager.post("fund/pool/years/2026/contributions/", stranger).status_code == 404
