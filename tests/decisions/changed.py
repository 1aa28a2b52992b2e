"""Changes of a placement, asked for and carried to the last approval by the real operations."""

from datetime import date, timedelta
from typing import Any

from panel.agencies.models import Role
from panel.cases import operations as cases
from panel.cases.document import AttemptsPart
from panel.cases.document.placements import ChangePart, StartPart
from panel.cases.models import PlacementRequest
from panel.cases.vocabulary import RequestKind
from panel.cases.vocabulary.placements import ChangeKind
from panel.decisions import operations as decisions
from panel.decisions.models import Outcome
from panel.sample.people import EDUCATION, HEALTH, SOCIAL_CARE
from tests import builders
from tests.builders import CHOSEN, DOCUMENT, LOCAL, MONDAY_9AM, PLACED, a_document, a_person

CHANGED_ON = date(2026, 11, 2)  # four weeks after the first day

SHARES = {EDUCATION: 5_000, HEALTH: 3_000, SOCIAL_CARE: 2_000}
SHARED_OTHERWISE = [CHOSEN["cost_lines"][0] | {"shares": SHARES}]


def asked_to_change(
    placement_request: PlacementRequest,
    kind: ChangeKind = ChangeKind.RATE,
    *,
    ends_on: date | None = None,
) -> PlacementRequest:
    """Ask for a change from the first Monday of November."""
    return cases.ask_for_change(
        placement_request_id=placement_request.pk,
        change=ChangePart(
            kind=kind, reason="More hours.", applies_from=CHANGED_ON, ends_on=ends_on
        ),
        by=a_person(Role.REFERRER),
        at=PLACED,
    )


def send(asked: PlacementRequest, *, story: object = DOCUMENT["story"], **option: Any) -> None:
    """Write and send a request for a change; `option` says what is other than before.

    Where nothing is said, the shares are, at the same rate; an extension has its later end.
    """
    if not option and asked.kind == RequestKind.CHANGE:
        option = {"cost_lines": SHARED_OTHERWISE}
    document, by = a_document(story=story), a_person(Role.REFERRER)
    told = {"placement_request_id": asked.pk, "by": by, "at": MONDAY_9AM}
    if option:
        changed = CHOSEN | {"starts_on": CHANGED_ON.isoformat()} | option
        (_, chosen) = a_document(options=[LOCAL, changed]).options
        cases.weigh_option(option=chosen, letter="A", **told)
    tried = AttemptsPart(tried_less_because="It runs already.")
    for part in (document.story, tried, document.preparation, document.declaration):
        cases.tell(part=part, **told)
    cases.weigh_option(option=document.options[0], **told)
    builders.submit(asked)


def walk_to_agencies(asked: PlacementRequest, **option: Any) -> None:
    """Carry a request for a change to its approvals; `option` says what is other than before."""
    send(asked, **option)
    agree(asked)


def agree(asked: PlacementRequest) -> None:
    """Carry a request for a change that is sent to its approvals."""
    builders.ask_for_advice(asked)
    builders.make_ready(asked)
    builders.list_it(asked)
    builders.consider(asked)
    builders.decide(asked, Outcome.AGREED, "A")


def walk_to_approval(asked: PlacementRequest, **option: Any) -> None:
    """Carry a request for a change to the last approval."""
    walk_to_agencies(asked, **option)
    builders.approve(asked, *builders.AGENCIES)


def start_change(asked: PlacementRequest) -> None:
    """Have the agreement of an approved change signed, and start it on the day asked for."""
    builders.draw_up(asked, starts_on=CHANGED_ON)
    builders.sign(asked)
    decisions.start_placement(
        placement_request_id=asked.pk,
        start=StartPart(started_on=CHANGED_ON),
        by=a_person(Role.COORDINATOR),
        at=MONDAY_9AM + timedelta(days=90),
    )
