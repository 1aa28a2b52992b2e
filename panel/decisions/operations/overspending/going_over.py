"""Letting a decision pass that goes over the fund's money, as its payers or the rules let it."""

from datetime import datetime

from panel import clock
from panel.agencies.models import Person
from panel.audit import log
from panel.cases import queries as requests
from panel.decisions.models import Decision, ShareApproval
from panel.decisions.operations.overspending import notices as over_notices
from panel.decisions.overspending.headroom import headroom_of
from panel.money import Pence, in_pounds
from panel.pooledbudget import journal
from panel.pooledbudget import operations as fund
from panel.pooledbudget.accounts import FundKind


def let_over(decision: Decision, *, by: Person, at: datetime) -> None:
    """Lower each pot's floor by what a decision is over it, in the transaction that commits it.

    Nobody else moves its request's money by then. By no more than was consented to where the rules
    block; where they only warn, by all of it, and the warning is kept. Nothing happens where there
    is enough.
    """
    rules = requests.rules_for(decision.placement_request, on=clock.date_of(at)).fund
    for share in decision.approvals.all():
        headroom = headroom_of(share)
        if headroom is None:
            return
        if headroom.over_pence:
            journal.hold_fund(headroom.fund_year.fund_id)
            _lower(share, is_warned=rules.over_budget == "warn", by=by, at=at)
        if FundKind(headroom.fund_year.fund.kind).is_one_pot:
            return  # which every share is taken from


def _lower(share: ShareApproval, *, is_warned: bool, by: Person, at: datetime) -> None:
    """Lower the floor of a share's pot by what it lacks now that nobody else moves its money."""
    decision, reference = share.decision, share.decision.placement_request.reference
    headroom = headroom_of(share)
    assert headroom is not None, "A pot that was short has its fund."
    over = headroom.over_pence
    if is_warned:
        payload = {"pence": over, "agency": share.agency.code}
        log.record(subject=reference, kind="over_budget", by=by, at=at, payload=payload)
        over_notices.tell_keepers(
            decision.placement_request,
            key=f"over_budget/{decision.pk}/{share.agency.code}",
            what="over the fund’s money, passed with a warning",
            why=f"{headroom.fund_year} goes over by {in_pounds(over)} for it.",
            at=at,
        )
    if not (pence := over if is_warned else headroom.let_over_pence):
        return
    fund.authorise_floor(
        fund_year=headroom.fund_year,
        agency_id=share.agency_id,
        pence=Pence(pence),
        about=reference,
        key=f"{reference}/over/{decision.pk}/{share.agency.code}",
        by=by,
        at=at,
    )
