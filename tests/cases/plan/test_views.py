"""Where a coordinator records steps of a plan and exceptions to its limits."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from panel.agencies.models import Role
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.deadlines.models import Clock
from tests.api import Caller
from tests.builders import DOCUMENT, a_person, a_request

pytestmark = pytest.mark.django_db
EXCEPTION = {
    "code": "c",
    "first_day": "2026-09-10",
    "last_day": "2026-09-20",
    "evidence": "The hospital’s letter.",
    "parent_informed_on": "2026-10-01",
}


@pytest.fixture
def placement_request() -> PlacementRequest:
    return a_request(
        Stage.SUBMITTED,
        child={**DOCUMENT["child"], "plan_stage": "requested"},
        story={**DOCUMENT["story"], "plan_requested_on": "2026-08-10"},
    )


@pytest.fixture
def coordinator(client: Client) -> Client:
    client.force_login(a_person(Role.COORDINATOR))
    return client


def boxes(typed: dict[str, str]) -> dict[str, str]:
    """Return what a form sends: each day in its three boxes."""
    sent: dict[str, str] = {}
    for name, words in typed.items():
        try:
            day = date.fromisoformat(words)
        except ValueError:
            sent[name] = words
        else:
            parts: dict[str, Any] = {"day": day.day, "month": day.month, "year": day.year}
            sent |= {f"{name}_{part}": str(number) for part, number in parts.items()}
    return sent


def the_clock(placement_request: PlacementRequest, rule_id: str) -> Clock:
    return Clock.objects.get(subject=placement_request.reference, rule_id=rule_id)


def test_a_step_is_recorded_from_the_page_of_clocks(
    coordinator: Client, placement_request: PlacementRequest
) -> None:
    clocks = f"/cases/{placement_request}/clocks/"
    assert f"{clocks}plan/" in coordinator.get(clocks).text
    asked = coordinator.get(f"{clocks}plan/").text
    assert "Decided to assess" in asked
    assert "Every school asked has answered" not in asked  # none was asked

    typed = boxes({"step": "assessing", "happened_on": "2026-09-18"})
    assert coordinator.post(f"{clocks}plan/", typed).status_code == 302
    assert "Met on 18 September 2026" in coordinator.get(clocks).text
    timeline = coordinator.get(f"/cases/{placement_request}/timeline/").text
    assert "Decided to assess, and asked for advice, 18 September 2026" in timeline
    assert "This is recorded already." in coordinator.post(f"{clocks}plan/", typed).text
    again = boxes({"step": "assessing", "happened_on": "2026-09-17"})
    assert "and is done once" in coordinator.post(f"{clocks}plan/", again).text
    missing = coordinator.post(f"{clocks}plan/", {})
    assert "Choose what was done" in missing.text


def test_one_that_came_late_is_missed_by_the_day_on_which_it_was_done(
    coordinator: Client, placement_request: PlacementRequest
) -> None:
    clocks = f"/cases/{placement_request}/clocks/"

    coordinator.post(f"{clocks}plan/", boxes({"step": "assessing", "happened_on": "2026-09-22"}))

    assert "Missed: done on 22 September 2026" in coordinator.get(clocks).text


def test_the_step_recorded_last_is_taken_back_with_a_reason(
    coordinator: Client, placement_request: PlacementRequest
) -> None:
    clocks = f"/cases/{placement_request}/clocks/"
    coordinator.post(f"{clocks}plan/", boxes({"step": "assessing", "happened_on": "2026-09-18"}))
    assert f"{clocks}plan/back/" in coordinator.get(clocks).text

    assert "Take back “Decided to assess" in coordinator.get(f"{clocks}plan/back/").text
    assert "Say why it is taken back" in coordinator.post(f"{clocks}plan/back/", {}).text
    coordinator.post(f"{clocks}plan/back/", {"reason": "The day was mistyped."})

    page = coordinator.get(clocks).text
    assert f"{clocks}plan/back/" not in page
    assert "Met on" not in page


def test_an_exception_is_shown_with_the_date_that_stays(
    coordinator: Client, placement_request: PlacementRequest
) -> None:
    clocks = f"/cases/{placement_request}/clocks/"
    excepted = f"{clocks}{the_clock(placement_request, 'EHC-05').pk}/exception/"
    assert excepted in coordinator.get(clocks).text

    assert coordinator.post(excepted, boxes(EXCEPTION)).status_code == 302
    page = coordinator.get(clocks).text
    assert "An exception applies, so the limit doesn’t bind; the date stays." in page
    assert "28 December 2026" in page


def test_a_referrer_sees_the_clocks_and_records_nothing(
    client: Client, placement_request: PlacementRequest
) -> None:
    client.force_login(a_person(Role.REFERRER))

    assert "Record a step" not in client.get(f"/cases/{placement_request}/clocks/").text
    assert client.get(f"/cases/{placement_request}/clocks/plan/").status_code == 403


def test_over_json_it_is_the_same(placement_request: PlacementRequest) -> None:
    caller, here = Caller(a_person(Role.COORDINATOR)), f"placement-requests/{placement_request}"
    limit = the_clock(placement_request, "EHC-01").pk

    step = caller.done(f"{here}/plan-steps/", {"kind": "assessing", "happened_on": "2026-09-25"})
    caller.done(f"{here}/clocks/{limit}/exceptions/", EXCEPTION)

    assert step == {"kind": "assessing", "happened_on": "2026-09-25"}
    first = next(clock for clock in caller.get(f"{here}/clocks/").json() if clock["id"] == limit)
    assert (first["outcome"], first["done_on"]) == ("missed", "2026-09-25")
    taken = caller.done(f"{here}/take-back-plan-step/", {"reason": "The day was mistyped."})
    assert taken == step
    assert first["exceptions"][0]["code"] == "c"
