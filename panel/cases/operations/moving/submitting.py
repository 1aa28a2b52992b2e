"""Sending a request to the panel, and what follows from its being there."""

from datetime import datetime

from django.db import transaction

from panel import clock
from panel.agencies.models import Person
from panel.cases.models import PlacementRequest
from panel.cases.operations.moving import handing_over
from panel.cases.operations.moving.moving import move
from panel.cases.operations.placements.moving import locked_changed_by
from panel.cases.operations.placements.tasks import finish_renewal
from panel.cases.operations.plan.clocks import run_continuing_care, run_from_the_request
from panel.cases.vocabulary import RequestKind
from panel.policies import queries as versions


@transaction.atomic
def submit(*, placement_request_id: int, by: Person, at: datetime) -> PlacementRequest:
    """Send a complete request to the panel team, under the rules in force today.

    Sent again after a question it keeps those that it was first submitted under, by which its
    completeness is asked too: only `rebase` moves a request to newer rules, and says so.

    English law's clocks of the child's plan start here when a request for one was received. An
    extension does the step of its placement that has somebody go back to the panel.
    """
    changed = locked_changed_by(placement_request_id)
    placement_request = move(
        placement_request_id=placement_request_id, name="submit", by=by, at=at
    )
    on = clock.date_of(at)
    if placement_request.policy is None:
        placement_request.policy = versions.in_force(placement_request.panel_id, on=on)
    placement_request.submitted_at, placement_request.submitted_by = at, by
    placement_request.save(update_fields=["policy", "submitted_at", "submitted_by"])
    run_from_the_request(placement_request, by=by, at=at)
    run_continuing_care(placement_request, by=by, at=at)
    if changed is not None and placement_request.kind == RequestKind.EXTENSION:
        finish_renewal(changed, placement_request, by=by, at=at)
    handing_over.tell_coordinators(placement_request, at=at)
    return placement_request
