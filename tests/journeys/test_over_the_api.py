"""One request from draft to issued record over the JSON doorway, each step by its own role."""

from hashlib import sha256

import pytest

from panel.agencies.models import Role
from panel.audit import queries as audit
from panel.clock import now
from panel.decisions import operations as decisions
from panel.decisions.models import Rendering
from panel.pooledbudget import proof
from panel.pooledbudget import queries as ledger
from tests.api import Caller
from tests.builders import AGENCIES, DOCUMENT, PLENTY, a_fund, a_person

#: Of £3,420.01 a week from 5 October 2026 to 31 March 2027: 178 days.
THIS_YEAR_PENCE = 86_965_97


@pytest.fixture
def referrer() -> Caller:
    return Caller(a_person(Role.REFERRER))


@pytest.fixture
def coordinator() -> Caller:
    return Caller(a_person(Role.COORDINATOR))


@pytest.fixture
def chair() -> Caller:
    return Caller(a_person(Role.CHAIR))


def prepare(referrer: Caller, coordinator: Caller) -> str:
    """Take a request from nothing to ready, and return its reference."""
    reference = referrer.done("placement-requests/", DOCUMENT)["reference"]
    here = f"placement-requests/{reference}"
    referrer.done(f"{here}/submit/")
    coordinator.done(f"{here}/ask-for-advice/")
    for code in AGENCIES:
        adviser = Caller(a_person(Role.ADVISER, code))
        adviser.done(f"{here}/advice/{code}/", {"opinion": "supports", "summary": "It fits."})
    coordinator.done(f"{here}/mark-ready/")
    return reference


def decide(reference: str, coordinator: Caller, chair: Caller) -> dict:
    """Hold a meeting at which the panel agrees it, and return the decision."""
    starts_at = now().isoformat()
    meeting = coordinator.done("meetings/", {"starts_at": starts_at, "place": "County Hall"})
    here = f"meetings/{meeting['id']}"
    item = coordinator.done(f"{here}/items/", {"placement_request": reference})
    coordinator.done(f"{here}/send-papers/")
    members = [a_person(Role.MEMBER, code) for code in AGENCIES]
    for member in members:
        position = {"view": "support", "reasons": "Nothing nearer meets the need."}
        Caller(member).done(f"agenda-items/{item['id']}/position/", position)
    present = [a_person(Role.CHAIR).username, *(member.username for member in members)]
    chair.done(f"{here}/start/", {"present": present})
    chair.done(f"agenda-items/{item['id']}/consider/")
    outcome = {"outcome": "agreed", "reasons": "It meets the need.", "option": "B"}
    decision = chair.done(f"agenda-items/{item['id']}/outcome/", outcome)
    chair.done(f"{here}/close/")
    return decision


@pytest.mark.pdf
@pytest.mark.django_db
def test_a_request_is_made_agreed_paid_for_and_recorded(
    referrer: Caller, coordinator: Caller, chair: Caller
):
    fund_year = a_fund()
    reference = prepare(referrer, coordinator)

    decision = decide(reference, coordinator, chair)
    for approval in decision["approvals"]:
        lead = Caller(a_person(Role.AGENCY_LEAD, approval["agency"]))
        lead.done(f"approvals/{approval['id']}/approve/")

    assert referrer.get(f"placement-requests/{reference}/").json()["stage"] == "approved"
    self_check_ledger(reference, decision, fund_year)
    self_check_record(reference, referrer)
    assert audit.faults() == []


def self_check_ledger(reference: str, decision: dict, fund_year) -> None:
    """The shares are what was committed, and the books add up."""
    asked = sum(approval["this_year_pence"] for approval in decision["approvals"])
    assert asked == THIS_YEAR_PENCE
    position = Caller(a_person(Role.FUND_MANAGER)).get("fund/").json()[0]
    assert position["committed_pence"] == asked
    assert position["reserved_pence"] == 0
    assert position["uncommitted_pence"] == 3 * PLENTY - asked
    verbs = [entry.verb for entry in ledger.entries_for(reference)]
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
