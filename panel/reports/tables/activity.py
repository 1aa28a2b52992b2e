"""Who is placed: how many children, how many came and left in the days, and what they cost.

A placement that was changed, by its rate, its split or its provider, is one: it is told of by its
last terms in the days. It is new when its first terms begin, and ends when no others follow.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from panel.cases.costs import option_costs
from panel.cases.figures.gaps import FEWEST_TOLD
from panel.cases.models import Placement
from panel.pooledbudget.models import FundYear
from panel.reports.span import Span
from panel.reports.table import Cell, Column, Table, Unit
from panel.working_days import ONE_DAY

ALL_YEAR = 52  # weeks
UNTOLD = (None, None, None, None)
NOTE = "A placement that was changed is one, at its last terms in these days."


@dataclass(frozen=True)
class Placed:
    """One placement with its changes: whose, where, and what it costs."""

    child_id: int
    is_local: bool
    weeks_per_year: int
    weekly_pence: int
    full_year_pence: int
    starts_in: bool  # within the days told of
    ends_in: bool


def to_partners(fund_year: FundYear, span: Span) -> list[Table]:
    """Return every count."""
    return [table(placed(fund_year, span), fewest=0)]


def in_public(fund_year: FundYear, span: Span) -> list[Table]:
    """Return the counts of five and more that leave as many, or none, of the whole.

    Others, and what they cost, aren't told: nor could they be worked out from what is.
    """
    return [table(placed(fund_year, span), fewest=FEWEST_TOLD)]


def placed(fund_year: FundYear, span: Span) -> list[Placed]:
    """Return the placements of the fund's panel that ran on any of the days of the span."""
    ran = {placement.pk: placement for placement in _ran(fund_year, span)}
    changed = {each.follows_id for each in ran.values() if _is_change(each)}
    return [
        _placed(each, _first(each, ran), span) for pk, each in ran.items() if pk not in changed
    ]


def _ran(fund_year: FundYear, span: Span) -> QuerySet[Placement]:
    running = Q(ended_on=None) | Q(ended_on__gte=span.first_day)
    return (
        Placement.objects.filter(
            running,
            placement_request__panel=fund_year.fund.panel_id,
            started_on__lte=span.last_day,
        )
        .select_related("placement_request", "option", "follows")
        .prefetch_related("followed_by", "option__cost_lines__shares__agency")
    )


def _is_change(placement: Placement) -> bool:
    """Say whether it goes on where the placement that it changed stops."""
    before, started_on = placement.follows, placement.started_on
    if before is None or before.ended_on is None or started_on is None:
        return False
    return before.ended_on + ONE_DAY == started_on


def _first(placement: Placement, ran: Mapping[int, Placement]) -> Placement:
    """Return what a placement was before its changes, as far back as the days reach."""
    before = _is_change(placement) and ran.get(placement.follows_id or 0)
    return _first(before, ran) if before else placement


def _placed(placement: Placement, first: Placement, span: Span) -> Placed:
    option = placement.option
    goes_on = any(map(_is_change, placement.followed_by.all()))
    cost = option_costs.first_year(option)
    return Placed(
        child_id=placement.placement_request.child_id,
        is_local=option.is_local,
        weeks_per_year=option.weeks_per_year,
        weekly_pence=cost.weekly_pence if cost else 0,
        full_year_pence=cost.full_year_pence if cost else 0,
        starts_in=span.holds(first.started_on) and not _is_change(first),
        ends_in=span.holds(placement.ended_on) and not goes_on,
    )


GROUPS: tuple[tuple[str, Callable[[Placed], bool]], ...] = (
    ("Placed on any of these days", lambda placed: True),
    ("New in these days", lambda placed: placed.starts_in),
    ("Ended in these days", lambda placed: placed.ends_in),
    ("In the area", lambda placed: placed.is_local),
    ("Out of the area", lambda placed: not placed.is_local),
    ("All the year, 52 weeks", lambda placed: placed.weeks_per_year >= ALL_YEAR),
    ("In term, 38 to 51 weeks", lambda placed: placed.weeks_per_year < ALL_YEAR),
)


def table(found: list[Placed], *, fewest: int) -> Table:
    """Return the counts: none of fewer children than `fewest`, nor with so few left out of it."""
    columns = (
        Column("Which"),
        Column("Children", Unit.COUNT),
        Column("Placements", Unit.COUNT),
        Column("Average a week", Unit.PENCE),
        Column("Full-year cost", Unit.PENCE),
    )
    rows = tuple(
        _row(name, found, is_of) if _is_told(found, is_of, fewest) else (name, *UNTOLD)
        for name, is_of in GROUPS
    )
    return Table("Activity", columns, rows, NOTE)


def _is_told(found: list[Placed], is_of: Callable[[Placed], bool], fewest: int) -> bool:
    of, others = (
        _children([one for one in found if is_of(one) is kept]) for kept in (True, False)
    )
    return of >= fewest and (others == 0 or others >= fewest)


def _row(name: str, found: list[Placed], is_of: Callable[[Placed], bool]) -> tuple[Cell, ...]:
    of = [placed for placed in found if is_of(placed)]
    weekly = sum(placed.weekly_pence for placed in of)
    average = weekly // len(of) if of else None
    whole = sum(placed.full_year_pence for placed in of)
    return (name, _children(of), len(of), average, whole)


def _children(of: list[Placed]) -> int:
    return len({placed.child_id for placed in of})
