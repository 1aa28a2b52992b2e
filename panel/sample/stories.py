"""Requests written from `stories.toml`: a story, a child's name and dates make a document."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from panel import working_days
from panel.cases.document import AdvicePart, RequestDocument, parse
from panel.cases.vocabulary import AdviceOpinion
from panel.meetings.models import View
from panel.sample import people
from panel.sample.document import PositionPart
from panel.sample.names import BOYS, FAMILIES, GIRLS
from panel.working_days import ONE_DAY

FILE = Path(__file__).with_name("stories.toml")
WAIT = 35  # days from the writing of a request to the first day of the place, if none is said
ALL_YEAR = 52
LEGAL_BASIS = "Children and Families Act 2014, sections 26 and 42"

Told = Mapping[str, Any]


@dataclass(frozen=True)
class Subject:
    """Whom a story is told of, and when."""

    given_name: str
    family_name: str
    born_on: date
    nhs_number: str
    told_on: date
    begins_on: date  # of the place asked for


@cache
def stories() -> Mapping[str, Told]:
    """Return the stories as they lie in the file, by key."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))["story"]
    return {story["key"]: story for story in told}


def subject(
    told: Told, chance: Random, *, nhs_number: str, on: date, begins_on: date | None
) -> Subject:
    """Invent a child for a story. `begins_on`: the first day of the place, if it isn't usual."""
    youngest, oldest = told["ages"]
    age_in_days = chance.randint(youngest * 365 + 2, (oldest + 1) * 365 - 2)
    return Subject(
        given_name=chance.choice(GIRLS if told["pronoun"] == "she" else BOYS),
        family_name=chance.choice(FAMILIES),
        born_on=on - timedelta(days=age_in_days),
        nhs_number=nhs_number,
        told_on=on,
        begins_on=begins_on or _usual(on),
    )


def document(told: Told, child: Subject) -> RequestDocument:
    """Write the request, complete enough to be submitted."""
    written = {
        "referring_agency": told["referring_agency"],
        "child": {
            "given_name": child.given_name,
            "family_name": child.family_name,
            "born_on": child.born_on.isoformat(),
            "nhs_number": child.nhs_number,
            "education_setting": told["setting"],
            "legal_status": told["legal_status"],
            "has_plan": told["has_plan"],
        },
        "is_another_child": True,  # invented, like whom they may be
        "story": _story(told, child),
        "needs": [{"code": code, "detail": detail} for code, detail in told["needs"]],
        "options": [_option(option, child.begins_on) for option in told["options"]],
    }
    return parse(RequestDocument, json.dumps(written))


def advice(told: Told) -> dict[str, AdvicePart]:
    """Return what each agency advises, by its code."""
    place = next(o["provider"] for o in told["options"] if o.get("recommended"))
    said = {
        people.EDUCATION: f"What the county offers was tried first. We would name {place}.",
        people.HEALTH: f"Seen this month. What health would give can be given at {place}.",
        people.SOCIAL_CARE: f"The family was visited. {place} keeps what matters most to them.",
    }
    return {
        code: AdvicePart(opinion=AdviceOpinion.SUPPORTS, summary=summary)
        for code, summary in said.items()
    }


def positions(view: View = View.SUPPORT) -> dict[str, PositionPart]:
    """Return one position for each agency's member, by the agency's code."""
    reasons = {
        View.SUPPORT: "It meets the need, and nothing nearer or cheaper does.",
        View.OPPOSE: "The paper doesn't show that the nearer place was looked at closely enough.",
        View.ABSTAIN: "I joined the panel after the papers went out.",
    }
    return {
        code: PositionPart(view=view, reasons=reasons[view])
        for code in (people.EDUCATION, people.HEALTH, people.SOCIAL_CARE)
    }


def _story(told: Told, child: Subject) -> dict[str, str]:
    written = {
        "story": told["story"].strip(),
        "outcomes_sought": told["outcomes"],
        "child_views": told["views"],
        "child_views_how": told["how"],
        "family_views": told["family"],
    }
    filled = {field: text.replace("{name}", child.given_name) for field, text in written.items()}
    if not told["has_plan"]:
        filled["plan_requested_on"] = child.told_on.isoformat()
    return {**filled, "legal_basis": LEGAL_BASIS}


def _option(option: Told, starts_on: date) -> dict[str, object]:
    ends_on = _last_day(starts_on, weeks=option["weeks"])
    return {
        "provider": option["provider"],
        "provider_number": option.get("number", ""),
        "missing": option.get("missing"),
        "setting": option["setting"],
        "is_local": option["local"],
        "weeks_per_year": option["weeks"],
        "starts_on": starts_on.isoformat(),
        "ends_on": ends_on.isoformat(),
        "suitability": option["fit"],
        "suitability_reason": option["because"],
        "miles": option["miles"],
        "travel_minutes": option["minutes"],
        "is_recommended": option.get("recommended", False),
        "why_not": option.get("why_not", ""),
        "cost_lines": [_line(*line) for line in option["lines"]],
    }


def _usual(told_on: date) -> date:
    holidays = working_days.england(told_on.year, told_on.year + 1)
    return working_days.on_or_after(told_on + timedelta(days=WAIT), holidays)


def _last_day(first: date, *, weeks: int) -> date:
    """Return the last day of a place: of a year of care, or of the school year."""
    if weeks == ALL_YEAR:
        return working_days.add_months(first, 12) - ONE_DAY
    summer = date(first.year, 7, 21)
    return summer if first < summer - timedelta(days=90) else date(first.year + 1, 7, 21)


def _line(
    kind: str, description: str, pounds: int, unit: str, shares: Mapping[str, int]
) -> dict[str, object]:
    return {
        "kind": kind,
        "description": description,
        "rate_pence": pounds * 100,
        "unit": unit,
        "shares": {agency: percent * 100 for agency, percent in shares.items()},
    }
