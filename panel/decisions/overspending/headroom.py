"""Whether there is money for what a decision asks of a fund. Reads; never writes."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import prefetch_related_objects

from panel.cases.costs import costing
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
    def is_closed(self) -> bool:
        """Whether the books are closed, so that nothing of the year can be promised."""
        return self.fund_year.closed_at is not None and self.asked_pence > 0

    @property
    def is_enough(self) -> bool:
        """Whether it can be committed."""
        return self.after_pence >= 0

    @property
    def _there(self) -> int:
        return self.left_pence + self.set_aside_pence + self.given_back_pence


def headrooms_of(approvals: Iterable[ShareApproval]) -> dict[int, Headroom]:
    """Return what money can be taken from for approvals, by their ids, where a fund is open.

    A year's books are asked once for all of them; what a change gives back is asked for each.
    """
    asked = list(approvals)
    prefetch_related_objects([approval.decision for approval in asked], "approvals")
    found: dict[int, Headroom] = {}
    for year, shares in by_year(asked).items():
        books = _Books.of(year, shares)
        found |= {share.pk: books.headroom(share) for share in shares}
    return found


def by_year(approvals: Iterable[ShareApproval]) -> dict[FundYear, list[ShareApproval]]:
    """Return the shares asked of each year of each panel's fund that is open."""
    found: defaultdict[tuple[int, date], list[ShareApproval]] = defaultdict(list)
    for approval in approvals:
        option, panel_id = approval.decision.agreed, approval.decision.placement_request.panel_id
        assert option.starts_on is not None, "An option is agreed with its dates."
        found[panel_id, costing.financial_year(option.starts_on).first].append(approval)
    return {
        year: shares
        for (panel_id, first_day), shares in found.items()
        if (year := funds.year_of(panel_id=panel_id, day=first_day))
    }


@dataclass(frozen=True)
class _Books:
    """What the books of a year, and the consents to go over its money, say of some requests."""

    fund_year: FundYear
    left: Mapping[int | None, Pence]  # of each pot, by the id of its agency: None for the one pot
    beyond: Mapping[int | None, Pence]
    held: Mapping[str, Counter[holdings.Holding]]  # by reference
    consented: Mapping[int, Counter[int]]  # by decision, each by the id of the pot's agency

    @classmethod
    def of(cls, fund_year: FundYear, shares: Iterable[ShareApproval]) -> "_Books":
        """Read them."""
        decisions = {share.decision_id: share.decision for share in shares}
        consented: defaultdict[int, Counter[int]] = defaultdict(Counter)
        overspends = Overspend.objects.filter(
            decision__in=decisions, fund_year=fund_year, authorised_at__isnull=False
        )
        for overspend in overspends.prefetch_related("consents"):
            consented[overspend.decision_id][overspend.agency_id] += overspend.consented_pence
        references = {one.placement_request.reference for one in decisions.values()}
        held = holdings.held_by(fund_year, references)
        return cls(fund_year, funds.headrooms(fund_year), funds.beyond(fund_year), held, consented)

    def headroom(self, approval: ShareApproval) -> Headroom:
        """Return what an approval's money can be taken from."""
        year, decision = self.fund_year, approval.decision
        placement_request = decision.placement_request
        pot = None if FundKind(year.fund.kind).is_one_pot else approval.agency_id
        asked = {share.agency_id: share.this_year_pence for share in decision.approvals.all()}
        aside = plans.set_aside(placement_request, year, self.held[placement_request.reference])
        back = plans.given_back(placement_request, decision.agreed, year)
        return Headroom(
            fund_year=year,
            left_pence=self.left.get(pot, funds.NOTHING),
            beyond_pence=self.beyond.get(pot, funds.NOTHING),
            set_aside_pence=_in_pot(pot, aside),
            given_back_pence=_in_pot(pot, back),
            asked_pence=_in_pot(pot, asked),
            consented_pence=_in_pot(pot, self.consented[decision.pk]),
        )


def _in_pot(pot: int | None, by_agency: Mapping[int, int]) -> Pence:
    """Return what of some pence by agency id goes into an agency's own pot, or into the one."""
    return Pence(sum(by_agency.values()) if pot is None else by_agency.get(pot, 0))
