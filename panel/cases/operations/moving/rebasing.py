"""Moving a request to newer rules than those it was submitted under."""

from datetime import datetime

from django.db import transaction

from panel import clock
from panel.agencies import access
from panel.agencies.access import Permission
from panel.agencies.models import Person
from panel.audit import log
from panel.cases.asked.newer_rules import RebaseReason, newer
from panel.cases.models import PlacementRequest
from panel.cases.operations.moving.moving import locked


@transaction.atomic
def rebase(
    *, placement_request_id: int, reason: RebaseReason, by: Person, at: datetime
) -> PlacementRequest:
    """Put a request under the rules in force today; clocks that run keep the dates they have.

    Raises:
        access.Refused: this person doesn't check the panel's requests.
        RulesSettled, RulesUnchanged: as `newer`.
    """
    placement_request = locked(placement_request_id)
    on = clock.date_of(at)
    access.of(by, on=on, at=at).require(
        Permission.REQUEST_CHECK, panel_id=placement_request.panel_id
    )
    rules = newer(placement_request, on=on)
    placement_request.policy = rules.after
    placement_request.save(update_fields=["policy"])
    told = {"before": rules.before.number, "after": rules.after.number, "reason": reason}
    log.record(
        subject=placement_request.reference, kind="policy_rebased", by=by, at=at, payload=told
    )
    return placement_request
