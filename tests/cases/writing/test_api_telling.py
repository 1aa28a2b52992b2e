"""Bringing the record of a child up to date over JSON."""

from datetime import date

import pytest

from panel.agencies.models import Role
from panel.cases.models import Child, PlacementRequest
from panel.cases.stages import Stage
from panel.sample.people import EDUCATION, SOCIAL_CARE
from tests.api import Caller
from tests.builders import DOCUMENT, a_panel, a_person, a_request

pytestmark = pytest.mark.django_db
TOO_OLD = "The panel takes requests until the 26th birthday."
MOTHER = {
    "name": "Ada Zander",
    "relation": "mother",
    "is_responsible": True,
    "address": "1 High Street",
    "city": "Millby",
    "postcode": "ME14 1XQ",
    "phone": "01632 960001",
}
#: Every section of a child's record and something to tell in it.
SECTIONS: dict[str, dict[str, object]] = {
    "identity": {"given_name": "Quill", "family_name": "Zander", "born_on": "2013-05-02"},
    "contacts": {"contacts": [MOTHER]},
    "communication": {"communication": "Picture cards", "language": "Polish"},
    "practitioners": {"practitioners": [{"role": "Social worker", "agency": "Millby Council"}]},
    "standing": {"year_group": "Year 9", "legal_status": "none"},
}


def child_of(request: PlacementRequest, section: str) -> str:
    return f"placement-requests/{request.reference}/child/{section}/"


@pytest.fixture
def referrer() -> Caller:
    return Caller(a_person(Role.REFERRER, SOCIAL_CARE))


@pytest.mark.parametrize("section", sorted(SECTIONS))
def test_every_section_of_a_draft_may_be_told_anew(referrer: Caller, section: str):
    told = referrer.done(child_of(a_request(), section), SECTIONS[section])

    for name, value in SECTIONS[section].items():
        if name in ("contacts", "practitioners"):
            (row,), (sent,) = told[name], value
            assert row.items() >= sent.items()
        elif name in told:
            assert told[name] == value


def test_where_the_family_is_reached_is_told_after_the_request_was_sent(referrer: Caller):
    request = a_request(Stage.APPROVED)

    told = referrer.done(child_of(request, "contacts"), {"contacts": [MOTHER]})

    assert told["contacts"] == [MOTHER]
    refused = referrer.post(child_of(request, "identity"), SECTIONS["identity"])
    assert refused.status_code == 409
    assert "isn’t told through it" in refused.json()["reasons"][0]


def test_another_agency_s_referrer_is_told_that_it_is_not_there():
    other = Caller(a_person(Role.REFERRER, EDUCATION))

    assert other.post(child_of(a_request(), "contacts"), {"contacts": []}).status_code == 404


def test_a_coordinator_reads_it_and_tells_nothing():
    coordinator = Caller(a_person(Role.COORDINATOR))
    request = a_request(Stage.ADVICE)

    assert coordinator.post(child_of(request, "contacts"), {"contacts": []}).status_code == 403


class TestAChildOf26:
    """An EHC plan ends by then: Children and Families Act 2014, section 46."""

    def test_is_refused_at_the_field_and_nothing_is_written(self, referrer: Caller):
        a_panel()
        child = DOCUMENT["child"] | {"born_on": "1999-12-31"}

        refused = referrer.post("placement-requests/", DOCUMENT | {"child": child})

        assert refused.status_code == 400
        assert refused.json()["faults"] == [{"pointer": "/child/born_on", "sentence": TOO_OLD}]
        assert not PlacementRequest.objects.exists()
        assert not Child.objects.exists()

    def test_is_refused_where_a_draft_s_child_is_told_anew(self, referrer: Caller):
        request = a_request()
        told = SECTIONS["identity"] | {"born_on": "1999-12-31"}

        refused = referrer.post(child_of(request, "identity"), told)

        assert refused.status_code == 400
        assert refused.json()["faults"] == [{"pointer": "/born_on", "sentence": TOO_OLD}]
        assert Child.objects.get().born_on == date(2013, 5, 1)


def test_every_fault_is_told_and_nothing_written(referrer: Caller):
    request = a_request()

    refused = referrer.post(
        child_of(request, "contacts"), {"contacts": [MOTHER | {"name": "", "phone": "x" * 31}]}
    )

    assert refused.status_code == 400
    assert [fault["pointer"] for fault in refused.json()["faults"]] == [
        "/contacts/0/name",
        "/contacts/0/phone",
    ]
    assert not request.child.contacts.exists()
