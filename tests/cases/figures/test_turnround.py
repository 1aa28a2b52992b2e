"""How long requests take: told by the quarter, and never of so few that one could be known."""

from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from panel.agencies import access
from panel.agencies.models import Role
from panel.audit.models import ReadEvent
from panel.cases import operations as cases
from panel.cases.figures import turnround
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from tests.api import Caller
from tests.builders import AGENCIES, MONDAY_9AM, a_person, a_request, give_advice
from tests.rules.callers import everybody_elsewhere
from tests.stating import under

pytestmark = pytest.mark.django_db
ON = date(2026, 12, 1)


def ready_after(*days: int) -> None:
    """Make requests sent on 7 September 2026 that were ready after so many days each."""
    for number, waited in enumerate(days):
        child = {"given_name": f"Quill{number}", "family_name": "Zander", "born_on": "2013-05-01"}
        placement_request = a_request(Stage.ADVICE, child=child)
        give_advice(placement_request, *AGENCIES)
        cases.mark_ready(
            placement_request_id=placement_request.pk,
            by=a_person(Role.COORDINATOR),
            at=MONDAY_9AM + timedelta(days=waited),
        )


def found(role: Role = Role.CHAIR) -> list[turnround.Quarter]:
    return turnround.found(access.of(a_person(role), on=ON), on=ON)


def test_tells_the_median_and_what_nine_in_ten_took_no_longer_than() -> None:
    ready_after(2, 4, 6, 8, 30)

    (quarter,) = found()

    ready, considered, _ = quarter.taken
    assert (quarter.first_day, quarter.requests) == (date(2026, 7, 1), 5)
    assert (ready.requests, ready.median_days, ready.ninth_decile_days) == (5, 6, 21)
    assert (considered.requests, considered.median_days) == (None, None)


def test_of_fewer_than_five_tells_neither_how_many_nor_how_long() -> None:
    ready_after(2, 4, 6, 8)

    (quarter,) = found()

    assert quarter.requests is None
    assert {taken.median_days for taken in quarter.taken} == {None}


def test_counts_what_was_brought_over_without_its_steps() -> None:
    for number in range(5):
        child = {"given_name": f"Quill{number}", "family_name": "Zander", "born_on": "2013-05-01"}
        a_request(child=child)
    by = a_person(Role.REFERRER)
    PlacementRequest.objects.update(submitted_at=MONDAY_9AM, submitted_by=by)

    (quarter,) = found()

    assert (quarter.first_day, quarter.requests) == (date(2026, 7, 1), 5)
    assert {taken.requests for taken in quarter.taken} == {None}


def test_asks_for_all_requests_at_once(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    ready_after(2, 4, 6)
    held = access.of(a_person(Role.CHAIR), on=ON)

    with django_assert_num_queries(2):  # the panel's rules, and the figures
        turnround.found(held, on=ON)


def test_leaves_out_a_panel_whose_rules_ask_for_no_such_report() -> None:
    under("reporting", "turnaround = false")
    ready_after(1, 2, 3, 4, 5)

    assert found() == []


def test_leaves_out_a_panel_that_had_no_rules_yet() -> None:
    ready_after(1, 2, 3, 4, 5)
    long_ago = date(2001, 1, 1)

    assert turnround.found(access.of(a_person(Role.CHAIR), on=ON), on=long_ago) == []


def test_page_file_and_api_say_the_same(client: Client) -> None:
    ready_after(2, 4, 6, 8, 30)
    reader = a_person(Role.AUDITOR)
    client.force_login(reader)

    page = client.get("/reports/")
    assert "July to September 2026" in page.text
    assert "6 days" in page.text
    assert "9 in 10 within 21; 5 requests" in page.text
    file = client.get("/reports/file/").content.decode("utf-8-sig")
    assert file.splitlines()[:3] == [
        "First sent from,Until,Requests,Median days,Nine in ten within days",
        "2026-07-01,Ready for panel,5,6,21",
        "2026-07-01,Considered,Fewer than 5,,",
    ]
    assert ReadEvent.objects.get(subject="turn-round").by == reader.username
    (quarter,) = Caller(reader).get("turn-round/").json()
    assert (quarter["first_day"], quarter["requests"]) == ("2026-07-01", 5)
    assert quarter["taken"][0] == {
        "step": "ready",
        "requests": 5,
        "median_days": 6,
        "ninth_decile_days": 21,
    }


@pytest.mark.parametrize("role", [Role.REFERRER, Role.ADVISER, Role.MEMBER, Role.ADMINISTRATOR])
def test_is_closed_to_others(client: Client, role: Role) -> None:
    client.force_login(a_person(role))

    assert client.get("/reports/").status_code == 403
    assert client.get("/reports/file/").status_code == 403
    assert Caller(a_person(role)).get("turn-round/").status_code == 403


def test_a_panel_whose_rules_are_not_loaded_yet_is_left_out() -> None:
    somebody = everybody_elsewhere()

    assert turnround.found(access.of(somebody, on=ON), on=ON) == []
