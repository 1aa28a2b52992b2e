"""What the JSON doorway is sent, so that its answer is about the person and not about the body."""

from collections.abc import Mapping

from panel.sample.people import HEALTH, SOCIAL_CARE
from tests.pooledbudget.invoiced import PROMISED

READY = "JRAP-2026-00001"  # the first case there is, which waits for a meeting
#: The last word of a JSON address → a body that it takes.
BODIES: Mapping[str, object] = {
    "accruals": {"until": "2026-04-30"},
    "agreed-contributions": {"agency": HEALTH},
    "agreement": {"starts_on": "2027-04-01"},
    "advice": {"opinion": "supports", "summary": "It meets the need."},
    "cancel": {"reason": "The hall is flooded."},
    "challenges": {
        "kind": "mediation",
        "asker": "parent",
        "asked_on": "2026-09-22",
        "grounds": "No place there.",
    },
    "credit": {"number": "C/1", "dated_on": "2026-10-01", "amount_pence": 1, "reason": "Away."},
    "change": {"agency": HEALTH, "applies_from": "2026-07-01", "reason": "A new ward."},
    "consent": {"agency": HEALTH},
    "contributions": {"agency": HEALTH, "amount_pence": 100, "about": "Instalment 2"},
    "done": {"step": "TRI-02"},
    "emergency-accesses": {"placement_request": "JRAP-2026-99999", "reason": "In A&E."},
    "end": {"outcome": "stands", "outcome_on": "2026-09-30", "findings": "It was sound."},
    "expenditure": {"agency": HEALTH, "reason": "He needs the chair."},
    "fund": {"code": "second", "name": "Second", "kind": "pooled", "host": HEALTH},
    "guests": {"kind": "family", "who": "Mother"},
    "identity": {"given_name": "Quill", "family_name": "Zander", "born_on": "2013-05-01"},
    "import": {"file": ""},
    "interim-funder": {"agency": SOCIAL_CARE},
    "exceptions": {
        "code": "c",
        "first_day": "2026-09-10",
        "last_day": "2026-09-20",
        "evidence": "A letter.",
        "parent_informed_on": "2026-10-01",
    },
    "interest": {"reason": "A neighbour."},
    "invoices": {
        "fund": "pool",
        "year": 2026,
        "about": PROMISED,
        "provider": "Ash Lodge",
        "number": "AL/7",
        "dated_on": "2026-09-30",
        "due_on": "2026-10-30",
        "first_day": "2026-09-01",
        "last_day": "2026-09-30",
        "amount_pence": 100,
    },
    "items": {"placement_request": READY},
    "leave": {"agency": HEALTH, "reason": "Boards merge."},
    "link": {"kind": "sibling", "reference": READY},
    "meetings": {"starts_at": "2027-01-11T09:30:00Z"},
    "open-again": {"reason": "An invoice was lost."},
    "options": {"provider": "Ash Lodge", "setting": "mainstream", "suitability": "meets"},
    "outcome": {
        "outcome": "deferred",
        "reasons": "To see the school.",
        "deferral_reason": "Information is missing",
    },
    "sections/plans": {},
    "plan-steps": {"kind": "issued", "happened_on": "2026-09-18"},
    "fund-reports": {"fund": "pool", "year": 2026, "kind": "trial_balance", "quarter": 1},
    "receive": {"agency": HEALTH},
    "position": {"view": "support", "reasons": "Having read the papers."},
    "ratify": {"reasons": "It was the only place."},
    "recharges": {
        "fund": "pool",
        "year": 2026,
        "agency": HEALTH,
        "about": PROMISED,
        "amount_pence": 100,
        "issued_on": "2026-10-01",
        "due_on": "2026-10-31",
        "reason": "Paid in its stead.",
    },
    "recover": {"recovered_on": "2026-10-31"},
    "rebase": {"reason": "correction"},
    "reconvene": {"starts_at": "2027-01-11T09:30:00Z"},
    "reopen": {"ground": "evidence", "reason": "A new assessment."},
    "start": {"present": []},
    "take-back-plan-step": {"reason": "The day was mistyped."},
    "take-back": {"number": 1, "reason": "Another fund's."},
    "tell": {"told_on": "2026-09-21", "note": "Both parents."},
    "unlink": {"reference": READY, "reason": "No sibling."},
    "urgent": {"reason": "In A&E.", "needed_on": "2099-09-10"},
    "urgent-decision": {"outcome": "agreed", "option": "B", "reasons": "It is free."},
    "conclude": {"outcome": "Rates fell."},
    "plans": {"owner": "ravi.menon@northmere.example", "actions": "Ask for lower rates."},
    "progress": {"said": "One rate is agreed."},
    "what-if": {"slip": True},
    "virements": {
        "route": "reserve",
        "to_agency": HEALTH,
        "amount_pence": 100,
        "reason": "More children.",
    },
    "years": {"year": 2030, "agencies": [HEALTH]},
}
REASON = {
    "reason": "No longer needed.",
    "question": "Which school was tried?",
}
ASKS = {"return": "question"}
WITH_A_REASON = (
    *(
        "correct",
        "leave-to-meeting",
        "lift-restriction",
        "overspend",
        "refuse",
        "restrict",
        "settle",
    ),
    *("void", "withdraw"),
)


def body_for(path: str) -> object:
    """Return a body that a JSON address takes, so that its answer is about the person."""
    words = [word for word in path.split("/") if word]
    if words[-1] in WITH_A_REASON:
        return {"reason": REASON["reason"]}
    if words[-1] in ASKS:
        return {"question": REASON["question"]}
    names = ("/".join(words[-2:]), *words[-2:][::-1])
    return next((BODIES[name] for name in names if name in BODIES), {})
