"""Each paying agency agrees to its share; the last one commits the money."""

from datetime import datetime

from django.db import transaction
from django.db.models import prefetch_related_objects

from panel import clock
from panel.agencies import access
from panel.agencies.access import Permission
from panel.agencies.models import Person
from panel.audit import log
from panel.cases import operations as cases
from panel.cases import queries as requests
from panel.cases.models import PlacementRequest
from panel.deadlines import operations as deadlines
from panel.deadlines import rules
from panel.decisions import authority, emergency
from panel.decisions.authority import Authority
from panel.decisions.models import ShareApproval
from panel.decisions.operations import freezing, interim, owing, replanning
from panel.decisions.operations.disputing import open_dispute
from panel.decisions.operations.going_over import let_over
from panel.decisions.operations.lapsing import endorse, require_time
from panel.decisions.operations.permitting import require_permitted
from panel.decisions.stages import ApprovalStage
from panel.refusals import Refusal


class DutyClash(Refusal):
    """Raised when somebody would approve what they asked for, advised on or decided."""


class OverLimit(Refusal):
    """Raised when a share is more than the person may approve. The limit itself passes."""


class TooJunior(Refusal):
    """Raised when the panel's rules ask for somebody more senior among those who approve."""


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
        fund.FundsShort: the fund hasn't the money; nothing is approved.
    """
    approval, placement_request = locked(approval_id)
    require_lead(approval, placement_request, by=by, at=at)
    if approval.stage == ApprovalStage.APPROVED and approval.approved_by_id == by.pk:
        return approval
    placement_request.arrow("approve")  # only while the agencies approve
    require_time(approval.decision, at=at)
    held = _require_authority(approval, placement_request, by=by, at=at)
    for share in emergency.bound(approval):
        share.make("approve")
        share.approved_at, share.approved_by = at, by
        share.approved_for, share.approved_grade = held.acts_for, held.grade
        share.save()
        _record(share, placement_request, "share_approved", by=by, at=at)
    _stop_clock(approval, placement_request, by=by, at=at)
    waiting = approval.decision.approvals.exclude(stage=ApprovalStage.APPROVED)
    if not waiting.exists():
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
    cases.move(
        placement_request_id=placement_request.pk,
        name="dispute",
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


def locked(approval_id: int) -> tuple[ShareApproval, PlacementRequest]:
    """Lock what the request asks to change, then it, then its approval: the older row first."""
    found = ShareApproval.objects.values_list("decision__placement_request_id", flat=True)
    request_id = found.get(pk=approval_id)
    cases.locked_changed_by(request_id)
    placement_request = cases.locked(request_id)
    approval = (
        ShareApproval.objects.select_for_update(of=("self",))
        .select_related("agency", "decision__option", "decision__urgency")
        .get(pk=approval_id)
    )
    approval.decision.placement_request = placement_request
    return approval, placement_request


def require_lead(
    approval: ShareApproval, placement_request: PlacementRequest, *, by: Person, at: datetime
) -> None:
    access.of(by, on=clock.date_of(at)).require(
        Permission.SHARE_APPROVE,
        panel_id=placement_request.panel_id,
        agency_ids=emergency.binding(approval),
    )


def _require_authority(
    approval: ShareApproval, placement_request: PlacementRequest, *, by: Person, at: datetime
) -> Authority:
    """Return the authority under which a person approves."""
    rules = requests.rules_for(placement_request, on=clock.date_of(at))
    held = authority.fitting(approval, by, panel_id=placement_request.panel_id, at=at)
    if clash := authority.clash(approval, placement_request, by, held.acts_for):
        raise DutyClash(clash)
    if over := authority.over(approval, held):
        raise OverLimit(*over)
    if junior := authority.too_junior(approval, held, rules):
        raise TooJunior(*junior)
    return held


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
    assert decision.option is not None, "A decision that asks for money names its option."
    decision.placement_request = cases.move(
        placement_request_id=placement_request.pk,
        name="approve",
        by=by,
        at=at,
        agency_ids=emergency.binding(approval),
        payload={"provider": decision.option.provider, **replanning.changed(decision)},
    )
    endorse(decision, by=by, at=at)
    owing.owe(decision, by=by, at=at)
    # Read once; the record, the amounts and the fund's year each ask for them.
    prefetch_related_objects([decision], "approvals", "option__cost_lines__shares__agency")
    content = freezing.gathered(decision, at=at)
    require_permitted(decision, at=at)
    replanning.hold(decision)
    let_over(decision, by=by, at=at)
    if entry := replanning.commit(decision, by=by, at=at):
        content = freezing.with_entry(content, entry)
    interim.end(placement_request, by=by, at=at)
    freezing.keep(decision, content, by=by, at=at)
