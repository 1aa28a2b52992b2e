"""Letting a decision pass that goes over the fund's money, as its payers or the rules let it."""

from datetime import datetime

from panel import clock
from panel.agencies.models import Person
from panel.audit import log
from panel.cases import queries as requests
from panel.decisions.models import Decision, ShareApproval
from panel.decisions.operations.overspending import notices as over_notices
from panel.decisions.overspending.headroom import Headroom, headrooms_of
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
    if not (short := _short(decision)):
        return
    rules = requests.rules_for(decision.placement_request, on=clock.date_of(at)).fund
    journal.hold_fund(short[0][1].fund_year.fund_id)
    for share, headroom in _short(decision):  # as it is by now
        if rules.over_budget == "warn":
            _warn(share, headroom, by=by, at=at)
            _lower(share, headroom, headroom.over_pence, by=by, at=at)
        elif headroom.let_over_pence:
            _lower(share, headroom, headroom.let_over_pence, by=by, at=at)


def _short(decision: Decision) -> list[tuple[ShareApproval, Headroom]]:
    """Return what can be taken from each pot that lacks the money, with a share of it."""
    shares = decision.approvals.all()
    headrooms = headrooms_of(shares)
    found = [
        (share, headroom)
        for share in shares
        if (headroom := headrooms.get(share.pk)) and headroom.over_pence
    ]
    is_one_pot = any(FundKind(each.fund_year.fund.kind).is_one_pot for _, each in found)
    return found[:1] if is_one_pot else found


def _warn(share: ShareApproval, headroom: Headroom, *, by: Person, at: datetime) -> None:
    """Keep that a pot goes over its money, and tell who keeps the fund."""
    decision, over = share.decision, headroom.over_pence
    payload = {"pence": over, "agency": share.agency.code}
    subject = decision.placement_request.reference
    log.record(subject=subject, kind="over_budget", by=by, at=at, payload=payload)
    over_notices.tell_keepers(
        decision.placement_request,
        key=f"over_budget/{decision.pk}/{share.agency.code}",
        what="over the fund’s money, passed with a warning",
        why=f"{headroom.fund_year} goes over by {in_pounds(over)} for it.",
        at=at,
    )


def _lower(
    share: ShareApproval, headroom: Headroom, pence: Pence, *, by: Person, at: datetime
) -> None:
    decision, reference = share.decision, share.decision.placement_request.reference
    fund.authorise_floor(
        fund_year=headroom.fund_year,
        agency_id=share.agency_id,
        pence=pence,
        about=reference,
        key=f"{reference}/over/{decision.pk}/{share.agency.code}",
        by=by,
        at=at,
    )
