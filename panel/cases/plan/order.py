"""Which steps of a child's plan come after which, and what is wrong with one out of order.

Pure: plain values, and nothing that acts.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from panel.cases.plan.steps import PlanStepKind
from panel.presentation import formatting

Dated = tuple[PlanStepKind, date]

#: What a step can't lie before, where it is recorded.
AFTER: Mapping[PlanStepKind, tuple[PlanStepKind, ...]] = {
    PlanStepKind.ASSESSING: (PlanStepKind.NOT_ASSESSED,),  # once the tribunal has said so
    PlanStepKind.ADVISED: (PlanStepKind.ASSESSING,),
    PlanStepKind.NOT_ISSUED: (PlanStepKind.ASSESSING, PlanStepKind.ADVISED),
    PlanStepKind.DRAFTED: (PlanStepKind.ASSESSING,),
    PlanStepKind.HEARD: (PlanStepKind.ASSESSING, PlanStepKind.DRAFTED),
    PlanStepKind.ISSUED: (
        PlanStepKind.ASSESSING,
        PlanStepKind.ADVISED,
        PlanStepKind.DRAFTED,
        PlanStepKind.HEARD,
    ),
    PlanStepKind.ANSWERED: (PlanStepKind.CONSULTED,),
    PlanStepKind.REASSESSING: (PlanStepKind.ISSUED,),
    PlanStepKind.REISSUED: (PlanStepKind.REASSESSING,),
    PlanStepKind.HANDED_OVER: (PlanStepKind.MOVED_AWAY,),
    PlanStepKind.TRANSFER_TOLD: (PlanStepKind.TAKEN_OVER,),
    PlanStepKind.REPORTED: (PlanStepKind.REVIEWED,),
    PlanStepKind.KEPT: (PlanStepKind.REVIEWED,),
    PlanStepKind.AMENDING: (PlanStepKind.REVIEWED,),
    PlanStepKind.AMENDED: (PlanStepKind.AMENDING,),
}

#: What is done once on the way to a plan; a review or a draft may come again.
ONCE = frozenset(
    {
        PlanStepKind.ASSESSING,
        PlanStepKind.NOT_ASSESSED,
        PlanStepKind.ADVISED,
        PlanStepKind.NOT_ISSUED,
        PlanStepKind.ISSUED,
    }
)

#: What follows from a plan being asked for, and so isn't done before.
TOWARDS_A_PLAN = ONCE | {PlanStepKind.DRAFTED, PlanStepKind.HEARD}


def impossible_day(
    kind: PlanStepKind, day: date, *, born_on: date, requested_on: date | None, today: date
) -> Iterator[str]:
    """Yield why a step can't have happened on a day, whatever else is recorded."""
    if day > today:
        yield f"{formatting.day(day)} lies ahead. Record it when it has happened."
    if day < born_on:
        yield f"{formatting.day(day)} is before the child was born, {formatting.day(born_on)}."
    if requested_on is not None and kind in TOWARDS_A_PLAN and day < requested_on:
        asked = formatting.day(requested_on)
        yield f"{formatting.day(day)} is before the plan was asked for, {asked}."


def out_of_order(kind: PlanStepKind, day: date, recorded: Iterable[Dated]) -> Iterator[str]:
    """Yield why a step can't have happened on a day beside those that are recorded."""
    for other, other_day in recorded:
        told = f"“{other.label}” is recorded for {formatting.day(other_day)}"
        if other is kind and kind in ONCE:
            yield f"{told}, and is done once. If that is wrong, take it back first."
        elif other in AFTER.get(kind, ()) and day < other_day:
            yield f"{told}, and this can’t come before it."
        elif kind in AFTER.get(other, ()) and {kind, other} & ONCE and day > other_day:
            yield f"{told}, and this can’t come after it."
