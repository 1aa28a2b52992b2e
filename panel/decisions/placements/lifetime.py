"""What a placement costs over all the years it runs, and in the dearest year and week of them.

These at the highest rate that its days reach: it may rise on the second of them.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from panel.cases.costs import costing, option_costs
from panel.cases.models import PlacementOption
from panel.money import Pence


def lifetime(option: PlacementOption, agencies: Collection[str] | None = None) -> Pence:
    """Return what agencies, by their codes, would pay in all; every one where none is named."""
    return Pence(sum(_sums((cost.period_by_agency() for cost in _in_fact(option)), agencies)))


def dearest_week(option: PlacementOption, agencies: Collection[str] | None = None) -> Pence:
    """Return the most that a week costs these agencies, as `dearest_year` does."""
    weekly = (cost.weekly_by_agency() for cost in _at_their_highest(option))
    return Pence(max(_sums(weekly, agencies)))


def dearest_year(option: PlacementOption, agencies: Collection[str] | None = None) -> Pence:
    """Return the most that a year costs these agencies, named as `lifetime` has them.

    A year is a full one at the highest of its own rates, with what is paid once in it.
    """
    yearly = (cost.yearly_by_agency() for cost in _at_their_highest(option))
    return Pence(max(_sums(yearly, agencies)))


def paid_once(option: PlacementOption, agencies: Collection[str] | None = None) -> Pence:
    """Return what of its `lifetime` is paid once, in whichever year."""
    once = (cost.once_by_agency() for cost in _in_fact(option))
    return Pence(sum(_sums(once, agencies)))


def _sums(costs: Iterable[Mapping[str, Pence]], agencies: Collection[str] | None) -> Iterator[int]:
    for cost in costs:
        yield sum(pence for code, pence in cost.items() if agencies is None or code in agencies)


def _in_fact(option: PlacementOption) -> Iterator[costing.Costing]:
    """Yield what it costs in each of its years."""
    for year in _years(option):
        cost = option_costs.cost(option, year=year)
        assert cost is not None, "An option with its dates can be costed."
        yield cost


def _at_their_highest(option: PlacementOption) -> Iterator[costing.Costing]:
    """Yield what it costs in each of its years, as if it were at its highest rate throughout."""
    lines = [option_costs.line_of(line, option) for line in option.cost_lines.all()]
    placed = _days(option)
    for year in _years(option):
        reached = placed.within(year)
        highest = [costing.at_its_highest(line, reached) for line in lines]
        yield costing.cost(highest, placed=placed, year=year)


def _years(option: PlacementOption) -> Iterator[costing.Period]:
    """Yield each financial year that it runs in."""
    placed = _days(option)
    year = costing.financial_year(placed.first)
    while year.first <= placed.last:
        yield year
        year = costing.financial_year(date(year.last.year, 4, 1))


def _days(option: PlacementOption) -> costing.Period:
    assert option.starts_on is not None, "An option that was agreed has its dates."
    assert option.ends_on is not None, "An option that was agreed has its dates."
    return costing.Period(option.starts_on, option.ends_on)
