"""What a request says: a form that could be sent, of one child with two options."""

from typing import Any

from panel.cases.document import RequestDocument
from panel.cases.models import Child
from panel.policies import queries as versions
from panel.policies.documents import parse
from panel.sample.people import EDUCATION, HEALTH, SOCIAL_CARE
from tests.builders.county import KENT, a_panel
from tests.builders.moments import FIRST_DAY, MONDAY_9AM

RULES = parse(KENT)
CRITERIA = list(RULES.eligibility.criteria)
QUESTIONS = RULES.referral.questions
LOCAL = {
    "provider": "Northmere Park School",
    "setting": "local_special",
    "is_local": True,
    "suitability": "partly",
    "miles": 3,
    "why_not": "Its classes are too large for Quill.",
    "cost_lines": [
        {
            "kind": "education",
            "rate_pence": 20_000_00,
            "unit": "year",
            "shares": {EDUCATION: 10_000},
        }
    ],
}
CHOSEN = {
    "provider": "Alder Vale",
    "setting": "residential_52",
    "suitability": "meets",
    "is_recommended": True,
    "miles": 40,
    "starts_on": FIRST_DAY.isoformat(),
    "ends_on": "2028-07-31",
    "cost_lines": [
        {
            "kind": "care",
            "rate_pence": 3_420_01,
            "unit": "week",
            "shares": {EDUCATION: 4_000, HEALTH: 3_000, SOCIAL_CARE: 3_000},
        }
    ],
}
#: Half as dear again from its second day on, and over before another financial year.
RISING = CHOSEN | {
    "ends_on": "2027-03-31",
    "cost_lines": [
        CHOSEN["cost_lines"][0] | {"uplift_basis_points": 5_000, "uplift_from": "2026-10-06"}
    ],
}
DOCUMENT: dict[str, Any] = {
    "referring_agency": SOCIAL_CARE,
    "child": {"given_name": "Quill", "family_name": "Zander", "born_on": "2013-05-01"},
    "grounds": {"criteria_met": CRITERIA},
    "story": {
        "story": "Quill has not been in school since March.",
        "outcomes_sought": "To learn with others every day.\nTo come home at weekends.",
        "child_views": "I want to be near my brother.",
        "child_views_how": "With picture cards, at home",
        "legal_basis": "Children and Families Act 2014, section 26",
    },
    "needs": [{"code": "ASD"}, {"code": "SLCN", "detail": "Uses picture cards"}],
    "options": [LOCAL, CHOSEN],
    "tried_less_because": "Quill moved here in March.",
    "preparation": {
        "agencies_met_on": "2026-08-20",
        "known_to": {EDUCATION: "known", HEALTH: "not_known"},
        "advocacy": "declined",
    },
    "panel_answers": [{"question": text, "answer": "As told above."} for text in QUESTIONS],
    "declaration": {
        "attached": [
            "child_plan",
            "Assessment by Education",
            "Assessment by Health",
            "Assessment by Social care",
        ],
        "is_declared": True,
        "signed_off_name": "Ada Fenn",
        "signed_off_grade": "service_manager",
        "signed_off_on": "2026-09-01",
    },
}


def a_document(**changes: Any) -> RequestDocument:
    """Return a request that could be submitted, but for the top-level `changes`.

    It is for another child, however many are made, unless there is one under its NHS number.
    """
    told = DOCUMENT | changes
    number = told["child"].get("nhs_number")
    is_known = bool(number) and Child.objects.filter(nhs_number=number).exists()
    return RequestDocument.model_validate({"is_another_child": not is_known} | told, strict=False)


def as_asked() -> dict[str, Any]:
    """Return what answers the rules in force, in their own words."""
    rules = versions.in_force(a_panel().pk, on=MONDAY_9AM.date()).policy
    answers = [{"question": text, "answer": "As told above."} for text in rules.referral.questions]
    return {
        "grounds": {"criteria_met": rules.eligibility.criteria},
        "panel_answers": answers,
    }
