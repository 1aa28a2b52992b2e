"""Telling whose turn it is, when a request goes to the panel team or back to its referrer."""

from datetime import datetime

from panel import clock
from panel.agencies import queries as people
from panel.agencies.models import Role
from panel.cases.models import PlacementRequest
from panel.deadlines import operations as deadlines
from panel.deadlines.sign_in import sign_in


def tell_coordinators(placement_request: PlacementRequest, *, at: datetime) -> None:
    """Tell them that a request has come in."""
    reference, agency = placement_request.reference, placement_request.referring_agency
    deadlines.tell(
        people.holders(
            Role.COORDINATOR, panel_id=placement_request.panel_id, on=clock.date_of(at)
        ),
        key=f"sent-in/{reference}/{at.isoformat()}",
        subject=f"{reference}: sent to the panel team",
        body=f"{agency.name} has sent {reference}. {sign_in('to check it')}",
        at=at,
    )


def tell_referrer(placement_request: PlacementRequest, *, at: datetime) -> None:
    """Tell whoever sent a request that it is back. The question stays where only they read it."""
    reference, sender = placement_request.reference, placement_request.submitted_by
    assert sender is not None, "Only what was sent is sent back."
    deadlines.owe_notice(
        key=f"sent-back/{reference}/{at.isoformat()}",
        recipient=sender.username,
        subject=f"{reference}: sent back to you with a question",
        body=f"The panel team asks something about {reference} before it can go on. "
        f"{sign_in('to read the question and send the request again')}",
        due_at=at,
        at=at,
    )
