"""Settling a dispute: who pays is split anew, and agencies whose share it changes approve afresh.

What was proposed, asked and answered before is kept. The ledger learns of a settlement with the
last approval: until then what it promised meanwhile stands.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from panel.agencies.models import Agency, Person
from panel.cases import operations as cases
from panel.cases.models import CostLine, CostShare, PlacementOption
from panel.decisions.disputes.document import SettlementPart
from panel.decisions.models import Decision, Dispute, ShareApproval
from panel.decisions.operations.approvals.asking import ask_for_approvals
from panel.decisions.operations.disputes.disputing import locked
from panel.decisions.operations.disputes.levels import leave_level
from panel.decisions.stages import ApprovalStage
from panel.refusals import Refusal

#: What each agency pays: agency id → cost line id → basis points.
Split = Mapping[int, Mapping[int, int]]


class NoSuchLine(Refusal):
    """Raised when a settlement splits a cost line that the option agreed doesn't have."""


@transaction.atomic
def settle_dispute(
    *, dispute_id: int, settlement: SettlementPart, by: Person, at: datetime
) -> Dispute:
    """Write down who pays from now on, and ask for the approvals that this leaves open.

    An approval stands where the agency pays the part of each line that it approved. Everybody else
    who pays is asked anew, also the agency that refused; who pays nothing any more isn't asked.

    Raises:
        access.Refused: this person doesn't see to disputes.
        chart.MoveRefused: the dispute is over.
        NoSuchLine: a line is split that the option agreed doesn't have.
        cases.UnknownAgency: an agency shall pay that doesn't sit on the panel.
    """
    dispute, placement_request = locked(dispute_id, by=by, at=at)
    dispute.make("settle")
    dispute.ended_at, dispute.ended_by = at, by
    dispute.settled_because = settlement.reason
    dispute.save()
    leave_level(dispute, placement_request, by=by, at=at)

    decision = dispute.decision
    option = decision.agreed
    before = _split(option)
    agencies = {agency.code: agency for agency in placement_request.panel.agencies.all()}
    _share_anew(option, settlement, agencies, number=dispute.number)
    decision.placement_request = cases.move(
        placement_request_id=placement_request.pk,
        name="settle",
        by=by,
        at=at,
        payload={"dispute": dispute.number, "level": dispute.level},
    )
    standing = _standing(decision, before, _split(option))
    decision.approvals.update(replaced_in=dispute)
    ask_for_approvals(decision, option, settlement=dispute.number, standing=standing, by=by, at=at)
    return dispute


def _split(option: PlacementOption) -> Split:
    """Return who pays what of an option now, by the shares in force."""
    found: dict[int, dict[int, int]] = {}
    for line in option.cost_lines.all():
        for share in line.shares_in_force():
            found.setdefault(share.agency_id, {})[line.pk] = share.basis_points
    return found


def _share_anew(
    option: PlacementOption,
    settlement: SettlementPart,
    agencies: Mapping[str, Agency],
    *,
    number: int,
) -> None:
    """Write the shares of the lines that are settled beside those proposed, which are kept."""
    lines = {line.position: line for line in option.cost_lines.all()}
    for settled in settlement.lines:
        if settled.position not in lines:
            raise NoSuchLine(f"Option {option.letter} has no cost line {settled.position}.")
        _write(lines[settled.position], settled.shares, agencies, number=number)


def _write(
    line: CostLine, shares: Mapping[str, int], agencies: Mapping[str, Agency], *, number: int
) -> None:
    for code in shares:
        if code not in agencies:
            raise cases.UnknownAgency(code)
    CostShare.objects.bulk_create(
        CostShare(
            cost_line=line, agency=agencies[code], basis_points=basis_points, settlement=number
        )
        for code, basis_points in shares.items()
    )


def _standing(decision: Decision, before: Split, after: Split) -> dict[int, ShareApproval]:
    """Return the approvals that hold on, by agency id: those for the same part of each line."""
    return {
        approval.agency_id: approval
        for approval in decision.approvals.filter(stage=ApprovalStage.APPROVED)
        if before[approval.agency_id] == after.get(approval.agency_id)
    }
