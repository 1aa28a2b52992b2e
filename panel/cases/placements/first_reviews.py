"""Which clock says by when a placement is first looked at. Reads.

One answer for that clock, for the decision record and for the family's letter.
"""

from datetime import date

from panel.cases.models import Placement, PlacementRequest
from panel.deadlines import queries as clocks
from panel.deadlines import rules
from panel.deadlines.models import Clock

FIRST = "1"  # the key of its clock


def running(placement_request: PlacementRequest) -> Clock | None:
    """Return the clock of the first review, stopped or not; None before the placement starts."""
    started = clocks.clocks_of(placement_request.reference)
    return started.filter(rule_id=rules.PLACEMENT_REVIEW, key=FIRST).first()


def carried_over(changed: Placement, *, before: date) -> Clock | None:
    """Return the review that is due of a placement before a day, so that a change keeps it.

    A change waits no longer for its first review than what it changes would.
    """
    due = clocks.open_clocks(changed.placement_request.reference)
    due = due.filter(rule_id=rules.PLACEMENT_REVIEW, due_on__lt=before)
    return due.order_by("due_on").first()
