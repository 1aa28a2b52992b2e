"""What a placement costs over all the years it runs, and in the dearest of them."""

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date

from panel.cases import costing
from panel.cases import queries as requests
from panel.cases.models import PlacementOption
from panel.money import Pence


def lifetime(option: PlacementOption) -> Counter[str]:
    """Return what each agency would pay in all, in pence, by its code; 0 for others."""
    total: Counter[str] = Counter()
    for cost in _years(option):
        total.update(cost.period_by_agency())
    return total


def dearest_year(option: PlacementOption, agencies: Collection[str] | None = None) -> Pence:
    """
    Return the most that a year costs these agencies, by their codes; all of them if none is named.

    A year is a full one at its own rates, with what is paid once in it.
    """
    years = (cost.yearly_by_agency() for cost in _years(option))
    return Pence(
        max(
            sum(pence for code, pence in year.items() if agencies is None or code in agencies)
            for year in years
        )
    )


def _years(option: PlacementOption) -> Iterator[costing.Costing]:
    """Yield what it costs in each financial year that it runs in."""
    assert option.starts_on is not None, "An option that was agreed has its dates."
    assert option.ends_on is not None, "An option that was agreed has its dates."
    year = costing.financial_year(option.starts_on)
    while year.first <= option.ends_on:
        cost = requests.cost(option, year=year)
        assert cost is not None, "An option with its dates can be costed."
        yield cost
        year = costing.financial_year(date(year.last.year, 4, 1))
