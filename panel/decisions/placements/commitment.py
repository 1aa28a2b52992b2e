"""
The life of a request's money, year by year: from what an option would cost to what came back.

    indicative, reserved, committed, agreement signed,
    accrued, invoiced, paid, recharged, recovered

What is reserved, committed, accrued, invoiced, paid or recharged is what stands there now: money
that has gone on stands at the step it has come to. The other three are told for comparison.
Reads; never writes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from panel.cases import queries as requests
from panel.cases.costs import costing, option_costs
from panel.cases.models import Placement, PlacementOption, PlacementRequest
from panel.cases.placements import agreements
from panel.decisions.operations.placements.placing import approved_option
from panel.decisions.placements import plans
from panel.money import Pence
from panel.pooledbudget import holdings
from panel.pooledbudget import queries as funds
from panel.pooledbudget.accounts import AccountKind
from panel.pooledbudget.models import FundYear

Shares = Mapping[int, int]
#: The steps that the ledger knows, each with the account on which its money stands.
STANDING = (
    ("Accrued", AccountKind.ACCRUED),
    ("Invoiced", AccountKind.INVOICED),
    ("Paid", AccountKind.SPENT),
    ("Recharged", AccountKind.RECOVERABLE),
)


@dataclass(frozen=True)
class Step:
    """One step of the way: how much of each agency's money is there, by agency id."""

    name: str
    shares: Shares
    kind: AccountKind | None = None  # whose entries explain it; None where the ledger has none

    @property
    def total_pence(self) -> Pence:
        """All agencies' together."""
        return Pence(sum(self.shares.values()))


@dataclass(frozen=True)
class Commitment:
    """A request's money in one year of the fund."""

    fund_year: FundYear
    steps: tuple[Step, ...]


def of(placement_request: PlacementRequest) -> list[Commitment]:
    """Return it for each year in which the request has moved money, oldest first."""
    years = list(funds.years_of(placement_request.reference))
    if not years:
        return []
    ids = dict(placement_request.panel.agencies.values_list("code", "pk"))
    option = approved_option(placement_request) or requests.recommended(placement_request)
    placement = Placement.objects.filter(placement_request=placement_request).first()
    return [
        Commitment(year, tuple(_steps(placement_request, year, ids, option, placement)))
        for year in years
    ]


def _steps(
    placement_request: PlacementRequest,
    year: FundYear,
    ids: Mapping[str, int],
    option: PlacementOption | None,
    placement: Placement | None,
) -> Iterator[Step]:
    held = holdings.held(year, placement_request.reference)

    def standing(name: str, kind: AccountKind) -> Step:
        return Step(name, {of: pence for (on, of), pence in held.items() if on is kind}, kind)

    yield Step("Indicative", _asked(option, year, ids))
    yield standing("Reserved", AccountKind.RESERVED)
    yield standing("Committed", AccountKind.COMMITTED)
    yield Step("Agreement signed", _signed(placement, year))
    for name, kind in STANDING:
        yield standing(name, kind)
    recovered = holdings.recovered(year, placement_request.reference)
    yield Step("Recovered", recovered, AccountKind.RECOVERABLE)


def _asked(option: PlacementOption | None, year: FundYear, ids: Mapping[str, int]) -> Shares:
    """Return what the option would cost in a year."""
    within = costing.Period(year.starts_on, year.ends_on)
    cost = option_costs.cost(option, year=within) if option else None
    shares = cost.period_by_agency() if cost else {}
    return {ids[code]: pence for code, pence in shares.items()}


def _signed(placement: Placement | None, year: FundYear) -> Shares:
    """Return what the days of the placement cost in a year; nothing until everybody signed."""
    if placement is None or not agreements.is_signed(placement):
        return {}
    return plans.cost_until(placement, year, year.ends_on)
