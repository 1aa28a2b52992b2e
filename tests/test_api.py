"""The JSON doorway as a whole: its description, and how refusals are told."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema

from panel.agencies.models import Role
from panel.audit import queries as audit
from panel.cases.models import Child, PlacementRequest
from panel.cases.stages import Stage
from panel.meetings.models import View
from panel.sample.people import EDUCATION, HEALTH
from tests import builders
from tests.api import Caller
from tests.builders import DOCUMENT, a_fund, a_person, a_request, the_item


@pytest.fixture(scope="module")
def schema() -> dict:
    GENERATOR_STATS.reset()
    return SchemaGenerator().get_schema(request=None, public=True)


class TestSchema:
    def test_is_valid_openapi(self, schema: dict):
        validate_schema(schema)

    def test_was_made_without_a_guess(self, schema: dict):
        assert not GENERATOR_STATS


def as_a(role: Role, agency: str = "") -> Caller:
    return Caller(a_person(role, agency))


def told(answer: Any) -> tuple[int, list[str]]:
    return answer.status_code, answer.json()["reasons"]


@pytest.mark.django_db
class TestRefusals:
    def test_every_fault_of_a_document_is_named_with_its_place(self):
        faulty = {**DOCUMENT, "kind": "holiday", "child": {"given_name": ""}, "colour": "blue"}
        answer = as_a(Role.REFERRER).post("placement-requests/", faulty)

        assert answer.status_code == 400
        assert {fault["pointer"] for fault in answer.json()["faults"]} == {
            "/kind",
            "/child/given_name",
            "/child/family_name",
            "/child/born_on",
            "/colour",
        }
        assert not PlacementRequest.objects.exists()

    @pytest.mark.parametrize("body", ["", "{", "[]", "null", '"\\ud800"', "\x00"])
    def test_a_body_that_is_no_document_is_a_fault_and_not_an_error(self, body: str):
        client = as_a(Role.REFERRER).client
        answer = client.post("/api/v1/placement-requests/", body, content_type="application/json")

        assert answer.status_code == 400

    def test_points_to_the_days_that_cannot_be_true_and_writes_nothing(self):
        later = {**DOCUMENT["preparation"], "agencies_met_on": "2099-01-01"}

        answer = as_a(Role.REFERRER).post("placement-requests/", DOCUMENT | {"preparation": later})

        assert answer.status_code == 400
        assert [fault["pointer"] for fault in answer.json()["faults"]] == [
            "/preparation/agencies_met_on"
        ]
        assert not PlacementRequest.objects.exists()

    def test_says_that_a_child_may_be_on_record_until_told_that_it_is_another(self):
        here, referrer = "placement-requests/", as_a(Role.REFERRER)
        referrer.done(here, DOCUMENT)

        status, (sentence,) = told(referrer.post(here, DOCUMENT))

        assert status == 409
        assert sentence.startswith("A child born on this day with a name like it is on record.")
        assert referrer.post(here, DOCUMENT | {"is_another_child": True}).status_code == 201
        assert Child.objects.count() == 2

    def test_takes_a_child_recorded_without_a_number_for_the_same_once_told_so(self):
        here, referrer = "placement-requests/", as_a(Role.REFERRER)
        referrer.done(here, DOCUMENT)

        referrer.done(here, DOCUMENT | {"kind": "change", "is_same_child": True})

        assert Child.objects.get().requests.count() == 2

    def test_a_child_is_not_both_the_same_and_another(self):
        both = DOCUMENT | {"is_same_child": True, "is_another_child": True}
        answer = as_a(Role.REFERRER).post("placement-requests/", both)

        assert answer.status_code == 400
        assert [fault["pointer"] for fault in answer.json()["faults"]] == ["/is_another_child"]

    def test_a_condition_without_an_owner_or_a_day_is_a_fault_of_the_body(self):
        request = a_request(Stage.CONSIDERED)
        outcome = {
            "outcome": "agreed_with_conditions",
            "reasons": "It meets the need.",
            "option": "B",
            "conditions": [{"what": "Find a driver"}],
        }
        answer = as_a(Role.CHAIR).post(f"agenda-items/{the_item(request).pk}/outcome/", outcome)

        assert answer.status_code == 400
        assert {fault["pointer"] for fault in answer.json()["faults"]} == {
            "/conditions/0/owner",
            "/conditions/0/due_on",
        }
        assert not request.decisions.exists()

    def test_a_person_without_the_role_is_told_so(self):
        answer = as_a(Role.COORDINATOR).post("placement-requests/", DOCUMENT)

        assert told(answer) == (403, ["Helen Okafor may not write a placement request here."])

    def test_a_move_from_the_wrong_stage_says_where_it_is(self):
        request = a_request(Stage.SUBMITTED)
        answer = as_a(Role.COORDINATOR).post(f"placement-requests/{request}/mark-ready/")

        assert told(answer) == (409, ["It is at the stage “With the panel team”."])

    def test_a_domain_refusal_is_told_in_its_own_words(self):
        request = a_request(Stage.FUNDING)
        share = request.decisions.get().approvals.get(agency__code=HEALTH)
        answer = as_a(Role.AGENCY_LEAD, EDUCATION).post(f"approvals/{share.pk}/approve/")

        assert told(answer) == (403, ["Dele Marsh may not approve an agency's share here."])

    def test_somebody_marked_present_without_a_seat_is_a_fault_of_the_body(self):
        request = a_request(Stage.LISTED)
        meeting = the_item(request).meeting
        builders.send_papers(meeting)
        present = [a_person(Role.CHAIR).username, "nobody@northmere.example"]
        answer = as_a(Role.CHAIR).post(f"meetings/{meeting.pk}/start/", {"present": present})

        assert [fault["pointer"] for fault in answer.json()["faults"]] == ["/present/1"]

    def test_signed_out_nothing_is_answered(self):
        assert Client().get("/api/v1/fund/").status_code == 403


@pytest.mark.django_db
class TestUnseen:
    @pytest.mark.parametrize("path", ["", "timeline/", "clocks/"])
    def test_a_request_you_may_not_see_is_answered_as_one_that_isn_t_there(self, path: str):
        stranger, request = as_a(Role.REFERRER, EDUCATION), a_request(Stage.SUBMITTED)
        there = stranger.get(f"placement-requests/{request}/{path}")
        absent = stranger.get(f"placement-requests/JRAP-2026-99999/{path}")

        assert (there.status_code, there.json()) == (absent.status_code, absent.json())
        assert there.status_code == 404
        assert not audit.reads(str(request)).exists()

    def test_an_address_that_there_isn_t_is_answered_in_json_too(self):
        answer = Client().get("/api/v1/nonsense/")

        assert (answer.status_code, answer["Content-Type"]) == (404, "application/json")
        assert Client().get("/nonsense/")["Content-Type"].startswith("text/html")

    def test_nor_can_it_be_moved(self):
        request = a_request()
        answer = as_a(Role.REFERRER, EDUCATION).post(f"placement-requests/{request}/submit/")

        assert answer.status_code == 404


@pytest.mark.django_db
class TestReading:
    @pytest.mark.parametrize(
        ("path", "what"), [("", "case"), ("timeline/", "timeline"), ("clocks/", "clocks")]
    )
    def test_each_read_of_a_case_is_logged(self, path: str, what: str):
        request = a_request(Stage.ADVICE)
        as_a(Role.AUDITOR).get(f"placement-requests/{request}/{path}")

        seen = audit.reads(request.reference).get()
        assert (seen.what, seen.by) == (what, a_person(Role.AUDITOR).username)

    def test_a_record_and_its_pdf_are_logged_reads_too(self):
        request = a_request(Stage.DECLINED)
        caller = as_a(Role.REFERRER)
        caller.get(f"decision-records/{request}/1/")

        assert audit.reads(request.reference).get().what == f"decision record {request}/1"
        assert told(caller.get(f"decision-records/{request}/1/pdf/")) == (
            409,
            [f"The PDF of {request}/1 is still being made."],
        )

    def test_a_list_names_children_by_initials_only(self):
        request = a_request(Stage.ADVICE)
        (row,) = as_a(Role.AUDITOR).get("placement-requests/").json()["results"]

        assert (row["reference"], row["child"]) == (request.reference, "Q.Z.")

    def test_others_positions_are_hidden_until_the_item_is_opened(self):
        request = a_request(Stage.LISTED)
        item = the_item(request)
        builders.take_position(item, View.SUPPORT, HEALTH)
        member = as_a(Role.MEMBER, EDUCATION)
        before = member.get(f"meetings/{item.meeting_id}/").json()["items"][0]["positions"]
        builders.take_position(item, View.OPPOSE, EDUCATION)
        after = member.get(f"meetings/{item.meeting_id}/").json()["items"][0]["positions"]

        assert (before, [position["agency"] for position in after]) == ([], [EDUCATION])

    def test_the_fund_is_told_overall_and_by_agency(self):
        a_fund()
        (year,) = as_a(Role.CHAIR).get("fund/").json()

        assert year["year"] == "2026 to 2027"
        assert year["uncommitted_pence"] == 3 * builders.PLENTY
        assert year["agencies"][HEALTH]["contribution_pence"] == builders.PLENTY

    def test_the_fund_is_empty_to_whoever_may_not_read_it(self):
        a_fund()
        assert as_a(Role.REFERRER).get("fund/").json() == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "role"),
    [
        ("placement-requests/", Role.AUDITOR),
        ("meetings/", Role.AUDITOR),
        ("approvals/", Role.AUDITOR),
        ("decision-records/", Role.AUDITOR),
    ],
)
def test_a_list_costs_the_same_for_three_rows_as_for_one(
    path: str, role: Role, django_assert_num_queries
):
    a_request(Stage.APPROVED)
    caller = as_a(role)
    with CaptureQueriesContext(connection) as one:
        assert caller.get(path).json()["count"] > 0

    for _ in range(2):
        a_request(Stage.APPROVED)
    with django_assert_num_queries(len(one)):
        caller.get(path)
