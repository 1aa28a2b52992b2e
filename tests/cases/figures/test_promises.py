"""What agencies undertook: told of each by what came in time, late, or not yet."""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from panel.agencies import access
from panel.agencies.models import Role
from panel.cases.figures import promises
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.sample.people import HEALTH, SOCIAL_CARE
from tests.api import Caller
from tests.builders import (
    AGENCIES,
    MONDAY_9AM,
    a_person,
    a_request,
    decide_urgently,
    give_advice,
    send_back,
)
from tests.decisions.urgently import ONE_FOR_ALL
from tests.decisions.urgently import under as between_meetings
from tests.stating import under

pytestmark = pytest.mark.django_db
ON = date(2026, 12, 1)


def found(*, on: date = ON, role: Role = Role.CHAIR) -> list[promises.Kept]:
    return promises.found(access.of(a_person(role), on=on), on=on)


def asked_of_each() -> PlacementRequest:
    """Have health advise in time, social care late and education not at all."""
    request = a_request(Stage.ADVICE)
    give_advice(request, HEALTH)
    give_advice(request, SOCIAL_CARE, at=MONDAY_9AM + timedelta(days=60))
    return request


def test_tells_of_each_agency_what_came_in_time_late_and_not_yet() -> None:
    asked_of_each()

    assert found() == [
        promises.Kept("Education", "Advice", asked=1, in_time=0, late=0, overdue=1, not_yet_due=0),
        promises.Kept("Health", "Advice", asked=1, in_time=1, late=0, overdue=0, not_yet_due=0),
        promises.Kept(
            "Social care", "Advice", asked=1, in_time=0, late=1, overdue=0, not_yet_due=0
        ),
    ]


def test_what_is_owed_still_is_no_promise_broken_before_its_day_is_over() -> None:
    asked_of_each()

    education, *_ = found(on=MONDAY_9AM.date())

    assert (education.asked, education.overdue, education.not_yet_due) == (1, 0, 1)


@pytest.mark.parametrize("day", [MONDAY_9AM.date(), ON])
def test_the_columns_add_up_to_what_was_asked(day: date) -> None:
    asked_of_each()

    for kept in found(on=day):
        assert kept.asked == kept.in_time + kept.late + kept.overdue + kept.not_yet_due


def test_leaves_out_what_was_asked_longer_ago_or_is_no_longer_owed() -> None:
    send_back(asked_of_each())

    assert {kept.agency for kept in found()} == {"Health", "Social care"}
    assert found(on=MONDAY_9AM.date() + timedelta(days=400)) == []


def approvals_found() -> list[promises.Kept]:
    return [kept for kept in found() if kept.what == "Approval of a share"]


def test_counts_once_what_one_agency_approves_for_all() -> None:
    between_meetings(ONE_FOR_ALL)
    decision = decide_urgently(a_request(Stage.URGENT))

    assert decision.approvals.count() == len(AGENCIES)
    assert approvals_found() == [
        promises.Kept(
            "Social care",
            "Approval of a share",
            asked=1,
            in_time=0,
            late=0,
            overdue=1,
            not_yet_due=0,
        )
    ]


def test_leaves_out_what_any_of_several_agencies_may_approve() -> None:
    between_meetings(ONE_FOR_ALL.replace("[{", "[{ agency = 'health', post = 'Lead' }, {"))
    decide_urgently(a_request(Stage.URGENT))

    assert approvals_found() == []


def test_leaves_out_a_panel_whose_rules_ask_for_no_such_report() -> None:
    under("reporting", "unmet_commitments = false")
    asked_of_each()

    assert found() == []


def test_asks_for_all_agencies_at_once(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    asked_of_each()
    held = access.of(a_person(Role.CHAIR), on=ON)

    with django_assert_num_queries(2):  # the panel's rules, and the figures
        promises.found(held, on=ON)


@time_machine.travel(MONDAY_9AM, tick=False)
def test_page_file_and_api_say_the_same(client: Client) -> None:
    asked_of_each()
    reader = a_person(Role.AUDITOR)
    client.force_login(reader)

    assert "What agencies gave in time" in client.get("/reports/").text
    assert "Social care" in client.get("/reports/promises/").text
    file = client.get("/reports/promises/file/").content.decode("utf-8-sig")
    assert file.splitlines()[:3] == [
        "Agency,What was asked,Times asked,In time,Late,Overdue now,Not yet due",
        "Education,Advice,1,0,0,0,1",
        "Health,Advice,1,1,0,0,0",
    ]
    told = Caller(reader).get("promises/").json()
    assert [(row["agency"], row["late"]) for row in told] == [
        ("Education", 0),
        ("Health", 0),
        ("Social care", 1),
    ]


@pytest.mark.parametrize("role", [Role.REFERRER, Role.ADVISER, Role.ADMINISTRATOR])
def test_is_closed_to_others(client: Client, role: Role) -> None:
    client.force_login(a_person(role))

    assert client.get("/reports/promises/").status_code == 403
    assert client.get("/reports/promises/file/").status_code == 403
    assert Caller(a_person(role)).get("promises/").status_code == 403
