"""Each paying agency agrees to its share; the last one commits the money."""

from datetime import datetime

from django.db import transaction

from panel.agencies.models import Person
from panel.audit import log
from panel.cases import operations as cases
from panel.cases.models import PlacementRequest
from panel.deadlines import operations as deadlines
from panel.deadlines import rules
from panel.decisions.models import Decision, ShareApproval
from panel.decisions.operations.approvals.leading import locked, require_authority, require_lead
from panel.decisions.operations.consents.permitting import require_permitted
from panel.decisions.operations.disputes import interim
from panel.decisions.operations.disputes.disputing import open_dispute
from panel.decisions.operations.outcomes.lapsing import endorse, require_time
from panel.decisions.operations.overspending.going_over import let_over
from panel.decisions.operations.placements import replanning
from panel.decisions.operations.records import freezing
from panel.decisions.operations.urgent import owing
from panel.decisions.placements import closed_books
from panel.decisions.stages import ApprovalStage
from panel.decisions.urgent import emergency
from panel.refusals import Refusal

#: What an approval writes of a share; the rest was asked for, and stays.
APPROVED_BY = ("stage", "approved_at", "approved_by", "approved_for", "approved_grade")


class BooksClosed(Refusal):
    """Raised when a share of a year would be approved whose books are closed."""


@transaction.atomic
def approve_share(*, approval_id: int, by: Person, at: datetime) -> ShareApproval:
    """Approve one agency's share. The last approval commits the money and freezes the record.

    A deputy's approval keeps both names: theirs, and the lead's in whose place they act.

    Pressing again returns what the first press did. All of it happens, or none.

    Raises:
        access.Refused: this person isn't a lead of the paying agency.
        DutyClash: they, or the lead they deputise for, referred, advised on or chaired this
            request.
        OverLimit: the share is over one of their limits.
        NotPermitted: it is the last, and a line isn't what the fund pays for by the rules, to
            which some partner hasn't consented.
        Lapsed: it was agreed in principle, and its last day is over.
        TooJunior: they deputise for somebody more senior, or they are the last to approve and
            nobody who does has the grade that the panel's rules ask for.
        chart.MoveRefused: the share, or the request, isn't waiting for approval.
        BooksClosed: the books of its first year are closed.
        fund.FundsShort: the fund hasn't the money; nothing is approved.
    """
    approval, placement_request = locked(approval_id)
    held = require_lead(approval, placement_request, by=by, at=at)
    if approval.stage == ApprovalStage.APPROVED and approval.approved_by_id == by.pk:
        return approval
    placement_request.arrow("approve")  # only while the agencies approve
    require_time(approval.decision, at=at)
    _require_open(approval.decision)
    under = require_authority(approval, placement_request, held, at=at)
    for share in emergency.bound(approval):
        share.make("approve")
        share.approved_at, share.approved_by = at, by
        share.approved_for, share.approved_grade = under.acts_for, under.grade
        share.save(update_fields=APPROVED_BY)
        _record(share, placement_request, "share_approved", by=by, at=at)
    _stop_clock(approval, placement_request, by=by, at=at)
    shares = approval.decision.approvals.all()
    if all(share.stage == ApprovalStage.APPROVED for share in shares):
        _commit(approval, placement_request, by=by, at=at)
    return approval


@transaction.atomic
def refuse_share(*, approval_id: int, reason: str, by: Person, at: datetime) -> ShareApproval:
    """Say that the agency doesn't agree to its share, and why: who pays is in dispute from then.

    The need that the panel found stays decided. See `disputing` for how the dispute goes on.

    Raises:
        access.Refused: this person isn't a lead of the paying agency.
        chart.MoveRefused: the share, or the request, isn't waiting for approval.
    """
    approval, placement_request = locked(approval_id)
    require_lead(approval, placement_request, by=by, at=at)
    placement_request.arrow("approve")  # only while the agencies approve
    approval.make("refuse")
    approval.refused_because = reason
    approval.save(update_fields=["stage", "refused_because"])
    _record(approval, placement_request, "share_refused", by=by, at=at)
    _stop_clock(approval, placement_request, by=by, at=at)
    cases.carry(
        placement_request,
        "dispute",
        by=by,
        at=at,
        agency_ids=emergency.binding(approval),
        payload={"agency": approval.agency.code},
    )
    open_dispute(approval, placement_request, by=by, at=at)
    return approval


def approval_key(approval: ShareApproval) -> str:
    """Return what tells the clock of an approval, or of all at once, from its request's others."""
    settled = f"/{approval.settlement}" if approval.settlement else ""
    whose = "all" if emergency.is_one_for_all(approval.decision) else approval.agency.code
    return f"{whose}/{approval.decision.key}{settled}"


def _require_open(decision: Decision) -> None:
    if closed := closed_books.refusal(decision):
        raise BooksClosed(*closed)


def _record(
    approval: ShareApproval,
    placement_request: PlacementRequest,
    kind: str,
    *,
    by: Person,
    at: datetime,
) -> None:
    reference, agency = placement_request.reference, approval.agency.code
    payload = {"agency": agency, "this_year_pence": approval.this_year_pence}
    if approval.approved_for is not None:
        payload["for"] = approval.approved_for.username
    log.record(subject=reference, kind=kind, by=by, at=at, payload=payload)


def _stop_clock(
    approval: ShareApproval, placement_request: PlacementRequest, *, by: Person, at: datetime
) -> None:
    deadlines.stop_clock(
        subject=placement_request.reference,
        rule_id=rules.SHARE_APPROVAL,
        key=approval_key(approval),
        by=by,
        at=at,
    )


def _commit(
    approval: ShareApproval, placement_request: PlacementRequest, *, by: Person, at: datetime
) -> None:
    """Move the request, commit its first year's money, and freeze the record: one transaction.

    The fund's lock is held from the commitment to the end, so all that can comes before it.
    """
    decision = approval.decision
    cases.carry(
        placement_request,
        "approve",
        by=by,
        at=at,
        agency_ids=emergency.binding(approval),
        payload={"provider": decision.agreed.provider, **replanning.changed(decision)},
    )
    endorse(decision, by=by, at=at)
    owing.owe(decision, by=by, at=at)
    content = freezing.gathered(decision, at=at)
    require_permitted(decision, at=at)
    replanning.hold(decision)
    let_over(decision, by=by, at=at)
    interim.end(placement_request, by=by, at=at)
    if entry := replanning.commit(decision, by=by, at=at):
        content = freezing.with_entry(content, entry)
    freezing.keep(decision, content, by=by, at=at)
