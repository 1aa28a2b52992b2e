"""The dated steps that a placement brings with it when it starts, each with its source.

Pure functions of plain values: no rows, no clock. `operations.placement_clocks` writes them down.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from panel import working_days
from panel.agencies.models import Role
from panel.cases.placements import ladders
from panel.cases.placements.stay import DatedStep, Stay, Under
from panel.cases.vocabulary.placements import TaskKind
from panel.deadlines import rules

# Our choice, not law: long enough before the birthday to hold a meeting about it.
BEFORE_A_BIRTHDAY_MONTHS = 3

#: Those that a stay brings or doesn't by how long it is.
BY_LENGTH = frozenset(
    {TaskKind.NOTIFY, TaskKind.CARE_STATUS, TaskKind.TRANSITION, TaskKind.RENEWAL}
)


def steps(stay: Stay, under: Under) -> list[DatedStep]:
    """Return every step that comes with the start of a stay, the one due first at the head."""
    back = renewal(stay, under)
    found = [
        *_by_law(stay, under),
        *ladders.first_steps(stay, under),
        *_birthdays(stay, under.policy.transition.trigger_ages, under.version),
        *([back] if back.due_on > stay.first_day else []),
    ]
    return sorted(found, key=lambda step: (step.due_on, step.kind, step.key))


def _by_law(stay: Stay, under: Under) -> Iterator[DatedStep]:
    """Yield what follows, by English law, from sleeping away from home for long."""
    if not under.policy.identity.has_english_law:
        return
    if stay.is_residential and stay.is_long:
        yield _step(rules.RES_01, TaskKind.NOTIFY, stay, under)
        if not stay.is_looked_after:
            yield _step(rules.RES_02, TaskKind.CARE_STATUS, stay, under)


def _step(rule: rules.Rule, kind: TaskKind, stay: Stay, under: Under) -> DatedStep:
    first = stay.first_day
    holidays = under.closed_days(first.year, first.year + 1)
    return DatedStep(
        kind=kind,
        title=rule.title,
        source=rule.source,
        owner=Role.COORDINATOR,
        opens_on=first,
        due_on=rules.compute(rule, first, holidays).due_on,
        rule=rule,
        counted_from=first,
    )


def _birthdays(stay: Stay, ages: Iterable[int], version: str) -> Iterator[DatedStep]:
    """Yield a step for each birthday named that falls within the stay."""
    for age in ages:
        birthday = working_days.add_months(stay.born_on, age * 12)
        if stay.first_day <= birthday <= stay.last_day:
            yield DatedStep(
                kind=TaskKind.TRANSITION,
                key=str(age),
                title=f"Plan for adult life before the {age}th birthday",
                source=version,
                owner=Role.REFERRER,
                opens_on=working_days.add_months(birthday, -BEFORE_A_BIRTHDAY_MONTHS),
                due_on=birthday,
            )


def renewal(stay: Stay, under: Under) -> DatedStep:
    """Return the going back to the panel; of a short stay it would fall before the start."""
    last, terms = stay.approved_until, under.policy.agreement
    rule = rules.placement_renewal(
        terms.represent_weeks_before_end,
        policy=under.version,
        effective_from=under.effective_from,
    )
    due_on = rules.compute(rule, last, under.closed_days(last.year - 1, last.year)).due_on
    warned_on = min(due_on, last - timedelta(weeks=max(terms.warning_weeks, default=0)))
    return DatedStep(
        kind=TaskKind.RENEWAL,
        title="Ask the panel for an extension, or plan the end",
        source=rule.source,
        owner=Role.REFERRER,
        opens_on=max(stay.first_day, warned_on),
        due_on=due_on,
        rule=rule,
        counted_from=last,
    )
