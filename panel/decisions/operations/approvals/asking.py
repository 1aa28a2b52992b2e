"""Asking each paying agency to approve its share of what the panel agreed."""

from collections.abc import Mapping
from datetime import datetime

from panel import clock
from panel.agencies import queries as people
from panel.agencies.models import Person, Role
from panel.cases.models import PlacementOption
from panel.deadlines import operations as deadlines
from panel.deadlines import rules
from panel.deadlines.sign_in import sign_in
from panel.decisions.approvals import together
from panel.decisions.models import Decision, ShareApproval
from panel.decisions.operations.approvals import money
from panel.decisions.operations.approvals.approving import approval_key
from panel.decisions.urgent import emergency


def ask_for_approvals(
    decision: Decision,
    option: PlacementOption,
    *,
    settlement: int = 0,
    standing: Mapping[int, ShareApproval] | None = None,
    by: Person,
    at: datetime,
) -> None:
    """Write down what each agency would pay, start its clock, and tell its leads.

    Args:
        settlement: the number of the dispute that was settled so; 0 as the panel agreed it.
        standing: agency id → its approval, where that holds on.
    """
    cost, standing = money.costed(option), standing or {}
    weekly, this_year = cost.weekly_by_agency(), cost.period_by_agency()
    full_year, once = cost.full_year_by_agency(), cost.once_by_agency()
    asked = []
    for agency in decision.placement_request.panel.agencies.filter(code__in=this_year):
        approval = ShareApproval(
            decision=decision,
            agency=agency,
            weekly_pence=weekly[agency.code],
            this_year_pence=this_year[agency.code],
            full_year_pence=full_year[agency.code],
            once_pence=once[agency.code],
            settlement=settlement,
        )
        if earlier := standing.get(agency.pk):
            _carry(earlier, approval)
        else:
            asked.append(approval)
    at_once = [asked] if emergency.is_one_for_all(decision) else [[one] for one in asked]
    for shares in at_once:
        _ask(shares, by=by, at=at)
        _tell_leads(shares, at=at)


def _carry(earlier: ShareApproval, approval: ShareApproval) -> None:
    """Let an approval hold on for the same part of each line.

    It may be a penny more or less: what can't be divided falls to whoever is cut most, and that
    depends on the others' parts.
    """
    approval.make("approve")
    approval.carried_from, approval.due_on = earlier, earlier.due_on
    approval.approved_at, approval.approved_by = earlier.approved_at, earlier.approved_by
    approval.approved_for, approval.approved_grade = earlier.approved_for, earlier.approved_grade
    approval.save()


def _ask(shares: list[ShareApproval], *, by: Person, at: datetime) -> None:
    """Write down shares that one press approves, and start the one clock that waits for it."""
    approval = shares[0]
    placement_request = approval.decision.placement_request
    is_for_all = emergency.is_one_for_all(approval.decision)
    policy = placement_request.submitted_under
    first, *others = emergency.binding(approval)
    running = deadlines.start_clock(
        subject=placement_request.reference,
        rule=rules.share_approval(
            emergency.days_to_approve(
                approval.decision,
                policy.policy.decision.approve_within_working_days,
                on=clock.date_of(at),
            ),
            agency="" if is_for_all else approval.agency.name,
            policy=str(policy),
            effective_from=policy.effective_from,
        ),
        key=approval_key(approval),
        started_on=clock.date_of(at),
        owner=deadlines.Owner(placement_request.panel_id, Role.AGENCY_LEAD, first, tuple(others)),
        ladder=policy.policy.reminders.approval,
        by=by,
        at=at,
    )
    for share in shares:
        share.due_on = running.due_on
        share.save()


def _tell_leads(shares: list[ShareApproval], *, at: datetime) -> None:
    """Tell the leads whose one press approves these shares, all of which are due at once."""
    approval = shares[0]
    placement_request = approval.decision.placement_request
    whose = together.whose(shares)
    leads = people.holders(
        Role.AGENCY_LEAD,
        panel_id=placement_request.panel_id,
        on=clock.date_of(at),
        agency_ids=emergency.binding(approval),
    )
    deadlines.tell(
        leads,
        key=f"approval/{approval.pk}",
        subject=f"{placement_request.reference}: approve {whose}",
        body=f"Your approval is due on {approval.due_on:%-d %B %Y}. {_what(shares)}",
        at=at,
    )


def _what(shares: list[ShareApproval]) -> str:
    """Say what is approved: an agency's own share, or all of them, and what they come to."""
    if len(shares) == 1:
        return sign_in("to read what was decided and what your agency would pay")
    further = sign_in("to read what was decided and what each agency would pay")
    return f"You approve for every agency that pays, {together.in_words(shares)} in all. {further}"
