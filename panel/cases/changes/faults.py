"""What keeps a change of a placement from being one, or from being one for its panel. Reads."""

from collections.abc import Iterator
from datetime import date

from django.db.models import prefetch_related_objects

from panel.cases.models import (
    CostLine,
    Placement,
    PlacementChange,
    PlacementOption,
    PlacementRequest,
)
from panel.cases.placements import agreements
from panel.cases.placements import queries as placement_queries
from panel.cases.vocabulary import CostUnit
from panel.cases.vocabulary.placements import OF_MONEY, ChangeKind
from panel.policies.schema import Policy
from panel.presentation import formatting

SAME = (
    "Nothing in it differs from what stands: change the option, its costs or its shares, or "
    "withdraw the request."
)


def faults(
    request: PlacementRequest, chosen: PlacementOption | None, rules: Policy
) -> Iterator[str]:
    """Yield a sentence for each; none of a request that asks for no change.

    What was agreed without the panel may be brought to it as it was.
    """
    change = placement_queries.change_asked(request)
    if change is None or chosen is None:
        return
    placement = change.placement
    was_urgent = placement.placement_request.urgencies.exists()
    if not was_urgent and (same := _same(change, chosen)):
        yield same
    if chosen.ends_on is not None:
        yield from end_faults(placement, rules, chosen.ends_on)


def end_faults(placement: Placement, rules: Policy, ends_on: date) -> Iterator[str]:
    """Yield why a placement can't be asked to end on a later day than it does."""
    child, standing = placement.placement_request.child, agreements.last_day(placement)
    age, most = child.age(ends_on), rules.eligibility.age_max
    if age > most and (standing is None or ends_on > standing):
        day = formatting.day(ends_on)
        yield f"On {day} they are {age}; this panel’s children are {most} at most."


def is_of_money(request: PlacementRequest, chosen: PlacementOption | None) -> bool:
    """Say whether only what is paid, or by whom, is to change, while the child stays there.

    Then no place is chosen, so none is compared.
    """
    change = placement_queries.change_asked(request)
    if change is None or chosen is None or change.kind not in OF_MONEY:
        return False
    return _is_same_provider(change.placement, chosen)


def _is_same_provider(placement: Placement, chosen: PlacementOption) -> bool:
    agreement = agreements.in_force(placement)
    providers = {placement.option.provider, *([agreement.provider] if agreement else ())}
    return chosen.provider.casefold() in {name.casefold() for name in providers}


def _same(change: PlacementChange, chosen: PlacementOption) -> str:
    """Say that what is to change doesn't; empty where it does."""
    placement = change.placement
    is_same_provider = _is_same_provider(placement, chosen)
    if change.kind == ChangeKind.PROVIDER and is_same_provider:
        return f"It asks for a different provider, and names the same: {chosen.provider}."
    if change.kind == ChangeKind.EXTENSION:
        return already_approved(placement, chosen.ends_on)
    is_same = (
        is_same_provider
        and chosen.weeks_per_year == placement.option.weeks_per_year
        and chosen.ends_on == agreements.last_day(placement)
        and _paid(chosen, change) == _paid(placement.option, change)
    )
    return SAME if is_same else ""


def already_approved(placement: Placement, ends_on: date | None) -> str:
    """Say that an extension reaches no further than what stands; empty where it does."""
    agreement = agreements.in_force(placement)
    if agreement is None or ends_on is None or ends_on > agreement.approved_until:
        return ""
    until = formatting.day(agreement.approved_until)
    return f"It is approved until {until} already: give a later day."


def _paid(option: PlacementOption, change: PlacementChange) -> list[tuple[object, ...]]:
    """Return what is paid by whom from the day on which a change applies, in some fixed order."""
    prefetch_related_objects([option], "cost_lines__shares")
    return sorted(
        (_terms(line, option, change.applies_from) for line in _lines(option, change)), key=str
    )


def _lines(option: PlacementOption, change: PlacementChange) -> Iterator[CostLine]:
    for line in option.cost_lines.all():
        is_over = line.ends_on is not None and line.ends_on < change.applies_from
        first = line.starts_on or option.starts_on
        is_paid = line.unit == CostUnit.ONCE and first is not None and first < change.applies_from
        if not is_over and not is_paid:
            yield line


def _terms(line: CostLine, option: PlacementOption, first: date) -> tuple[object, ...]:
    last = line.ends_on if option.ends_on is None or line.ends_on != option.ends_on else None
    return (
        line.rate_pence,
        line.unit,
        line.weeks_per_year or option.weeks_per_year,
        line.days_per_week,
        line.uplift_basis_points,
        line.uplift_from,
        max(line.starts_on or first, first),
        last,
        sorted((share.agency_id, share.basis_points) for share in line.shares_in_force()),
    )
