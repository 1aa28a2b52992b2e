"""A year's forecast from what is planned and what the ledger holds; see `forecasts.outturn`."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from panel.cases.costs.costing import Period
from panel.cases.stages import Stage
from panel.decisions.forecasting.planned import Planned, costs
from panel.money import WHOLE, BasisPoints, Pence, split
from panel.pooledbudget.forecasts.outturn import (
    NOTHING,
    Key,
    Outturn,
    Working,
    YearForecast,
    total,
)

BY_NO_LINE = ""  # the kind of what no cost line explains


@dataclass(frozen=True)
class Holding:
    """What the ledger holds for one request in a year: agency code → pence."""

    actual: Mapping[str, int]
    committed: Mapping[str, int]


def of_year(
    planned: Iterable[Planned], holdings: Mapping[str, Holding], year: Period
) -> YearForecast:
    """Return a year's forecast. `holdings`: by reference; of no request it knows, too."""
    plans = relieved(planned)
    by_reference = {plan.reference: plan for plan in plans}
    parts: dict[Key, list[Outturn]] = defaultdict(list)
    workings = []
    for plan in plans:
        holding, before = holdings.get(plan.reference), by_reference.get(plan.instead_of)
        found = _one(plan, holding, before, year)
        _add(parts, found)
        if worked := _working(plan, found, before, year):
            workings.append(worked)
    for reference in holdings.keys() - by_reference.keys():
        _add(parts, approved(Counter(), holdings[reference]))
    figures = {key: total(found) for key, found in parts.items()}
    return YearForecast(figures, tuple(workings))


def relieved(planned: Iterable[Planned]) -> list[Planned]:
    """End each placement on the day before an approved one takes its place."""
    plans = list(planned)
    starts = {
        plan.instead_of: plan.days.first for plan in plans if plan.is_approved and plan.instead_of
    }
    return [
        replace(plan, days=plan.days.before_change(starts.get(plan.reference, date.max)))
        for plan in plans
    ]


def approved(planned: Counter[Key], holding: Holding | None) -> dict[Key, Outturn]:
    """Return what an approved request comes to: what it holds, and what its days cost beyond.

    The ledger knows no cost lines, so an agency's money is split over the kinds of line by what
    it is planned to pay for each.
    """
    holding = holding or Holding({}, {})
    actual, committed = holding.actual, holding.committed
    found: dict[Key, Outturn] = {}
    for agency in dict.fromkeys([*(of for of, _ in planned), *actual, *committed]):
        kinds = {
            kind: pence for (of, kind), pence in planned.items() if of == agency and pence > 0
        }
        held = actual.get(agency, 0) + committed.get(agency, 0)
        expected = Pence(max(0, sum(kinds.values()) - held))
        parts = [
            split(Pence(pence), kinds or {BY_NO_LINE: 1}) if pence else {}
            for pence in (actual.get(agency, 0), committed.get(agency, 0), expected)
        ]
        for kind in kinds or (BY_NO_LINE,):
            found[agency, kind] = Outturn(*(part.get(kind, NOTHING) for part in parts))
    return found


def asked(planned: Counter[Key], likelihood: BasisPoints) -> dict[Key, Outturn]:
    """Return what a request that is still to be decided adds: parts of its sum, rounded once.

    What is left over goes where the remainders are largest, as in `money.split`; but a change may
    cost less than the placement before it, for some of the parts or in all.
    """
    exact = {key: divmod(pence * likelihood, WHOLE) for key, pence in planned.items()}
    left_over = likely(planned.total(), likelihood) - sum(whole for whole, _ in exact.values())
    raised = sorted(exact, key=lambda key: -exact[key][1])[:left_over]
    return {
        key: Outturn(pipeline_pence=Pence(whole + (key in raised)))
        for key, (whole, _) in exact.items()
    }


def likely(pence: int, likelihood: BasisPoints) -> Pence:
    """Return what counts of a cost that is so likely: half a penny as a penny."""
    return Pence((pence * likelihood + WHOLE // 2) // WHOLE)


def is_promised(holding: Holding | None) -> bool:
    """Whether money is committed, as it is while it is disputed who pays: all of it counts."""
    return holding is not None and any(holding.committed.values())


def beyond(plan: Planned, before: Planned | None, year: Period) -> Counter[Key]:
    """Return what a request would cost beyond the placement whose place it would take."""
    cost = costs(plan, year)
    if before is not None:
        cost.subtract(costs(before, year))
        if plan.days.first > before.days.first:
            days = before.days.before_change(plan.days.first)
            cost.update(costs(replace(before, days=days), year))
    return cost


def _one(
    plan: Planned, holding: Holding | None, before: Planned | None, year: Period
) -> dict[Key, Outturn]:
    if plan.likelihood is None or is_promised(holding):
        return approved(costs(plan, year), holding)
    found = asked(beyond(plan, before, year), plan.likelihood)
    if holding is not None:
        for key, part in approved(Counter(), holding).items():
            found[key] = found.get(key, Outturn()) + part
    return found


def _working(
    plan: Planned, found: Mapping[Key, Outturn], before: Planned | None, year: Period
) -> Working | None:
    """Return the likelihood by which it counts, and of what: all of what isn't pipeline."""
    whole = total(found.values())
    counted = Pence(whole.expected_pence + whole.pipeline_pence)
    if not counted:
        return None
    likelihood, full = plan.likelihood, counted
    if whole.pipeline_pence:
        full = Pence(beyond(plan, before, year).total())
    elif likelihood is not None:
        likelihood = WHOLE  # it is promised while it is disputed who pays
    standing = Stage(plan.standing).label
    return Working(plan.reference, standing, likelihood, full, counted)


def _add(parts: Mapping[Key, list[Outturn]], found: Mapping[Key, Outturn]) -> None:
    for key, part in found.items():
        parts[key].append(part)
