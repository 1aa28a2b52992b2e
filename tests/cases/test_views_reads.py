"""The page of reads: whose it is, what it tells, and what it keeps to itself."""

from datetime import timedelta

import pytest
from django.test import Client

from panel import clock
from panel.agencies import operations as agencies
from panel.agencies.models import Role
from panel.audit import log
from panel.cases import operations
from panel.cases.stages import Stage
from panel.sample.people import HEALTH
from tests.api import Caller
from tests.builders import MONDAY_9AM, a_person, a_request

pytestmark = pytest.mark.django_db
PAGE = "/audit/access/"


def page_for(role: Role, **asked: str) -> str:
    client = Client()
    client.force_login(a_person(role))
    return client.get(PAGE, asked).text


def read_by(role: Role, *, of: str, agency: str = "") -> None:
    log.read(subject=of, what="case", by=a_person(role, agency), at=MONDAY_9AM)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_tells_who_read_what_and_when(role: Role):
    read_by(Role.MEMBER, of="JRAP-2026-00007", agency=HEALTH)

    page = page_for(role)
    assert "Callum Reid" in page
    assert "JRAP-2026-00007" in page
    assert "7 September 2026" in page


def test_narrows_by_reader_reference_and_day():
    read_by(Role.MEMBER, of="JRAP-2026-00007", agency=HEALTH)
    read_by(Role.CHAIR, of="JRAP-2026-00008")

    assert "JRAP-2026-00008" not in page_for(Role.AUDITOR, by="callum")
    assert "JRAP-2026-00007" not in page_for(Role.AUDITOR, subject="00008")
    later = (MONDAY_9AM + timedelta(days=1)).date().isoformat()
    assert "JRAP-2026-00008" not in page_for(Role.AUDITOR, since=later)


def test_a_reader_from_elsewhere_is_not_ours_to_watch():
    stranger = agencies.add_person(
        username="s@elsewhere.example", name="A Stranger", password=None, by=None, at=MONDAY_9AM
    )
    log.read(subject="ELSE-2026-00001", what="case", by=stranger, at=MONDAY_9AM)

    assert "ELSE-2026-00001" not in page_for(Role.AUDITOR)


def test_page_and_json_leave_the_same_words():
    request, chair = a_request(Stage.ADVICE), a_person(Role.CHAIR)
    client = Client()
    client.force_login(chair)
    client.get(f"/cases/{request.reference}/")
    Caller(chair).get(f"placement-requests/{request.reference}/")

    told = Caller(a_person(Role.AUDITOR)).get("reads/", subject=request.reference).json()
    assert {row["what"] for row in told["results"]} == {"case"}
    assert len(told["results"]) == 2


def test_an_emergency_stands_with_its_reason():
    request = a_request(Stage.SUBMITTED)
    operations.restrict(
        placement_request_id=request.pk,
        named_ids=[],
        reason="An aunt works here.",
        by=a_person(Role.COORDINATOR),
        at=MONDAY_9AM,
    )
    operations.open_in_emergency(
        reference=request.reference,
        reason="The child is in A and E.",
        by=a_person(Role.CHAIR),
        at=clock.now(),
    )

    page = page_for(Role.ADMINISTRATOR)
    assert "The child is in A and E." in page
    assert "Margaret Osei" in page


def test_others_have_no_such_page():
    client = Client()
    client.force_login(a_person(Role.CHAIR))

    assert client.get(PAGE).status_code == 403
    assert Caller(a_person(Role.CHAIR)).get("reads/").status_code == 403


def test_what_our_people_read_of_another_panel_s_cases_is_for_that_panel():
    request, reader = a_request(Stage.SUBMITTED), a_person(Role.CHAIR)
    other = agencies.open_panel(
        code="elsewhere", name="Elsewhere", prefix="JRAP", agencies=[], by=None, at=MONDAY_9AM
    )
    auditor = agencies.add_person(
        username="a@elsewhere.example", name="An Auditor", password=None, by=None, at=MONDAY_9AM
    )
    for person, role in ((reader, Role.CHAIR), (auditor, Role.AUDITOR)):
        agencies.appoint(
            person_id=person.pk,
            panel_id=other.pk,
            role=role,
            agency_id=None,
            starts_on=MONDAY_9AM.date(),
            by=None,
            at=MONDAY_9AM,
        )
    read_by(Role.CHAIR, of=request.reference)
    read_by(Role.CHAIR, of="gaps")

    told = Caller(auditor).get("reads/").json()
    assert [row["subject"] for row in told["results"]] == ["gaps"]
