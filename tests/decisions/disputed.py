"""Disputes as production makes them, and what their tests ask of them again and again."""

from datetime import datetime, timedelta
from typing import Any

from panel.agencies.models import Person, Role
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.decisions import operations
from panel.decisions.disputes.document import SettlementPart
from panel.decisions.models import Dispute
from tests import builders
from tests.builders import KENT, MEETING_DAY, a_person, a_request, ruled_by

LATER = MEETING_DAY + timedelta(days=3)
BECAUSE = "Directors agreed that health pays for the nursing and no more."
HALVES = """interim_funder = "shares"
[[dispute.interim_shares]]
agency = "education"
basis_points = 5000
[[dispute.interim_shares]]
agency = "health"
basis_points = 5000
"""


def ruled(dispute: str) -> None:
    """Bring the sample rules into force with this section about disputes."""
    ruled_by(f"{KENT}\n[dispute]\n{dispute}")


def a_dispute(*approved: str, **changes: Any) -> Dispute:
    """Return the open dispute of a new request: health refused, these agencies had approved."""
    placement_request = a_request(Stage.FUNDING, **changes)
    builders.approve(placement_request, *approved)
    builders.refuse(placement_request)
    return the_dispute(placement_request)


def the_dispute(placement_request: PlacementRequest) -> Dispute:
    """Return the last dispute about a request."""
    return Dispute.objects.filter(decision__placement_request=placement_request).latest("number")


def the_request(dispute: Dispute) -> PlacementRequest:
    """Return the request that a dispute is about, as it stands now."""
    return PlacementRequest.objects.get(pk=dispute.decision.placement_request_id)


def settled(
    dispute: Dispute,
    *splits: dict[str, int],
    because: str = BECAUSE,
    by: Person | None = None,
    at: datetime = LATER,
) -> Dispute:
    """Have the coordinator settle a dispute: `splits` are those of the lines, in their order."""
    lines = [
        {"position": position, "shares": shares} for position, shares in enumerate(splits, start=1)
    ]
    return operations.settle_dispute(
        dispute_id=dispute.pk,
        settlement=SettlementPart.model_validate(
            {"reason": because, "lines": lines}, strict=False
        ),
        by=by or a_person(Role.COORDINATOR),
        at=at,
    )
