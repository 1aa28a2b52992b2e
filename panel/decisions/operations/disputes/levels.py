"""The level that a dispute is at: reaching it, leaving it, and the clock that runs there."""

from datetime import datetime

from panel import clock
from panel.agencies.models import Person, Role
from panel.cases.models import PlacementRequest
from panel.deadlines import operations as deadlines
from panel.deadlines import rules
from panel.decisions.disputes import ladder
from panel.decisions.models import Dispute


def reach_level(
    dispute: Dispute, placement_request: PlacementRequest, *, by: Person, at: datetime
) -> None:
    """Lay down who settles it at its level, and start the clock that the rules give them."""
    policy = placement_request.submitted_under
    level = ladder.levels(policy.policy.dispute)[dispute.level - 1]
    dispute.who_settles, dispute.due_on = level.role, None
    if level.within is None:
        return
    running = deadlines.start_clock(
        subject=placement_request.reference,
        rule=rules.dispute_level(
            level.within,
            role=level.role,
            policy=str(policy),
            effective_from=policy.effective_from,
        ),
        key=_level_key(dispute),
        started_on=clock.date_of(at),
        owner=deadlines.Owner(placement_request.panel_id, Role.COORDINATOR),
        ladder=policy.policy.reminders.approval,
        by=by,
        at=at,
    )
    dispute.due_on = running.due_on


def leave_level(
    dispute: Dispute, placement_request: PlacementRequest, *, by: Person, at: datetime
) -> None:
    """Stop the clock of the level it is at: settled or passed on in time, or late."""
    if dispute.due_on is not None:
        deadlines.stop_clock(
            subject=placement_request.reference,
            rule_id=rules.DISPUTE_LEVEL,
            key=_level_key(dispute),
            by=by,
            at=at,
        )


def _level_key(dispute: Dispute) -> str:
    return f"{dispute.decision.key}/{dispute.number}/{dispute.level}"
