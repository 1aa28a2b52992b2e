"""Whether an option's cost is shared as a panel's rules of joint funding have it.

A panel that has its own way may leave it for a reason. Who pays at all, and whether once or
again and again, is no matter of reasons. Reads; never writes.
"""

from collections import Counter
from collections.abc import Iterator

from panel.cases.costs import option_costs
from panel.cases.models import CostLine, PlacementOption
from panel.cases.vocabulary import CostUnit
from panel.money import WHOLE, BasisPoints, Pence, in_pounds
from panel.policies.schema import Policy
from panel.policies.schema.money import Payer
from panel.presentation.formatting import percent

#: A third is 3,333 or 3,334 of 10,000 basis points.
A_POINT = 1


def unpaid(option: PlacementOption, rules: Policy) -> Iterator[str]:
    """Yield why what is asked of an agency can't be: it isn't a payer, or not in that way."""
    lines = list(option.cost_lines.all())
    if rules.funding.payers:
        for agency in {share.agency for line in lines for share in line.shares_in_force()}:
            if payer(option, rules, agency.code) is None:
                yield f"{agency} doesn’t pay for a child of this age by the panel’s rules."
    kinds = {"one_off" if line.unit == CostUnit.ONCE else "recurring" for line in lines}
    for kind in sorted(kinds - set(rules.funding.contribution_kinds)):
        yield f"Option {option.letter} has a cost that is {KINDS[kind]}; the rules have none such."


KINDS = {"one_off": "paid once", "recurring": "paid again and again"}


def payer(option: PlacementOption, rules: Policy, code: str) -> Payer | None:
    """Return the budget from which an agency pays at the child's age on the first day; or None."""
    assert option.starts_on is not None, "An option is agreed with its dates."
    age = option.placement_request.child.age(option.starts_on)
    old_enough = [
        one for one in rules.funding.payers if one.agency == code and one.from_age <= age
    ]
    return max(old_enough, key=lambda one: one.from_age, default=None)


def otherwise(option: PlacementOption, rules: Policy) -> Iterator[str]:
    """Yield where shares aren't those that the rules propose; nothing where they propose none."""
    funding = rules.funding
    match funding.method:
        case "equal":
            yield from _uneven(option)
        case "percentage":
            proposed = {share.agency: share.basis_points for share in funding.default_shares}
            yield from _unlike(option, proposed)
        case "trigger_percentage":
            assert funding.trigger_basis_points is not None, "The method comes with its trigger."
            yield from _too_small(option, funding.trigger_basis_points)
        case "envelope":
            assert funding.envelope_pence is not None, "The method comes with its envelope."
            yield from _over(option, funding.envelope_pence)


def _uneven(option: PlacementOption) -> Iterator[str]:
    for line in option.cost_lines.all():
        points = [share.basis_points for share in line.shares_in_force()]
        if max(points, default=0) - min(points, default=0) > A_POINT:
            yield f"The rules share each cost equally; “{_name(line)}” isn’t."


def _unlike(option: PlacementOption, proposed: dict[str, int]) -> Iterator[str]:
    for line in option.cost_lines.all():
        shares = {share.agency.code: share.basis_points for share in line.shares_in_force()}
        if shares != {code: points for code, points in proposed.items() if points}:
            yield f"The rules share each cost by their own percentages; “{_name(line)}” isn’t."


def _too_small(option: PlacementOption, trigger: int) -> Iterator[str]:
    """Yield each agency whose part of a full year is below what makes a cost joint."""
    cost = option_costs.first_year(option)
    assert cost is not None, "An option is agreed with its dates."
    paid = Counter(cost.full_year_by_agency())
    for agency in option.placement_request.panel.agencies.filter(code__in=paid):
        if paid[agency.code] * WHOLE < trigger * cost.full_year_pence:
            least = percent(BasisPoints(trigger))
            yield f"By the rules {agency} pays from a share of {least} up; this is less."


def _over(option: PlacementOption, envelope: int) -> Iterator[str]:
    cost = option_costs.first_year(option)
    assert cost is not None, "An option is agreed with its dates."
    if cost.full_year_pence > envelope:
        full_year, most = in_pounds(cost.full_year_pence), in_pounds(Pence(envelope))
        yield f"A full year of it costs {full_year}; the rules’ envelope is {most}."


def _name(line: CostLine) -> str:
    return line.description or line.get_kind_display()
