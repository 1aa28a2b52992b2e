"""Challenges as production makes them, and what their tests ask of them again and again."""

from datetime import date, datetime, timedelta
from typing import Any

from panel.agencies.models import Person, Role
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.deadlines.models import Clock
from panel.decisions import operations
from panel.decisions.challenges.document import ChallengeEndPart, ChallengePart
from panel.decisions.models import Challenge
from panel.sample.people import VICE_CHAIR
from tests.builders import KENT, MEETING_DAY, a_panel, a_person, a_request, ruled_by

DECIDED_ON = date(2026, 9, 21)
ASKED_ON = date(2026, 10, 1)
ENDED_ON = date(2026, 10, 20)
LATER = MEETING_DAY + timedelta(days=60)
ASKED: dict[str, Any] = {
    "kind": "review",
    "asker": "parent",
    "asked_on": ASKED_ON,
    "grounds": "The school that was proposed has no place.",
}
ENDED: dict[str, Any] = {
    "outcome": "stands",
    "outcome_on": ENDED_ON,
    "findings": "The reasons given were sound.",
}


def asked(**changes: Any) -> ChallengePart:
    """Return a parent's request for review, but for the `changes`."""
    return ChallengePart.model_validate(ASKED | changes, strict=False)


def ended(**changes: Any) -> ChallengeEndPart:
    """Return what came of a challenge: the decision stands, but for the `changes`."""
    return ChallengeEndPart.model_validate(ENDED | changes, strict=False)


def a_challenge(
    placement_request: PlacementRequest | None = None, *, at: datetime = LATER, **changes: Any
) -> Challenge:
    """Return an open challenge to the last decision on a request, which is a declined one."""
    decided = placement_request or a_request(Stage.DECLINED)
    return operations.record_challenge(
        decision_id=decided.decisions.latest("pk").pk,
        challenge=asked(**changes),
        by=a_person(Role.COORDINATOR),
        at=at,
    )


def end(challenge: Challenge, **changes: Any) -> Challenge:
    """Have the coordinator record what came of it."""
    return operations.end_challenge(
        challenge_id=challenge.pk,
        end=ended(**changes),
        by=a_person(Role.COORDINATOR),
        at=LATER,
    )


def another_chair() -> Person:
    """Return the panel's second chair, who was at no meeting yet."""
    a_panel()
    return Person.objects.get(username=VICE_CHAIR.username)


def ruled(appeal: str) -> None:
    """Bring the sample rules into force with this section about appeals."""
    ruled_by(f"{KENT}\n[appeal]\n{appeal}")


def running(challenge: Challenge) -> dict[str, date]:
    """Return what is owed because of a challenge: rule → due date."""
    clocks = Clock.objects.filter(key=challenge.key, stopped_at=None)
    return dict(clocks.values_list("rule_id", "due_on"))
