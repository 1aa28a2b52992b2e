"""What is agreed in principle: it stands once every agency that pays approves, in time.

The agency that wasn't there when it was agreed endorses it so. Too late, nobody can approve any
more, and the request goes back to be decided anew.
"""

from datetime import date, datetime

from django.db import transaction

from panel import clock
from panel.agencies.models import Person, Role
from panel.cases import operations as cases
from panel.cases.models import PlacementRequest
from panel.deadlines import operations as deadlines
from panel.deadlines import rules
from panel.deadlines.durations import length_of
from panel.decisions.models import Decision, Outcome
from panel.decisions.operations.approvals import money
from panel.decisions.operations.disputes import interim
from panel.decisions.operations.disputes.disputing import drop_dispute
from panel.decisions.operations.records import freezing
from panel.decisions.stages import ApprovalStage
from panel.meetings.models import AgendaItem
from panel.refusals import Refusal


class Lapsed(Refusal):
    """Raised when a share would be approved of what was agreed in principle too long ago."""


class NotLapsed(Refusal):
    """Raised when a request would go back that was agreed outright, or still has its time."""


def start_lapsing(item: AgendaItem, outcome: Outcome, *, by: Person, at: datetime) -> date | None:
    """Start the clock of what is agreed in principle, and return its last day; else None."""
    if outcome is not Outcome.IN_PRINCIPLE:
        return None
    placement_request = item.placement_request
    version = placement_request.submitted_under
    running = deadlines.start_clock(
        subject=placement_request.reference,
        rule=rules.Rule(
            rules.IN_PRINCIPLE,
            "Endorsement of what was agreed in principle",
            str(version),
            version.effective_from,
            length_of(version.policy.decision.in_principle_expires),
        ),
        key=str(item.pk),
        started_on=clock.date_of(at),
        owner=deadlines.Owner(placement_request.panel_id, Role.COORDINATOR),
        ladder=version.policy.reminders.approval,
        by=by,
        at=at,
    )
    return running.due_on


def require_time(decision: Decision, *, at: datetime) -> None:
    """Raise `Lapsed` after the last day of what was agreed in principle."""
    if decision.lapses_on is not None and clock.date_of(at) > decision.lapses_on:
        raise Lapsed(
            f"It was agreed in principle until {decision.lapses_on:%-d %B %Y}. The panel has to "
            "decide it anew."
        )


def endorse(decision: Decision, *, by: Person, at: datetime) -> None:
    """Stop the clock of what was agreed in principle: every agency that pays has approved."""
    if decision.lapses_on is not None:
        deadlines.stop_clock(
            subject=decision.placement_request.reference,
            rule_id=rules.IN_PRINCIPLE,
            key=str(decision.item_id),
            by=by,
            at=at,
        )


@transaction.atomic
def let_lapse(*, placement_request_id: int, by: Person, at: datetime) -> PlacementRequest:
    """Take a request back to the panel whose agreement in principle wasn't endorsed in time.

    What was reserved is given back, approvals that still wait lapse with it, a dispute about who
    pays is dropped, and the decision record says that it lapsed.

    Raises:
        access.Refused: this person doesn't check requests for the panel.
        chart.MoveRefused: the agencies neither approve it nor disagree who pays.
        NotLapsed: it was agreed outright, or its last day isn't over.
    """
    placement_request = cases.move(
        placement_request_id=placement_request_id, name="lapse", by=by, at=at
    )
    decision = placement_request.decisions.latest("pk")
    decision.placement_request = placement_request
    if decision.lapses_on is None:
        raise NotLapsed("It was agreed outright, not in principle.")
    if clock.date_of(at) <= decision.lapses_on:
        raise NotLapsed(f"It can be endorsed until {decision.lapses_on:%-d %B %Y}.")
    for waiting in decision.approvals.filter(stage=ApprovalStage.WAITING):
        waiting.make("lapse")
        waiting.save(update_fields=["stage"])
    drop_dispute(placement_request, by=by, at=at)
    over = {rules.SHARE_APPROVAL, rules.DISPUTE_LEVEL, rules.IN_PRINCIPLE}
    deadlines.void_clocks(subject=placement_request.reference, rule_ids=over, by=by, at=at)
    content = freezing.gathered(decision, at=at)
    money.release(placement_request, by=by, at=at)
    interim.end(placement_request, by=by, at=at)
    freezing.keep(decision, content, by=by, at=at)
    return placement_request
