"""One request's way over the JSON doorway, each step by its own person.

`person` finds who makes a step: by role, and by agency where there is one of each.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

from panel.agencies.models import Role
from panel.clock import now
from panel.sample.people import PEOPLE, VICE_CHAIR
from panel.sample.steps import PLACE, WHY_BEYOND

Told = Mapping[str, Any]  # what a file for `walk` holds

OUTSIDE = {"advice", "meeting"}  # what others say of a request isn't part of it


class Speaker(Protocol):
    """Somebody at the JSON doorway."""

    def done(self, path: str, body: object = None) -> Any:
        """Post, and return what came back."""


Find = Callable[..., Speaker]


def prepare(told: Told, person: Find) -> str:
    """Take a request from nothing to ready, and return its reference."""
    referrer = person(Role.REFERRER, told["referring_agency"])
    coordinator = person(Role.COORDINATOR)
    request = {name: part for name, part in told.items() if name not in OUTSIDE}
    reference = str(referrer.done("placement-requests/", request)["reference"])
    here = f"placement-requests/{reference}"
    referrer.done(f"{here}/submit/")
    coordinator.done(f"{here}/ask-for-advice/")
    for code, advice in told["advice"].items():
        person(Role.ADVISER, code).done(f"{here}/advice/{code}/", advice)
    coordinator.done(f"{here}/mark-ready/")
    return reference


def decide(told: Told, reference: str, person: Find) -> Any:
    """Hold a meeting about a request that is ready, and return its decision."""
    coordinator, chair = person(Role.COORDINATOR), person(Role.CHAIR)
    plan = {"starts_at": now().isoformat(), "place": PLACE}
    here = f"meetings/{coordinator.done('meetings/', plan)['id']}"
    item = coordinator.done(f"{here}/items/", {"placement_request": reference})["id"]
    coordinator.done(f"{here}/send-papers/")
    for code, position in told["meeting"]["positions"].items():
        person(Role.MEMBER, code).done(f"agenda-items/{item}/position/", position)
    seated = [one for one in PEOPLE if one.role in (Role.CHAIR, Role.MEMBER)]
    present = [one.username for one in seated if one is not VICE_CHAIR]
    chair.done(f"{here}/start/", {"present": present})
    chair.done(f"agenda-items/{item}/consider/")
    decision = chair.done(f"agenda-items/{item}/outcome/", told["meeting"]["outcome"])
    chair.done(f"{here}/close/")
    return decision


def consent(decision: Mapping[str, Any], reference: str, person: Find) -> None:
    """Have each partner consent to a line that the fund isn't there for, such as a bed sensor."""
    for approval in decision["approvals"]:
        said = {"agency": approval["agency"], "reason": WHY_BEYOND}
        lead = person(Role.AGENCY_LEAD, approval["agency"])
        lead.done(f"placement-requests/{reference}/expenditure/", said)


def approve(approvals: Iterable[Mapping[str, Any]], person: Find) -> None:
    """Have each paying agency's lead approve its share."""
    for approval in approvals:
        lead = person(Role.AGENCY_LEAD, approval["agency"])
        lead.done(f"approvals/{approval['id']}/approve/")
