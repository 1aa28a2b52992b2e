"""What if: a change of what is planned, applied to the same placements. Nothing is kept. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from panel import working_days
from panel.cases.costs.costing import Line, Period
from panel.cases.costs.rates import TERMS
from panel.decisions.forecasting.planned import Charge, Planned
from panel.money import WHOLE, BasisPoints
from panel.working_days import ONE_DAY

NO_UPLIFT = BasisPoints(0)
MONTHS_OF_A_TERM = 12 // TERMS


@dataclass(frozen=True)
class Scenario:
    """Any of three changes, or several at once.

    Attributes:
        approved: references of requests that are taken as agreed.
        uplift_basis_points: how much every rate rises; one-off costs don't.
        uplift_from: the first day of the higher rates.
        slips_from: placements that end on this day or later end a term later; None: none do.
    """

    approved: frozenset[str] = frozenset()
    uplift_basis_points: BasisPoints = NO_UPLIFT
    uplift_from: date = date.min
    slips_from: date | None = None


def applied(scenario: Scenario, planned: Iterable[Planned]) -> list[Planned]:
    """Return what would be planned."""
    return [_applied(scenario, plan) for plan in planned]


def _applied(scenario: Scenario, plan: Planned) -> Planned:
    if plan.reference in scenario.approved and plan.likelihood is not None:
        plan = replace(plan, likelihood=WHOLE)
    if plan.is_approved and scenario.slips_from and plan.days.last >= scenario.slips_from:
        last = working_days.add_months(plan.days.last, MONTHS_OF_A_TERM)
        plan = replace(plan, days=Period(plan.days.first, last))
    if scenario.uplift_basis_points:
        plan = replace(plan, charges=_raised(scenario, plan.charges))
    return plan


def _raised(scenario: Scenario, charges: Iterable[Charge]) -> tuple[Charge, ...]:
    return tuple(
        replace(charge, line=line)
        for charge in charges
        for line in raised(charge.line, scenario.uplift_basis_points, scenario.uplift_from)
    )


def raised(line: Line, basis_points: BasisPoints, day: date) -> list[Line]:
    """Return a line as it runs until a day, and as it runs from then on at a higher rate.

    The new rate is in whole pence, half a penny up, as a provider would state it; an uplift that
    the line has of its own comes on top.
    """
    if line.unit == "once":
        return [line]
    rate = (line.rate_pence * (WHOLE + basis_points) + WHOLE // 2) // WHOLE
    before, after = [], []
    if line.starts_on is None or line.starts_on < day:
        last = day - ONE_DAY
        before = [replace(line, ends_on=min(line.ends_on or last, last))]
    if line.ends_on is None or line.ends_on >= day:
        first = max(line.starts_on or day, day)
        after = [replace(line, starts_on=first, rate_pence=rate)]
    return before + after
