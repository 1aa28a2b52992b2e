"""What can't wait for a meeting, over JSON."""

from datetime import timedelta

import pytest

from panel import clock
from panel.agencies.models import Role
from panel.cases.stages import Stage
from panel.sample.people import HEALTH
from tests.api import Caller
from tests.builders import a_person, a_request
from tests.decisions.urgently import item_of, open_with_support

pytestmark = pytest.mark.django_db
URGENT = {"reason": "The placement breaks down on Thursday.", "needed_on": "2099-09-10"}
AGREED = {
    "outcome": "agreed",
    "option": "B",
    "reasons": "No other place is free.",
    "equality_note": "What disability asks for was weighed.",
    "return_plan": "A place at Northmere Park, once the new unit opens.",
}


def person(role: Role, agency: str = "") -> Caller:
    return Caller(a_person(role, agency))


def test_it_is_taken_up_decided_approved_and_ratified():
    request = a_request(Stage.SUBMITTED)
    here = f"placement-requests/{request}"
    chair, coordinator = person(Role.CHAIR), person(Role.COORDINATOR)

    taken = coordinator.done(f"{here}/urgent/", URGENT)
    assert (taken["stage"], taken["needed_on"]) == ("urgent", "2099-09-10")
    decided = chair.done(f"{here}/urgent-decision/", AGREED)
    assert decided["stage"] == "funding"
    for share in decided["approvals"]:
        lead = person(Role.AGENCY_LEAD, share["agency"])
        lead.done(f"approvals/{share['id']}/approve/")

    starts_at = (clock.now() + timedelta(days=7)).isoformat()
    meeting = coordinator.done("meetings/", {"starts_at": starts_at})
    (item,) = coordinator.get(f"meetings/{meeting['id']}/").json()["items"]
    assert item["ratification"] == "listed"
    open_with_support(item_of(request).meeting)
    ratified = chair.done(f"agenda-items/{item['id']}/ratify/", {"reasons": "Rightly so."})
    assert (ratified["version"], ratified["supersedes"]) == (2, f"{request}/1")


def test_it_is_left_to_a_meeting():
    request = a_request(Stage.URGENT)

    moved = person(Role.CHAIR).done(
        f"placement-requests/{request}/leave-to-meeting/", {"reason": "An aunt can have Quill."}
    )

    assert moved["stage"] == "submitted"


@pytest.mark.parametrize(
    ("role", "agency", "status"),
    [(Role.REFERRER, "", 403), (Role.AGENCY_LEAD, HEALTH, 409), (Role.COORDINATOR, "", 409)],
)
def test_it_is_decided_by_those_whom_the_rules_name(role: Role, agency: str, status: int):
    request = a_request(Stage.URGENT)

    answer = person(role, agency).post(f"placement-requests/{request}/urgent-decision/", AGREED)

    assert answer.status_code == status
    assert answer.json()["reasons"]


def test_nothing_but_an_agreement_is_made_between_meetings():
    request = a_request(Stage.URGENT)

    answer = person(Role.CHAIR).post(
        f"placement-requests/{request}/urgent-decision/", AGREED | {"outcome": "declined"}
    )

    assert answer.status_code == 400
    assert answer.json()["faults"][0]["pointer"] == "/outcome"
