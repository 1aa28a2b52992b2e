"""The options side by side: suitability before cost."""

from collections.abc import Sequence
from dataclasses import dataclass

from panel.cases import queries
from panel.cases.costs import costing, option_costs, rates
from panel.cases.models import PlacementOption, PlacementRequest
from panel.cases.placements.flags import flags
from panel.cases.placements.stays import stay_with
from panel.cases.presenters import fitting
from panel.cases.vocabulary.options import FundingSource
from panel.money import Pence, in_pounds
from panel.policies.schema import Policy
from panel.presentation import formatting
from panel.presentation.parts import Cell, Option, Row

ROUNDED = (
    "Each line is rounded to the penny in each year, half a penny up, and then divided among "
    "those who pay it, so that their parts come to it."
)


@dataclass(frozen=True)
class Comparison:
    """Columns and rows of components/options.html."""

    options: Sequence[Option]
    rows: Sequence[Row]


def compare(placement_request: PlacementRequest) -> Comparison:
    """Return every option as a column; costs are those of the financial year it starts in."""
    options = list(placement_request.options.all())
    costs = [option_costs.first_year(option) for option in options]
    return Comparison(
        [Option(f"{o.letter}. {o.provider}", is_recommended=o.is_recommended) for o in options],
        [*fitting.rows(placement_request, options), *_money(placement_request, options, costs)],
    )


def _money(
    placement_request: PlacementRequest,
    options: Sequence[PlacementOption],
    costs: Sequence[costing.Costing | None],
) -> list[Row]:
    return [
        Row("Cost a week", [*map(_weekly, options, costs)]),
        *(
            Row(
                agency.name,
                [_share(cost, agency.code) for cost in costs],
                agency=agency.code,
            )
            for agency in placement_request.panel.agencies.all()
        ),
        Row(
            "First financial year",
            [_amount(cost.period_pence if cost else None) for cost in costs],
        ),
        Row("Full year", [_amount(cost.full_year_pence if cost else None) for cost in costs]),
        Row("Paid from", [_sources(option) for option in options]),
    ]


def _weekly(option: PlacementOption, cost: costing.Costing | None) -> Cell:
    return Cell(in_pounds(cost.weekly_pence), note=which_weeks(option)) if cost else Cell("–")


def which_weeks(option: PlacementOption) -> str:
    """Say in which weeks a week costs so much, and on which basis; nothing where in every one.

    What is priced by term or year counts with a 52nd: so many such weeks are no full year's cost.
    """
    units, weeks = {line.unit for line in option.cost_lines.all()}, option.weeks_per_year
    if not weeks or weeks >= rates.ALL_YEAR or not units - {"once"}:
        return ""
    spread = units & {"term", "year"}
    if spread and not units & {"day", "week"}:
        return f"a {rates.ALL_YEAR}nd of a year’s price"
    said = f"in one of its {weeks} weeks"
    return (
        f"{said}, and of what is priced by term or year a {rates.ALL_YEAR}nd" if spread else said
    )


def _share(cost: costing.Costing | None, agency: str) -> Cell:
    """Return what an agency pays a week, and its part of what a full year costs."""
    part = cost.portions().get(agency) if cost else None
    if cost is None or not part:
        return Cell("–")
    weekly = in_pounds(cost.weekly_by_agency().get(agency, Pence(0)))
    once = " with what is paid once" if any(cost.once_by_agency().values()) else ""
    return Cell(weekly, note=f"{formatting.percent(part)} of a full year{once}")


def _sources(option: PlacementOption) -> Cell:
    named = {line.funding_source for line in option.cost_lines.all()}
    return Cell("; ".join(s.label for s in FundingSource if s in named) or fitting.UNKNOWN)


def _amount(pence: int | None) -> Cell:
    return Cell("–" if pence is None else in_pounds(Pence(pence)))


def consequences(placement_request: PlacementRequest, rules: Policy) -> list[str]:
    """Return what the law attaches to each option, a sentence each, before any is agreed."""
    child = placement_request.child
    stays = [(option, stay_with(option, child)) for option in placement_request.options.all()]
    return [
        f"{option.letter}. {option.provider}: {flag.words} {flag.source}."
        for option, stay in stays
        if stay is not None
        for flag in flags(stay, rules)
    ]


def workings(placement_request: PlacementRequest) -> list[str]:
    """Return how the recommended option's first year was worked out, a sentence a cost line."""
    option = queries.recommended(placement_request)
    cost = option_costs.first_year(option) if option else None
    if cost is None:
        return []
    days = formatting.day_range(cost.period.first, cost.period.last)
    return [f"Days counted: {days}, {cost.period.days} in all.", *worked_out(cost)]


def worked_out(cost: costing.Costing) -> list[str]:
    """Return how a year was worked out, a sentence a cost line, and how it was rounded.

    So that whoever adds it up again comes to the same penny.
    """
    lines = [f"{li.name}: {li.working} = {in_pounds(li.period_pence)}" for li in cost.lines]
    full = [li for li in cost.lines if li.full_year_pence]
    if len(full) > 1:
        parts = " + ".join(f"{li.name} {in_pounds(li.full_year_pence)}" for li in full)
        lines.append(f"Full year: {parts} = {in_pounds(cost.full_year_pence)}")
    return [*lines, ROUNDED]
