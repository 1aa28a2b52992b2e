"""Challenges to a decision, over JSON."""

import pytest

from panel.agencies.models import Role
from panel.audit.models import ReadEvent
from panel.cases.stages import Stage
from panel.sample.people import HEALTH
from tests.api import Caller
from tests.builders import a_person, a_request
from tests.decisions.challenged import a_challenge, another_chair

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("later")]

ASKED = {
    "kind": "tribunal",
    "asker": "parent",
    "asked_on": "2026-10-01",
    "grounds": "The school named can't meet the need.",
}
CAME = {
    "outcome": "replaced",
    "outcome_on": "2026-10-20",
    "findings": "The Tribunal names another school.",
    "orders": ["name_school"],
}


def person(role: Role, agency: str = "") -> Caller:
    return Caller(a_person(role, agency))


class TestFromAskingToCarryingOut:
    def test_an_appeal_is_recorded_responded_to_decided_and_carried_out(self):
        request = a_request(Stage.DECLINED)
        coordinator = person(Role.COORDINATOR)
        made = coordinator.done(f"placement-requests/{request}/challenges/", ASKED)
        assert (made["last_day"], made["due_on"]) == ("2026-11-21", "2026-11-12")

        here = f"challenges/{made['id']}"
        assert coordinator.done(f"{here}/done/", {"step": "TRI-02"})["stage"] == "open"
        ended = coordinator.done(f"{here}/end/", CAME)
        assert (ended["stage"], ended["orders"]) == ("ended", ["name_school"])
        coordinator.done(f"{here}/done/", {"step": "TRI-05-NAME"})

        (row,) = coordinator.get("challenges/").json()["results"]
        assert row == coordinator.get(f"{here}/").json()
        clocks = coordinator.get(f"placement-requests/{request}/clocks/").json()
        owed = {clock["rule_id"]: clock for clock in clocks if clock["key"] == "challenge/1"}
        assert [owed[rule]["due_on"] for rule in owed] == ["2026-11-12", "2026-11-03"]
        assert all(clock["stopped_at"] for clock in owed.values())


class TestReading:
    @pytest.mark.parametrize("here", ["challenges/", "challenges/{pk}/"])
    def test_of_grounds_and_findings_is_in_the_audit_log(self, here: str):
        challenge, reader = a_challenge(), person(Role.AGENCY_LEAD, HEALTH)

        reader.get(here.format(pk=challenge.pk))

        read = ReadEvent.objects.get(by=a_person(Role.AGENCY_LEAD, HEALTH).username)
        assert read.subject == challenge.decision.placement_request.reference
        assert read.what == "challenge"


class TestRefusals:
    def test_point_at_what_isn_t_so(self):
        request = a_request(Stage.DECLINED)
        body = ASKED | {"kind": "complaint", "certificate_on": "2026-10-01", "asker": "uncle"}
        answer = person(Role.COORDINATOR).post(f"placement-requests/{request}/challenges/", body)

        assert answer.status_code == 400
        assert [fault["pointer"] for fault in answer.json()["faults"]] == [
            "/asker",
            "/certificate_on",
        ]

    def test_name_an_order_given_twice(self):
        body = CAME | {"orders": ["assess", "assess"]}
        answer = person(Role.COORDINATOR).post(f"challenges/{a_challenge().pk}/end/", body)

        assert [fault["pointer"] for fault in answer.json()["faults"]] == ["/orders"]

    def test_say_all_that_can_t_be_done_now(self):
        another_chair()
        body = CAME | {"outcome_on": "2026-09-30"}
        answer = person(Role.COORDINATOR).post(f"challenges/{a_challenge().pk}/end/", body)

        assert answer.status_code == 409
        assert len(answer.json()["reasons"]) == 3

    def test_are_a_404_where_nothing_is_decided(self):
        request = a_request(Stage.READY)
        answer = person(Role.COORDINATOR).post(f"placement-requests/{request}/challenges/", ASKED)

        assert answer.status_code == 404

    def test_let_a_lead_read_but_not_record(self):
        here, lead = f"challenges/{a_challenge().pk}/", person(Role.AGENCY_LEAD, HEALTH)

        assert lead.get(here).status_code == 200
        assert lead.post(f"{here}end/", CAME).status_code == 403
        assert lead.post(f"{here}done/", {"step": "TRI-02"}).status_code == 403

    def test_show_nothing_to_who_reads_no_cases(self):
        assert person(Role.FUND_MANAGER).get(f"challenges/{a_challenge().pk}/").status_code == 404
