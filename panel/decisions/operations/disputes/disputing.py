"""Carrying a dispute about who pays up its levels, and naming who answers for the cost meanwhile.

From then on the fund promises the money at that split, without prejudice: see `interim`.
"""

from datetime import datetime

from django.db import transaction

from panel import clock
from panel.agencies import access
from panel.agencies.access import Permission
from panel.agencies.models import Agency, Person
from panel.audit import log
from panel.cases import operations as cases
from panel.cases.models import PlacementRequest
from panel.chart import MoveRefused
from panel.deadlines import operations as deadlines
from panel.deadlines import rules
from panel.decisions.disputes import ladder
from panel.decisions.models import Dispute, ShareApproval
from panel.decisions.operations.disputes import interim
from panel.decisions.operations.disputes import notices as dispute_notices
from panel.decisions.operations.disputes.levels import leave_level, reach_level
from panel.decisions.stages import DisputeStage
from panel.refusals import Refusal


class CannotPayMeanwhile(Refusal):
    """Raised when an agency is named to pay meanwhile that the panel's rules don't let."""


def open_dispute(
    refused: ShareApproval, placement_request: PlacementRequest, *, by: Person, at: datetime
) -> Dispute:
    """Open a dispute at the first level of the panel's rules; belongs to the refusal.

    Nobody can approve until it is settled, so no approval is due meanwhile.
    """
    of_policy = ladder.rules_about(placement_request)
    funder = ladder.named_by_the_rules(of_policy, placement_request.panel.agencies.all())
    dispute = Dispute(
        decision=refused.decision,
        number=refused.decision.disputes.count() + 1,
        refused=refused,
        opened_at=at,
        opened_by=by,
        interim_funder=funder,
        interim_named_at=at if funder else None,
        interim_named_by=by if funder else None,
    )
    deadlines.void_clocks(
        subject=placement_request.reference, by=by, at=at, rule_ids={rules.SHARE_APPROVAL}
    )
    reach_level(dispute, placement_request, by=by, at=at)
    dispute.save()
    dispute_notices.tell_coordinators(dispute, placement_request, at=at)
    dispute_notices.tell_interim_funder(dispute, placement_request, at=at)
    interim.promise(dispute, placement_request, by=by, at=at)
    return dispute


@transaction.atomic
def raise_dispute(*, dispute_id: int, by: Person, at: datetime) -> Dispute:
    """Take a dispute to the next level of the panel's rules, whose clock starts.

    Raises:
        access.Refused: this person doesn't see to disputes.
        chart.MoveRefused: it is over, or at the last level.
    """
    dispute, placement_request = locked(dispute_id, by=by, at=at)
    dispute.make("raise_level")
    if dispute.level >= len(ladder.levels(ladder.rules_about(placement_request))):
        raise MoveRefused(dispute, "raise level", ["The panel’s rules have no level above this."])
    leave_level(dispute, placement_request, by=by, at=at)
    dispute.level += 1
    dispute.raised_at, dispute.raised_by = at, by
    reach_level(dispute, placement_request, by=by, at=at)
    dispute.save()
    log.record(
        subject=placement_request.reference,
        kind="dispute_raised",
        by=by,
        at=at,
        payload={"level": dispute.level, "role": dispute.who_settles},
    )
    return dispute


@transaction.atomic
def name_interim_funder(*, dispute_id: int, agency_code: str, by: Person, at: datetime) -> Dispute:
    """Write down which agency answers for the cost until it is settled, without prejudice.

    It may be named again; the events keep who was named before.

    Raises:
        access.Refused: this person doesn't see to disputes.
        chart.MoveRefused: the dispute is over.
        CannotPayMeanwhile: the panel's rules don't let that agency, or share the cost meanwhile.
        fund.Recharged, fund.PromisedLess: see `interim.promise`.
    """
    dispute, placement_request = locked(dispute_id, by=by, at=at)
    dispute.arrow("settle")  # only while it is open
    able = ladder.may_pay_meanwhile(
        ladder.rules_about(placement_request), placement_request.panel.agencies.all()
    )
    funder = next((agency for agency in able if agency.code == agency_code), None)
    if funder is None:
        raise CannotPayMeanwhile(_who_may(able))
    is_another = dispute.interim_funder_id != funder.pk
    dispute.interim_funder = funder
    dispute.interim_named_at, dispute.interim_named_by = at, by
    dispute.save()
    log.record(
        subject=placement_request.reference,
        kind="interim_funder_named",
        by=by,
        at=at,
        payload={"agency": funder.code},
    )
    dispute_notices.tell_interim_funder(dispute, placement_request, at=at)
    if is_another:
        interim.promise(dispute, placement_request, by=by, at=at)
    return dispute


def drop_dispute(placement_request: PlacementRequest, *, by: Person, at: datetime) -> None:
    """End the dispute that is open about a request, if one is: nothing is left to pay for."""
    for dispute in Dispute.objects.filter(
        decision__placement_request=placement_request, stage=DisputeStage.OPEN
    ):
        dispute.make("drop")
        dispute.ended_at, dispute.ended_by = at, by
        dispute.save()


def locked(dispute_id: int, *, by: Person, at: datetime) -> tuple[Dispute, PlacementRequest]:
    """Lock a dispute's request, then it, for somebody who sees to disputes.

    Raises:
        access.Refused: this person doesn't.
    """
    found = Dispute.objects.values_list("decision__placement_request_id", flat=True)
    placement_request = cases.locked(found.get(pk=dispute_id))
    access.of(by, on=clock.date_of(at)).require(
        Permission.DISPUTE_SETTLE, panel_id=placement_request.panel_id
    )
    dispute = (
        Dispute.objects.select_for_update(of=("self",))
        .select_related("decision__option", "refused__agency")
        .get(pk=dispute_id)
    )
    return dispute, placement_request


def _who_may(able: list[Agency]) -> str:
    if not able:
        return "The panel’s rules share the cost meanwhile: no one agency pays it."
    names = " or ".join(agency.name for agency in able)
    return f"By the panel’s rules {names} pays meanwhile."
