"""Steps of a placement that come again: each is counted from the day the one before it was done.

Pure functions of plain values. The law has reviews and visits of a looked-after child; the panel's
rules say how often. A first step comes with the start, the next one when that is done.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from panel import working_days
from panel.agencies.models import Role
from panel.cases.placements.stay import DatedStep, Stay, Under
from panel.cases.vocabulary.placements import TaskKind
from panel.deadlines import rules
from panel.deadlines.durations import length_of
from panel.policies.schema import Clocks, Duration

AHEAD = timedelta(weeks=2)  # our choice: so long before it is due its owners are told
SETTLED_MONTHS = 12


@dataclass(frozen=True)
class Ladder:
    """One kind of step that comes again, and how the panel's rules space it."""

    kind: TaskKind
    rule_id: str
    title: str
    lengths: tuple[Duration, ...]

    def length(self, number: int, *, is_settled: bool) -> Duration:
        """Return the time to the step of this number; of visits the last length is for settled."""
        if self.kind is TaskKind.CARE_VISIT:
            place = len(self.lengths) - 1 if is_settled and number > 1 else min(number, 2) - 1
        else:
            place = number - 1
        return self.lengths[min(place, len(self.lengths) - 1)]


def ladders(clocks: Clocks) -> Mapping[TaskKind, Ladder]:
    """Return the ladders of a looked-after child's placement that the rules space at all."""
    found = (
        Ladder(
            TaskKind.CARE_REVIEW,
            rules.CARE_REVIEW,
            "Review of a looked-after child",
            clocks.looked_after_reviews,
        ),
        Ladder(
            TaskKind.CARE_VISIT,
            rules.CARE_VISIT,
            "Visit to a looked-after child",
            clocks.visits,
        ),
    )
    return {ladder.kind: ladder for ladder in found if ladder.lengths}


def first_steps(stay: Stay, under: Under) -> Iterator[DatedStep]:
    """Yield the first step of each ladder that a stay stands on."""
    if stay.is_looked_after:
        for ladder in ladders(under.policy.clocks).values():
            yield step(ladder, 1, under, counted_from=stay.first_day, first_day=stay.first_day)


def step(
    ladder: Ladder, number: int, under: Under, *, counted_from: date, first_day: date
) -> DatedStep:
    """Return a step of a ladder, counted from the first day or from when the last was done."""
    is_settled = counted_from >= working_days.add_months(first_day, SETTLED_MONTHS)
    length = length_of(ladder.length(number, is_settled=is_settled))
    title = f"{ladder.title}, number {number}"
    rule = under.rule(ladder.rule_id, title, length)
    holidays = under.closed_days(counted_from.year, counted_from.year + 2)
    due_on = rules.compute(rule, counted_from, holidays).due_on
    return DatedStep(
        kind=ladder.kind,
        key=str(number),
        title=title,
        source=under.version,
        owner=Role.COORDINATOR,
        opens_on=max(counted_from, due_on - AHEAD),
        due_on=due_on,
        rule=rule,
        counted_from=counted_from,
    )
