"""A lead answers for their agency's share: held under lock, and within their authority."""

from datetime import datetime

from django.db.models import Prefetch

from panel import clock
from panel.agencies import access
from panel.agencies.access import Access, Permission
from panel.agencies.models import Person
from panel.cases import operations as cases
from panel.cases import queries as requests
from panel.cases.models import PlacementRequest
from panel.decisions import queries
from panel.decisions.approvals import authority
from panel.decisions.approvals.authority import Authority
from panel.decisions.models import Decision, ShareApproval
from panel.decisions.urgent import emergency
from panel.refusals import Refusal


class DutyClash(Refusal):
    """Raised when somebody would approve what they asked for, advised on or decided."""


class OverLimit(Refusal):
    """Raised when a share is more than the person may approve. The limit itself passes."""


class TooJunior(Refusal):
    """Raised when the panel's rules ask for somebody more senior among those who approve."""


def locked(approval_id: int) -> tuple[ShareApproval, PlacementRequest]:
    """Lock what the request asks to change, then it, then its shares: the older row first.

    All that they ask for is read here, once: nobody changes it until the transaction ends.
    """
    found = ShareApproval.objects.values_list("decision_id", "decision__placement_request_id")
    decision_id, request_id = found.get(pk=approval_id)
    cases.locked_changed_by(request_id)
    placement_request = cases.locked(request_id)
    shares = ShareApproval.objects.select_for_update(of=("self",))
    shares = shares.select_related("agency", "approved_by").prefetch_related("agency__delegations")
    decision = (
        Decision.objects.select_related("urgency", "item__meeting", "decided_by")
        .prefetch_related(Prefetch("approvals", shares))
        .get(pk=decision_id)
    )
    decision.placement_request = placement_request
    queries.read_option(decision)
    for share in decision.approvals.all():
        if share.pk == approval_id:
            return share, placement_request
    raise ShareApproval.DoesNotExist  # a settlement replaced it meanwhile


def require_lead(
    approval: ShareApproval, placement_request: PlacementRequest, *, by: Person, at: datetime
) -> Access:
    """Return what a person may do, which has to be to answer for the agency that pays."""
    held = access.of(by, on=clock.date_of(at))
    held.require(
        Permission.SHARE_APPROVE,
        panel_id=placement_request.panel_id,
        agency_ids=emergency.binding(approval),
    )
    return held


def require_authority(
    approval: ShareApproval, placement_request: PlacementRequest, held: Access, *, at: datetime
) -> Authority:
    """Return the authority under which a person approves."""
    on = clock.date_of(at)
    rules = requests.rules_for(placement_request, on=on)
    found = authority.fitting(approval, held, on=on)
    if clash := authority.clash(approval, placement_request, held.person, found.acts_for):
        raise DutyClash(clash)
    if over := authority.over(approval, found):
        raise OverLimit(*over)
    if junior := authority.too_junior(approval, found, rules):
        raise TooJunior(*junior)
    return found
