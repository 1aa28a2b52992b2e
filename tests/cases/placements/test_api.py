"""Placements over JSON, by the same operations as the pages."""

from typing import Any

import pytest

from panel.agencies.models import Role
from panel.cases import operations
from panel.cases.stages import Stage
from tests.api import Caller
from tests.builders import FIRST_DAY, PLACED, a_person, a_request, an_agreement, draw_up
from tests.decisions.changed import CHANGED_ON, asked_to_change, walk_to_approval

pytestmark = pytest.mark.django_db


def terms(**changes: Any) -> dict[str, Any]:
    return an_agreement(**changes).model_dump(mode="json")


def test_a_coordinator_carries_it_from_agreement_to_end() -> None:
    reference = a_request(Stage.APPROVED).reference
    coordinator = Caller(a_person(Role.COORDINATOR))

    drawn_up = coordinator.done(f"placements/{reference}/agreements/", terms())
    for signatory in drawn_up["signatories"]:
        signature = f"placements/{reference}/signatures/{signatory['id']}/"
        coordinator.done(signature, {"signed_on": "2026-09-21"})
    for step in coordinator.get(f"placements/{reference}/").json()["tasks"]:
        done = {"note": "It was done.", "done_on": "2026-09-21"}
        coordinator.done(f"placements/{reference}/steps/{step['id']}/", done)
    started = coordinator.done(
        f"placements/{reference}/start/", {"started_on": FIRST_DAY.isoformat()}
    )
    ended = coordinator.done(
        f"placements/{reference}/end/",
        {"ended_on": FIRST_DAY.isoformat(), "reason": "breakdown"},
    )

    assert (started["stage"], ended["stage"]) == ("started", "ended")
    whole = coordinator.get(f"placements/{reference}/").json()
    assert whole["agreements"][0]["weekly_rate_pence"] == 3_420_01
    assert "Zander" not in str(whole)


def test_names_the_placement_before_to_nobody_to_whom_its_case_is_closed() -> None:
    first, chair = a_request(Stage.PLACED), {"by": a_person(Role.CHAIR), "at": PLACED}
    change = asked_to_change(first)
    walk_to_approval(change)
    draw_up(change, starts_on=CHANGED_ON)
    coordinator, whole = Caller(a_person(Role.COORDINATOR)), f"placements/{change}/"
    assert coordinator.get(whole).json()["follows"] == str(first)

    why: Any = {"reason": "A member of staff is the child’s aunt.", **chair}
    operations.restrict(placement_request_id=first.pk, named_ids=[], **why)
    operations.lift_restriction(placement_request_id=change.pk, **why)

    (listed,) = coordinator.get("placements/").json()["results"]
    assert listed["follows"] is coordinator.get(whole).json()["follows"] is None


def test_says_why_not_and_what_is_faulty() -> None:
    reference = a_request(Stage.APPROVED).reference
    coordinator = Caller(a_person(Role.COORDINATOR))
    path = f"placements/{reference}/agreements/"

    beyond = coordinator.post(path, terms(weekly_rate_pence=4_000_00))
    faulty = coordinator.post(path, terms() | {"weeks_per_year": 60})
    theirs = Caller(a_person(Role.REFERRER)).post(path, terms())

    assert beyond.status_code == 409
    assert "£3,420.01 a week" in beyond.json()["reasons"][0]
    assert faulty.json()["faults"][0]["pointer"] == "/weeks_per_year"
    assert theirs.status_code == 403
