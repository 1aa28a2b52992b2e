"""An outcome of a request, and the approvals of whoever pays."""

from datetime import datetime
from typing import Any

from panel.agencies.models import Role
from panel.cases.models import PlacementRequest
from panel.decisions import operations as decisions
from panel.decisions.models import Decision, Outcome
from panel.decisions.outcomes.document import OutcomePart
from panel.meetings.models import AgendaItem
from panel.sample.people import HEALTH
from tests.builders.county import a_person
from tests.builders.moments import MEETING_DAY
from tests.keeping import kept


def the_item(placement_request: PlacementRequest) -> AgendaItem:
    """Return the agenda item a request stands on, or stood on last."""
    return placement_request.agenda_items.select_related("meeting").latest("pk")


def an_outcome(outcome: Outcome, option: str = "", **changes: Any) -> OutcomePart:
    """Return an outcome that states what the rules ask, but for the `changes`."""
    stated = {
        "reasons": "It meets the need.",
        "departure_reason": "The panel heard the school since.",
        "equality_note": "What disability asks for was weighed.",
        "split_reason": "By what each agency has to provide." if option else "",
        "return_plan": "Back to Northmere Park at sixteen." if option else "",
        "deferral_reason": "Information is missing" if outcome is Outcome.DEFERRED else "",
        "referred_to": "The continuing care panel" if outcome is Outcome.REFERRED_ON else "",
    }
    return OutcomePart(outcome=outcome, option=option, **(stated | changes))


@kept
def decide(
    placement_request: PlacementRequest,
    outcome: Outcome,
    option: str = "",
    *,
    at: datetime = MEETING_DAY,
    **changes: Any,
) -> Decision:
    """Have the chair record an outcome; `changes` are those of `an_outcome`."""
    return decisions.record_outcome(
        item_id=the_item(placement_request).pk,
        outcome=an_outcome(outcome, option, **changes),
        by=a_person(Role.CHAIR),
        at=at,
    )


def agree(placement_request: PlacementRequest) -> None:
    """Agree the recommended option."""
    decide(placement_request, Outcome.AGREED, "B")


@kept
def approve(
    placement_request: PlacementRequest, *agencies: str, at: datetime = MEETING_DAY
) -> None:
    """Have the leads of these agencies approve their shares."""
    decision = placement_request.decisions.latest("pk")
    for code in agencies:
        decisions.approve_share(
            approval_id=decision.approvals.get(agency__code=code).pk,
            by=a_person(Role.AGENCY_LEAD, code),
            at=at,
        )


@kept
def refuse(placement_request: PlacementRequest, agency: str = HEALTH) -> None:
    """Have the lead of an agency not agree to its share."""
    decision = placement_request.decisions.latest("pk")
    decisions.refuse_share(
        approval_id=decision.approvals.get(agency__code=agency).pk,
        reason="It isn't a need of this agency.",
        by=a_person(Role.AGENCY_LEAD, agency),
        at=MEETING_DAY,
    )
