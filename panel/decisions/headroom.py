"""Whether there is money for what a decision asks of a fund. Reads; never writes."""

from dataclasses import dataclass

from panel.decisions.models import ShareApproval
from panel.money import Pence
from panel.pooledbudget import queries as funds
from panel.pooledbudget.accounts import AccountKind, FundKind
from panel.pooledbudget.models import FundYear


@dataclass(frozen=True)
class Headroom:
    """
    What the money for a placement's first year can be taken from.

    Of an aligned fund, it is the approving agency's own pot and share; else the one pot and the
    whole placement.
    """

    fund_year: FundYear
    left_pence: Pence  # that may still be promised
    set_aside_pence: Pence  # for this request already, beside what is left
    asked_pence: Pence
    consented_pence: Pence  # that those who pay let this decision go over

    @property
    def over_pence(self) -> Pence:
        """By how much the pot lacks the money; nothing where it doesn't."""
        return Pence(max(0, self.asked_pence - self.set_aside_pence - self.left_pence))

    @property
    def after_pence(self) -> Pence:
        """What is left once the money is committed; below zero when it is short."""
        there = self.left_pence + self.set_aside_pence + self.consented_pence
        return Pence(there - self.asked_pence)

    @property
    def is_enough(self) -> bool:
        """Whether it can be committed."""
        return self.after_pence >= 0


def headroom_of(approval: ShareApproval) -> Headroom | None:
    """Return what an approval's money can be taken from; None if no fund is open for its year."""
    decision = approval.decision
    assert decision.option is not None, "A decision that asks for money names its option."
    assert decision.option.starts_on is not None, "An option is agreed with its dates."
    year = funds.year_of(
        panel_id=decision.placement_request.panel_id, day=decision.option.starts_on
    )
    if year is None:
        return None
    own_pot = approval.agency_id if year.fund.kind == FundKind.ALIGNED else None
    held = funds.held(year, decision.placement_request.reference)
    set_aside = sum(
        pence
        for (kind, agency_id), pence in held.items()
        if kind is AccountKind.RESERVED and own_pot in (None, agency_id)
    )
    asked = sum(
        share.this_year_pence
        for share in decision.approvals.all()
        if own_pot in (None, share.agency_id)
    )
    consented = sum(
        overspend.amount_pence
        for overspend in decision.overspends.filter(fund_year=year, authorised_at__isnull=False)
        if own_pot in (None, overspend.agency_id)
    )
    left = funds.headroom(year, own_pot)
    return Headroom(year, left, Pence(set_aside), Pence(asked), Pence(consented))
