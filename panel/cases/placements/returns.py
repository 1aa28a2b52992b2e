"""What brings a placement back to its panel, by the panel's rules, once it has come about."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from panel import working_days
from panel.cases.models import Child, Placement
from panel.cases.vocabulary.placements import EndReason
from panel.policies.schema import Policy
from panel.presentation import formatting

YEAR = 12  # months


def reasons(placement: Placement, rules: Policy, *, on: date) -> list[str]:
    """Return in a sentence each what has come about on a day."""
    return list(_reasons(placement, rules, on=on))


def moves(stays: Iterable[tuple[date, str]], *, on: date) -> int:
    """Count the moves from one provider to another in the twelve months before a day.

    Args:
        stays: the first day and the provider of each, in order of time.
    """
    since = working_days.add_months(on, -YEAR)
    return sum(
        since < first_day <= on and provider != before
        for (_, before), (first_day, provider) in pairwise(stays)
    )


def _reasons(placement: Placement, rules: Policy, *, on: date) -> Iterator[str]:
    triggers, least = rules.routing.return_triggers, rules.routing.moves_threshold
    if "breakdown" in triggers and placement.end_reason == EndReason.BREAKDOWN:
        yield "It broke down."
    if "moves" in triggers:
        moved = moves(_stays(placement.placement_request.child), on=on)
        if moved >= least:
            times = formatting.count(moved, "time")
            yield f"The child has moved {times} within twelve months."


def _stays(child: Child) -> list[tuple[date, str]]:
    started = Placement.objects.filter(placement_request__child=child, started_on__isnull=False)
    found = started.order_by("started_on", "pk").values_list("started_on", "option__provider")
    return [(first_day, provider) for first_day, provider in found if first_day is not None]
