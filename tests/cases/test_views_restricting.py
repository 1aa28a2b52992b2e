"""The pages of restricted cases, and what others then see of them."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client

from panel.agencies.models import Person, Role
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.meetings import operations as meetings
from panel.sample.people import HEALTH
from tests.api import Caller
from tests.builders import MONDAY_9AM, a_person, a_request, the_item

pytestmark = pytest.mark.django_db
EMERGENCY = "/cases/emergency/"


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def restricted(stage: Stage = Stage.ADVICE, *named: Person) -> PlacementRequest:
    request = a_request(stage)
    asked = {"named_ids": [person.pk for person in named], "reason": "An aunt works here."}
    page = signed_in(a_person(Role.COORDINATOR)).post(
        f"/cases/{request.reference}/restrict/", asked, follow=True
    )
    assert "is restricted to the people you named" in page.text
    return request


def told(answer: HttpResponse) -> str:
    """Return what a page says, without the token of its form of the moment."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.text)


def test_the_case_says_to_whom_it_is_kept():
    request = restricted(Stage.ADVICE, a_person(Role.CHAIR))

    page = signed_in(a_person(Role.CHAIR)).get(f"/cases/{request.reference}/").text
    assert "Restricted to Helen Okafor and Margaret Osei." in page
    assert "Lift the restriction" in page


def test_its_referrer_is_among_those_who_may_read_it_unless_told_otherwise():
    request = a_request(Stage.ADVICE)

    page = signed_in(a_person(Role.COORDINATOR)).get(f"/cases/{request.reference}/restrict/").text

    ticked = re.findall(r'value="(\d+)"[^>]*checked', page)
    assert ticked == [str(request.submitted_by_id)]


def test_a_referrer_finds_the_way_to_open_it_in_an_emergency():
    assert EMERGENCY in signed_in(a_person(Role.REFERRER)).get("/cases/").text


def test_to_others_it_is_as_if_it_were_not_there():
    request, auditor = restricted(), signed_in(a_person(Role.AUDITOR))

    missing = auditor.get("/cases/JRAP-2026-99999/")
    kept = auditor.get(f"/cases/{request.reference}/")
    assert kept.status_code == missing.status_code == 404
    assert told(kept) == told(missing)
    assert request.reference not in auditor.get("/cases/").text
    path = f"placement-requests/{request.reference}/"
    assert Caller(a_person(Role.AUDITOR)).get(path).status_code == 404


def test_its_item_is_left_out_of_the_agenda():
    request = restricted(Stage.LISTED)
    meeting = the_item(request).meeting

    page = signed_in(a_person(Role.CHAIR)).get(f"/meetings/{meeting.pk}/").text
    assert request.reference not in page


def test_lifted_it_is_there_again():
    request = restricted()
    coordinator = signed_in(a_person(Role.COORDINATOR))
    coordinator.post(f"/cases/{request.reference}/lift-restriction/", {"reason": "She left."})

    assert signed_in(a_person(Role.AUDITOR)).get(f"/cases/{request.reference}/").status_code == 200


def test_a_reason_is_asked_for():
    request = a_request(Stage.ADVICE)
    page = signed_in(a_person(Role.CHAIR)).post(f"/cases/{request.reference}/restrict/", {})

    assert "Say why the case is kept to a few" in page.text


def test_in_an_emergency_the_case_opens_for_an_hour():
    request, member = restricted(), signed_in(a_person(Role.MEMBER, HEALTH))
    asked = {"reference": request.reference, "reason": "The child is missing."}

    page = member.post(EMERGENCY, asked, follow=True)
    assert "The case is open to you for 60 minutes." in page.text
    assert "Q.Z." in page.text
    assert member.get(f"/cases/{request.reference}/").status_code == 200


def test_without_a_restriction_there_is_no_emergency():
    asked = {"reference": "JRAP-2026-99999", "reason": "The child is missing."}
    page = signed_in(a_person(Role.MEMBER, HEALTH)).post(EMERGENCY, asked)

    assert page.status_code == 409
    assert "No restriction keeps JRAP-2026-99999 from you." in page.text


def test_over_json_a_case_is_kept_opened_and_lifted():
    request, chair = a_request(Stage.ADVICE), Caller(a_person(Role.CHAIR))
    path = f"placement-requests/{request.reference}/"
    kept = chair.done(f"{path}restrict/", {"reason": "An aunt works here."})
    assert kept["named"] == ["Margaret Osei"]
    auditor = Caller(a_person(Role.AUDITOR))
    assert auditor.get(path).status_code == 404

    asked = {"placement_request": request.reference, "reason": "A sample is due."}
    auditor.done("emergency-accesses/", asked)
    assert auditor.get(path).status_code == 200
    assert chair.done(f"{path}lift-restriction/", {"reason": "She left."})["lifted_at"]


def test_whoever_declared_an_interest_finds_the_reference_and_no_initials():
    request, member = a_request(Stage.LISTED), a_person(Role.MEMBER, HEALTH)
    meetings.declare_interest(
        item_id=the_item(request).pk, reason="My neighbour.", by=member, at=MONDAY_9AM
    )

    page = signed_in(member).get("/cases/").text
    assert f"Closed to you, because you declared an interest: {request.reference}." in page
    assert "Q.Z." not in page
    assert "Q.Z." not in signed_in(member).get("/cases/", {"q": "QZ"}).text
    listed = Caller(member).get("placement-requests/").json()["results"]
    assert request.reference not in {row["reference"] for row in listed}
    agenda = Caller(member).get(f"meetings/{the_item(request).meeting_id}/").json()["items"]
    assert [(row["placement_request"], row["child"]) for row in agenda] == [
        (request.reference, "")
    ]
