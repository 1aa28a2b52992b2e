"""Who is placed: how many children, how many came and left in the days, and what they cost."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from panel.cases import queries as requests
from panel.cases.gaps import FEWEST_TOLD
from panel.cases.models import Placement
from panel.pooledbudget.models import FundYear
from panel.reports.span import Span
from panel.reports.table import Cell, Column, Table, Unit

ALL_YEAR = 52  # weeks


@dataclass(frozen=True)
class Placed:
    """One placement: whose, where, and what it costs."""

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
    return [_placed(placement, span) for placement in _ran(fund_year, span)]


def _ran(fund_year: FundYear, span: Span) -> QuerySet[Placement]:
    running = Q(ended_on=None) | Q(ended_on__gte=span.first_day)
    return (
        Placement.objects.filter(
            running,
            placement_request__panel=fund_year.fund.panel_id,
            started_on__lte=span.last_day,
        )
        .select_related("placement_request", "option")
        .prefetch_related("option__cost_lines__shares__agency")
    )


def _placed(placement: Placement, span: Span) -> Placed:
    option = placement.option
    cost = requests.first_year(option)
    return Placed(
        child_id=placement.placement_request.child_id,
        is_local=option.is_local,
        weeks_per_year=option.weeks_per_year,
        weekly_pence=cost.weekly_pence if cost else 0,
        full_year_pence=cost.full_year_pence if cost else 0,
        starts_in=span.holds(placement.started_on),
        ends_in=span.holds(placement.ended_on),
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
        Column("Placements"),
        Column("Children", Unit.COUNT),
        Column("Average a week", Unit.PENCE),
        Column("Full-year cost", Unit.PENCE),
    )
    rows = tuple(
        _row(name, found, is_of) if _is_told(found, is_of, fewest) else (name, None, None, None)
        for name, is_of in GROUPS
    )
    return Table("Activity", columns, rows)


def _is_told(found: list[Placed], is_of: Callable[[Placed], bool], fewest: int) -> bool:
    of, others = (
        _children([one for one in found if is_of(one) is kept]) for kept in (True, False)
    )
    return of >= fewest and (others == 0 or others >= fewest)


def _row(name: str, found: list[Placed], is_of: Callable[[Placed], bool]) -> tuple[Cell, ...]:
    of = [placed for placed in found if is_of(placed)]
    weekly = sum(placed.weekly_pence for placed in of)
    average = weekly // len(of) if of else None
    return (name, _children(of), average, sum(placed.full_year_pence for placed in of))


def _children(of: list[Placed]) -> int:
    return len({placed.child_id for placed in of})
