"""What an agenda asks of the panel's money, for the head of its meeting's page. Reads."""

from collections.abc import Sequence

from panel.agencies.access import Access
from panel.cases import queries as requests
from panel.cases.costs import costing, option_costs
from panel.cases.models import PlacementOption
from panel.cases.placements import agreements
from panel.cases.placements import queries as placement_queries
from panel.meetings import queries as agendas
from panel.meetings.models import AgendaItem
from panel.money import Pence
from panel.presentation import formatting
from panel.presentation.parts import Tile
from panel.working_days import ONE_DAY


def tile(items: Sequence[AgendaItem], access: Access) -> Tile:
    """Return what is asked for: of a change, what it costs beyond the placement that it changes.

    All that it costs to a reader who may not see that placement; `items` are fetched `in_full`.
    """
    asking = [item.placement_request for item in items if agendas.asks_for_money(item)]
    options = [option for one in asking if (option := requests.recommended(one))]
    in_all = sum(_first_year(option) for option in options)
    beyond = sum(max(0, _first_year(option) - _paid_anyway(option, access)) for option in options)
    which = "all items" if len(asking) == len(items) else formatting.count(len(asking), "item")
    note = f"first year, {which}"
    if beyond != in_all:
        note += f"; {_headline(in_all)} less what the placements that change would have cost"
    return Tile("Money asked for", _headline(beyond), note)


def _headline(pence: int) -> str:
    return formatting.headline(Pence(pence))


def _first_year(option: PlacementOption) -> int:
    cost = option_costs.first_year(option)
    return cost.period_pence if cost else 0


def _paid_anyway(option: PlacementOption, access: Access) -> int:
    """Return what a placement that an option is to change would cost that year in its stead."""
    before = placement_queries.changed_by(option.placement_request)
    if before is None or option.starts_on is None:
        return 0
    if not placement_queries.visible_to(access).filter(pk=before.pk).exists():
        return 0
    first = before.started_on or before.option.starts_on
    last = agreements.last_day(before)
    assert first is not None, "An approved option has its days."
    assert last is not None, "An approved option has its days."
    change = min(last, option.starts_on - ONE_DAY)
    costs = [
        option_costs.cost(
            before.option,
            year=costing.financial_year(option.starts_on),
            placed=costing.Period(first, until),
        )
        for until in (last, change)
    ]
    unchanged, until_then = (cost.period_pence if cost else 0 for cost in costs)
    return unchanged - until_then
