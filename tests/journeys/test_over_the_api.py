"""One request from draft to issued record over the JSON doorway, each step by its own role."""

from hashlib import sha256
from typing import Any

import pytest

from panel.agencies.models import Role
from panel.audit import queries as audit
from panel.clock import now
from panel.decisions import operations as decisions
from panel.decisions.models import Rendering
from panel.pooledbudget import proof
from panel.pooledbudget import queries as funds
from tests.api import Caller
from tests.builders import AGENCIES, DOCUMENT, PLENTY, a_fund, a_person
from tests.journeys import by_api
from tests.journeys.endings import Ending
from tests.journeys.site import Site

#: Of £3,420.01 a week from 5 October 2026 to 31 March 2027: 178 days.
THIS_YEAR_PENCE = 86_965_97

ADVICE = {"opinion": "supports", "summary": "It fits."}
POSITION = {"view": "support", "reasons": "Nothing nearer meets the need."}
TOLD = DOCUMENT | {
    "advice": dict.fromkeys(AGENCIES, ADVICE),
    "meeting": {
        "positions": dict.fromkeys(AGENCIES, POSITION),
        "outcome": {
            "outcome": "agreed",
            "reasons": "It meets the need.",
            "option": "B",
            "equality_note": "What disability asks for was weighed.",
            "return_plan": "Back to Northmere Park at sixteen.",
        },
    },
}


def person(role: Role, agency: str = "") -> Caller:
    """Return who makes a step, in this process."""
    return Caller(a_person(role, agency))


@pytest.mark.pdf
@pytest.mark.django_db
def test_a_request_is_made_agreed_paid_for_and_recorded():
    fund_year = a_fund()
    reference = by_api.prepare(TOLD, person)

    decision = by_api.decide(TOLD, reference, person)
    by_api.approve(decision["approvals"], person)

    referrer = person(Role.REFERRER)
    assert referrer.get(f"placement-requests/{reference}/").json()["stage"] == "approved"
    self_check_ledger(reference, decision, fund_year)
    self_check_record(reference, referrer)
    assert audit.faults() == []


@pytest.mark.pdf
@pytest.mark.slow
def test_it_ends_as_the_same_story_walked_from_a_file(
    site: Site, told: dict[str, Any], walked: Ending
):
    reference = by_api.prepare(told, site.person)

    decision = by_api.decide(told, reference, site.person)
    by_api.consent(decision, reference, site.person)
    by_api.approve(decision["approvals"], site.person)

    assert Ending.of(site, reference) == walked


def self_check_ledger(reference: str, decision: dict, fund_year) -> None:
    """The shares are what was committed, and the books add up."""
    asked = sum(approval["this_year_pence"] for approval in decision["approvals"])
    assert asked == THIS_YEAR_PENCE
    position = person(Role.FUND_MANAGER).get("fund/").json()[0]
    assert position["committed_pence"] == asked
    assert position["reserved_pence"] == 0
    assert position["uncommitted_pence"] == 3 * PLENTY - asked
    verbs = [entry.verb for entry in funds.entries_for(reference)]
    assert verbs == ["reserve", "commit"]
    assert proof.faults(fund_year.fund) == []


def self_check_record(reference: str, referrer: Caller) -> None:
    """The record is issued, readable by the referrer, and its file is the registered one."""
    rendering = Rendering.objects.get(record__number=f"{reference}/1")
    decisions.issue(rendering_id=rendering.pk, at=now())
    told = referrer.get(f"decision-records/{reference}/1/").json()
    pdf = b"".join(referrer.get(f"decision-records/{reference}/1/pdf/"))
    assert told["content"]["header"]["reference"] == reference
    assert sha256(pdf).hexdigest() == told["register"]["signed_sha256"]
