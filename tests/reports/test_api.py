"""Reports over JSON."""

import pytest

from panel.agencies.models import Role
from panel.cases.stages import Stage
from panel.reports.models import IssuedReport
from panel.sample.people import HEALTH
from tests.api import Caller
from tests.builders import a_fund, a_person, a_request
from tests.reports.builders import a_report

pytestmark = pytest.mark.django_db
WHICH = {"fund": "pool", "year": 2026, "kind": "trial_balance"}


def test_says_what_the_books_say_now() -> None:
    a_request(Stage.APPROVED)
    manager = Caller(a_person(Role.FUND_MANAGER))

    told = manager.get("fund-reports/as-the-books-stand/", **WHICH).json()

    assert told["title"] == "Trial balance"
    assert ["Contribution", "Health", None, 100_000_000] in told["tables"][0]["rows"]


@pytest.mark.parametrize("wrong", [{"kind": "x"}, {"quarter": "x"}, {"year": "x"}, {"fund": "x"}])
def test_knows_no_other_report(wrong: dict[str, str]) -> None:
    a_fund()
    manager = Caller(a_person(Role.FUND_MANAGER))

    answer = manager.get("fund-reports/as-the-books-stand/", **(WHICH | wrong))

    assert answer.status_code == 404


def test_is_signed_off_listed_read_and_received() -> None:
    a_fund()
    manager, lead = Caller(a_person(Role.FUND_MANAGER)), Caller(a_person(Role.AGENCY_LEAD, HEALTH))

    made = manager.done("fund-reports/", WHICH | {"quarter": 1})
    received = lead.done(f"fund-reports/{made['id']}/receive/", {"agency": HEALTH})

    assert received["received_by"] == [HEALTH]
    assert [row["id"] for row in lead.get("fund-reports/").json()["results"]] == [made["id"]]
    assert lead.get(f"fund-reports/{made['id']}/").json()["title"] == "Trial balance"
    assert lead.get(f"fund-reports/{made['id']}/pdf/").status_code == 409


def test_names_what_is_wrong_with_what_was_sent() -> None:
    a_fund()
    manager = Caller(a_person(Role.FUND_MANAGER))

    answer = manager.post("fund-reports/", {"fund": "pool", "year": 1, "kind": "x", "quarter": 5})

    pointers = {fault["pointer"] for fault in answer.json()["faults"]}
    assert pointers == {"/year", "/kind", "/quarter"}
    assert not IssuedReport.objects.exists()


def test_a_list_asks_as_often_for_two_as_for_one(django_assert_max_num_queries) -> None:
    fund_year = a_fund()
    a_report(fund_year)
    manager = Caller(a_person(Role.FUND_MANAGER))

    with django_assert_max_num_queries(12) as first:
        manager.get("fund-reports/")
    a_report(fund_year, quarter=2)
    with django_assert_max_num_queries(len(first)):
        manager.get("fund-reports/")
