"""Whether there is money for what a decision asks of a fund. Reads; never writes."""

from dataclasses import dataclass

from panel.decisions.models import Overspend, ShareApproval
from panel.decisions.placements import plans
from panel.money import Pence
from panel.pooledbudget import holdings
from panel.pooledbudget import queries as funds
from panel.pooledbudget.accounts import FundKind
from panel.pooledbudget.models import FundYear


@dataclass(frozen=True)
class Headroom:
    """
    What the money for a placement's first year can be taken from.

    Of an aligned fund, it is the approving agency's own pot and share; else the one pot and the
    whole placement.
    """

    fund_year: FundYear
    left_pence: Pence  # that may still be promised …
    beyond_pence: Pence  # … and what of it lies beyond the uncommitted money, by leave
    set_aside_pence: Pence  # for this request already, beside what is left
    given_back_pence: Pence  # by the placement that it changes, once it is committed
    asked_pence: Pence
    consented_pence: Pence  # that those who pay let this decision go over

    @property
    def over_pence(self) -> Pence:
        """By how much the pot lacks the money; nothing where it doesn't."""
        return Pence(max(0, self.asked_pence - self._there))

    @property
    def needed_pence(self) -> Pence:
        """What is to be taken from what is left: nothing, where enough is there beside it."""
        return Pence(max(0, self.left_pence - self.after_pence))

    @property
    def after_pence(self) -> Pence:
        """What is left once the money is committed; below zero when it is short."""
        return Pence(self._there + self.let_over_pence - self.asked_pence)

    @property
    def stands_pence(self) -> Pence:
        """What is uncommitted once it is; below zero where it goes over, by leave or not yet."""
        return Pence(self._there - self.beyond_pence - self.asked_pence)

    @property
    def let_over_pence(self) -> Pence:
        """By how much it goes over as consented to: by no more than it needs to."""
        return Pence(min(self.over_pence, self.consented_pence))

    @property
    def is_enough(self) -> bool:
        """Whether it can be committed."""
        return self.after_pence >= 0

    @property
    def _there(self) -> int:
        return self.left_pence + self.set_aside_pence + self.given_back_pence


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
    held = holdings.held(year, decision.placement_request.reference)
    aside = plans.set_aside(decision.placement_request, year, held)
    set_aside = aside.total() if own_pot is None else aside[own_pot]
    asked = sum(
        share.this_year_pence
        for share in decision.approvals.all()
        if own_pot in (None, share.agency_id)
    )
    consented = sum(
        overspend.consented_pence
        for overspend in decision.overspends.filter(
            fund_year=year, authorised_at__isnull=False
        ).prefetch_related("consents__overspend")
        if own_pot in (None, overspend.agency_id)
    )
    left, beyond = funds.left(year, own_pot)
    back = plans.given_back(decision.placement_request, decision.option, year)
    return Headroom(
        fund_year=year,
        left_pence=left,
        beyond_pence=beyond,
        set_aside_pence=Pence(set_aside),
        given_back_pence=Pence(back.total() if own_pot is None else back[own_pot]),
        asked_pence=Pence(asked),
        consented_pence=Pence(consented),
    )


def short(
    approval: ShareApproval, own: Headroom | None
) -> tuple[Headroom | None, Overspend | None]:
    """Return the money that a lead is asked to let go over, and what others let of it already.

    Of an aligned fund that may be another agency's pot: all who pay consent to what one lacks.

    Args:
        own: what `headroom_of` says of the approval.
    """
    decision = approval.decision
    asked_for = decision.overspends.filter(authorised_at=None).select_related(
        "fund_year__fund", "agency"
    )
    begun = {overspend.agency_id: overspend for overspend in asked_for}
    for share in decision.approvals.all():
        overspend = begun.get(share.agency_id)
        headroom = headroom_of(share) if overspend else None
        if headroom is not None and not headroom.is_enough:
            return headroom, overspend
    return own, None
