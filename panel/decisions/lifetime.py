"""What a placement costs from its first day to its last, over all the years it runs."""

from collections import Counter
from datetime import date

from panel.cases import costing
from panel.cases import queries as requests
from panel.cases.models import PlacementOption


def lifetime(option: PlacementOption) -> Counter[str]:
    """Return what each agency would pay in all, in pence, by its code; 0 for others."""
    assert option.starts_on is not None, "An option that was agreed has its dates."
    assert option.ends_on is not None, "An option that was agreed has its dates."
    total: Counter[str] = Counter()
    year = costing.financial_year(option.starts_on)
    while year.first <= option.ends_on:
        cost = requests.cost(option, year=year)
        assert cost is not None, "An option with its dates can be costed."
        total.update(cost.period_by_agency())
        year = costing.financial_year(date(year.last.year, 4, 1))
    return total
