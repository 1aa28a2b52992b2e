"""What an option costs, from the rows it is kept in. Reads."""

from panel.cases.costs import costing
from panel.cases.models import (
    CostLine,
    PlacementOption,
)


def first_year(option: PlacementOption) -> costing.Costing | None:
    """Return what an option costs in the financial year it starts in; None without dates."""
    if option.starts_on is None:
        return None
    return cost(option, year=costing.financial_year(option.starts_on))


def cost(
    option: PlacementOption, *, year: costing.Period, placed: costing.Period | None = None
) -> costing.Costing | None:
    """Return what an option costs in a financial year; None until its dates are known.

    Args:
        placed: the days really spent there, where they aren't those of the option.
    """
    if option.starts_on is None or option.ends_on is None:
        return None
    lines = [line_of(line, option) for line in option.cost_lines.all()]
    placed = placed or costing.Period(option.starts_on, option.ends_on)
    return costing.cost(lines, placed=placed, year=year)


def line_of(line: CostLine, option: PlacementOption) -> costing.Line:
    """Return a cost line of an option as what is costed; its shares are those in force."""
    return costing.Line(
        name=line.description or line.get_kind_display(),
        rate_pence=line.rate_pence,
        unit=line.unit,
        weeks_per_year=line.weeks_per_year or option.weeks_per_year,
        shares={share.agency.code: share.basis_points for share in line.shares_in_force()},
        days_per_week=line.days_per_week,
        starts_on=line.starts_on,
        ends_on=line.ends_on,
        uplift_basis_points=line.uplift_basis_points,
        uplift_from=line.uplift_from,
    )
