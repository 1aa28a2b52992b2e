"""Telling a lead that they are named to have agreed to a late plan; belongs to the outcome."""

from datetime import datetime

from panel.deadlines import operations as deadlines
from panel.deadlines.sign_in import sign_in
from panel.decisions.models import Decision


def tell_named(decision: Decision, *, at: datetime) -> None:
    """Tell whom the chair named, who pressed nothing themselves; nobody where none was named."""
    lead = decision.late_signed_off_by
    if lead is None:
        return
    deadlines.tell(
        [lead],
        key=f"late-plan/{decision.pk}",
        subject=f"{decision.placement_request.reference}: you are named for a late plan",
        body="The chair recorded that you agreed that the child’s plan will be late, as the "
        "panel deferred the request. Tell the chair if you didn’t. "
        f"{sign_in('to read what was decided and why')}",
        at=at,
    )
