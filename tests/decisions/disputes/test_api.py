"""Disputes about who pays, over JSON: from the refusal to the money's commitment."""

import pytest

from panel.agencies.models import Role
from panel.cases.stages import Stage
from panel.decisions.models import ShareApproval
from panel.pooledbudget import queries as funds
from panel.sample.people import EDUCATION, HEALTH, SOCIAL_CARE
from tests import builders
from tests.api import Caller
from tests.builders import a_fund, a_person, a_request
from tests.decisions.disputed import BECAUSE, a_dispute

pytestmark = pytest.mark.django_db

LINE = {"position": 1, "shares": {EDUCATION: 4_000, HEALTH: 1_000, SOCIAL_CARE: 5_000}}


def person(role: Role, agency: str = "") -> Caller:
    return Caller(a_person(role, agency))


class TestFromRefusalToCommitment:
    def test_a_share_refused_is_disputed_settled_approved_and_paid_for(self):
        request = a_request(Stage.FUNDING)
        builders.approve(request, EDUCATION)
        coordinator = person(Role.COORDINATOR)
        health = person(Role.AGENCY_LEAD, HEALTH)
        share = ShareApproval.objects.get(agency__code=HEALTH)
        health.done(f"approvals/{share.pk}/refuse/", {"reason": "It isn't a health need."})

        (dispute,) = coordinator.get("disputes/").json()["results"]
        assert (dispute["refused_by"], dispute["stage"]) == (HEALTH, "open")
        here = f"disputes/{dispute['id']}"
        assert coordinator.done(f"{here}/raise/")["who_settles"] == "directors"
        meanwhile = coordinator.done(f"{here}/interim-funder/", {"agency": SOCIAL_CARE})
        assert meanwhile["interim_funder"] == SOCIAL_CARE
        body = {"reason": BECAUSE, "lines": [LINE]}
        settled = coordinator.done(f"{here}/settle/", body)
        assert (settled["stage"], settled["settled_because"]) == ("settled", BECAUSE)

        for approval in coordinator.get("approvals/").json()["results"]:
            if approval["stage"] == "waiting":
                lead = person(Role.AGENCY_LEAD, approval["agency"])
                lead.done(f"approvals/{approval['id']}/approve/")
        told = coordinator.get(f"placement-requests/{request.reference}/").json()
        assert told["stage"] == "approved"
        (line,) = told["options"][1]["cost_lines"]
        assert {share["agency"]: share["basis_points"] for share in line["shares"]} == LINE[
            "shares"
        ]
        assert funds.position(a_fund()).committed_pence == 86_965_97


class TestRefusals:
    @pytest.mark.parametrize(
        ("lines", "pointer", "sentence"),
        [
            (
                [LINE | {"shares": {EDUCATION: 9_999}}],
                "/lines/0/shares",
                "The shares come to 99.99%. Make them come to 100%.",
            ),
            ([LINE, LINE], "/lines", "One cost line is settled twice."),
        ],
    )
    def test_points_at_what_doesn_t_add_up(self, lines: list[object], pointer: str, sentence: str):
        body = {"reason": BECAUSE, "lines": lines}
        answer = person(Role.COORDINATOR).post(f"disputes/{a_dispute().pk}/settle/", body)

        assert answer.status_code == 400
        assert answer.json()["faults"] == [{"pointer": pointer, "sentence": sentence}]

    def test_asks_for_the_reason(self):
        answer = person(Role.COORDINATOR).post(f"disputes/{a_dispute().pk}/settle/")

        assert [fault["pointer"] for fault in answer.json()["faults"]] == ["/reason"]

    def test_says_why_it_can_t_be_done_now(self):
        here, coordinator = f"disputes/{a_dispute().pk}", person(Role.COORDINATOR)
        coordinator.done(f"{here}/settle/", {"reason": BECAUSE})
        answer = coordinator.post(f"{here}/settle/", {"reason": BECAUSE})

        assert answer.status_code == 409
        assert answer.json()["reasons"] == ["It is at the stage “Settled”."]

    def test_says_who_may_pay_meanwhile(self):
        body = {"agency": "elsewhere"}
        answer = person(Role.COORDINATOR).post(f"disputes/{a_dispute().pk}/interim-funder/", body)

        assert answer.status_code == 409
        assert answer.json()["reasons"] == [
            "By the panel’s rules Education or Health or Social care pays meanwhile."
        ]

    def test_lets_a_lead_read_but_not_settle(self):
        here, lead = f"disputes/{a_dispute().pk}/", person(Role.AGENCY_LEAD, HEALTH)

        assert lead.get(here).status_code == 200
        assert lead.post(f"{here}settle/", {"reason": BECAUSE}).status_code == 403

    def test_shows_nothing_to_who_reads_no_cases(self):
        here = f"disputes/{a_dispute().pk}/"

        assert person(Role.FUND_MANAGER).get(here).status_code == 404
