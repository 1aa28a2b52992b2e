"""The dated steps that a placement brings with it when it starts, each with its source.

Pure functions of plain values: no rows, no clock. `operations.running` writes them down.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from panel import working_days
from panel.agencies.models import Role
from panel.cases.placement_vocabulary import TaskKind
from panel.cases.vocabulary import LegalStatus, Setting
from panel.deadlines import rules
from panel.policies.schema import Policy

RESIDENTIAL = frozenset(
    {Setting.INDEPENDENT_BOARDING, Setting.RESIDENTIAL_52, Setting.CHILDRENS_HOME}
)
LOOKED_AFTER = frozenset({LegalStatus.ACCOMMODATED, LegalStatus.CARE_ORDER})
LONG_STAY_MONTHS = 3
# Our choice, not law: long enough before the birthday to hold a meeting about it.
BEFORE_A_BIRTHDAY_MONTHS = 3


@dataclass(frozen=True)
class Stay:
    """What the steps depend on, of one placement."""

    born_on: date
    first_day: date
    last_day: date  # as agreed
    setting: str
    legal_status: str
    weeks_per_year: int = 52

    @property
    def is_residential(self) -> bool:
        """Whether the child sleeps there."""
        return self.setting in RESIDENTIAL

    @property
    def is_looked_after(self) -> bool:
        """Whether the child is looked after by the council."""
        return self.legal_status in LOOKED_AFTER

    @property
    def is_long(self) -> bool:
        """Whether three months or more are planned."""
        return self.last_day >= working_days.add_months(self.first_day, LONG_STAY_MONTHS)


@dataclass(frozen=True)
class DatedStep:
    """One step: what, whose, by when. Where a clock runs with it: by which rule, from when."""

    kind: TaskKind
    title: str
    source: str
    owner: Role
    opens_on: date
    due_on: date
    key: str = ""
    rule: rules.Rule | None = None
    counted_from: date = date.min


def steps(stay: Stay, policy: Policy, *, version: str, effective_from: date) -> list[DatedStep]:
    """Return every step of a stay, the one due first at the head.

    Args:
        version: the version of the panel's rules, as it shall be printed.
        effective_from: since when that version holds.
    """
    found = [
        *_by_law(stay),
        *_birthdays(stay, policy.transition.trigger_ages, version),
    ]
    terms = policy.agreement
    renewal = rules.placement_renewal(
        terms.represent_weeks_before_end, policy=version, effective_from=effective_from
    )
    found += _renewal(stay, renewal, warned_weeks=max(terms.warning_weeks, default=0))
    return sorted(found, key=lambda step: (step.due_on, step.kind, step.key))


def _by_law(stay: Stay) -> Iterator[DatedStep]:
    """Yield what follows from sleeping away from home for long, or from being looked after."""
    if stay.is_residential and stay.is_long:
        yield _under(rules.RES_01, TaskKind.NOTIFY, stay)
        if not stay.is_looked_after:
            yield _under(rules.RES_02, TaskKind.CARE_STATUS, stay)
    if stay.is_looked_after:
        yield _under(rules.RES_04, TaskKind.CARE_REVIEW, stay)


def _under(rule: rules.Rule, kind: TaskKind, stay: Stay) -> DatedStep:
    first = stay.first_day
    holidays = working_days.england(first.year, first.year + 1)
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


def _renewal(stay: Stay, rule: rules.Rule, *, warned_weeks: int) -> Iterator[DatedStep]:
    """Yield the going back to the panel, unless it would fall before the start."""
    last = stay.last_day
    due_on = rules.compute(rule, last, working_days.england(last.year - 1, last.year)).due_on
    warned_on = min(due_on, last - timedelta(weeks=warned_weeks))
    if due_on > stay.first_day:
        yield DatedStep(
            kind=TaskKind.RENEWAL,
            title="Ask the panel for an extension, or plan the end",
            source=rule.source,
            owner=Role.REFERRER,
            opens_on=max(stay.first_day, warned_on),
            due_on=due_on,
            rule=rule,
            counted_from=last,
        )
