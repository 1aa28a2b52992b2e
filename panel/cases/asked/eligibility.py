"""Whether a request is one for its panel: what its rules leave to others, and to whom."""

from collections.abc import Mapping

from panel.cases.models import PlacementOption, PlacementRequest
from panel.cases.vocabulary import RequestKind
from panel.cases.vocabulary.asked import Circumstance
from panel.policies.schema import Policy

ADULT = 18  # years

#: What rules may leave to others → how that is said.
LEFT_OUT: Mapping[str, str] = {
    **{value: f"{label[:1].lower()}{label[1:]}" for value, label in Circumstance.choices},
    "single_agency": "one agency alone pays",
    "adult": "they are 18 or older on the first day",
}


def payers(option: PlacementOption | None) -> dict[str, str]:
    """Return the names of the agencies that would pay for an option, by their codes."""
    lines = option.cost_lines.all() if option else ()
    shares = [share for line in lines for share in line.shares_in_force()]
    return {share.agency.code: share.agency.name for share in shares}


def age_on_first_day(request: PlacementRequest, option: PlacementOption | None) -> int | None:
    """Return the child's age on an option's first day; None until that is known."""
    starts_on = option.starts_on if option else None
    return request.child.age(starts_on) if starts_on else None


def past_age(rules: Policy, age: int | None) -> set[str]:
    """Return the codes of the agencies for which a child of this age is too old."""
    limits = rules.eligibility.agency_ages
    return {limit.agency for limit in limits if age is not None and age > limit.age_max}


def left_out(
    request: PlacementRequest, rules: Policy, option: PlacementOption | None
) -> list[str]:
    """Return for which of its circumstances the panel's rules leave a request to others."""
    found = _circumstances(request, option)
    return [LEFT_OUT[name] for name in rules.routing.exclusions if name in found]


def elsewhere(request: PlacementRequest, rules: Policy, option: PlacementOption | None) -> str:
    """Return the panel to which the rules send such a request; empty if it is this one."""
    routes = {route.when: route.to for route in rules.routing.routes}
    found = _circumstances(request, option)
    kinds = {
        "change_of_placement": request.kind == RequestKind.CHANGE,
        "transition": "adult" in found,
        "single_agency": "single_agency" in found,
        "joint_request": True,
    }
    to = next((routes[kind] for kind, is_so in kinds.items() if is_so and kind in routes), "")
    return "" if to.casefold() == rules.identity.title.casefold() else to


def _circumstances(request: PlacementRequest, option: PlacementOption | None) -> set[str]:
    """Return what the referrer said of it, and what its age and its costs show."""
    age = age_on_first_day(request, option)
    found = set(request.circumstances)
    if age is not None and age >= ADULT:
        found.add("adult")
    if len(payers(option)) == 1:
        found.add("single_agency")
    return found
