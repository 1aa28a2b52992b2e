"""By when a decision may be challenged, by when that is answered, and what is ordered is done.

Pure functions of a policy's version and of plain values: no rows are read, no clock.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from panel.cases.vocabulary.challenges import ChallengeKind, ChallengeOutcome, Order
from panel.deadlines import challenge_rules as law
from panel.deadlines import rules
from panel.deadlines.durations import length_of
from panel.deadlines.rules import Rule
from panel.policies import calendars
from panel.policies.models import PolicyVersion
from panel.policies.schema.meetings import Calendar


@dataclass(frozen=True)
class Told:
    """The days from which the times to ask run.

    Attributes:
        decided_on: the panel decided; its own review runs from here.
        notified_on: the notice of the decision was sent; the law's times run from here.
        certificate_on: the mediation certificate, where there is one.
    """

    decided_on: date
    notified_on: date
    certificate_on: date | None = None


def last_day(kind: ChallengeKind, told: Told, version: PolicyVersion) -> date:
    """Return the last day on which a challenge is in time; of two times the later."""
    calendar = version.policy.calendar
    return max(_end(rule, start, calendar) for rule, start in _windows(kind, told, version))


def answer_rule(kind: ChallengeKind, version: PolicyVersion) -> Rule:
    """Return the rule by which a challenge has to be answered, from the day it was asked."""
    match kind:
        case ChallengeKind.REVIEW:
            return law.review_answer(
                length_of(version.policy.appeal.decide_within),
                policy=str(version),
                effective_from=version.effective_from,
            )
        case ChallengeKind.MEDIATION:
            return law.MED_03
        case ChallengeKind.TRIBUNAL:
            return law.TRI_02
        case ChallengeKind.COMPLAINT:
            return law.COMPLAINT_ANSWER


ORDERED: Mapping[Order, tuple[Rule, ...]] = {
    Order.ASSESS: (law.TRI_03_TELL, law.TRI_03_PLAN),
    Order.MAKE_PLAN: (law.TRI_04_DRAFT, law.TRI_04_PLAN),
    Order.AMEND_PLAN: (law.TRI_05_AMEND,),
    Order.NAME_SCHOOL: (law.TRI_05_NAME,),
    Order.END_PLAN: (),  # at once
    Order.ANSWER: (law.TRI_07,),
}
#: What regulation 45 times itself where the council doesn't oppose the appeal.
CONCEDED: Mapping[Order, tuple[Rule, ...]] = {
    Order.ASSESS: (law.TRI_06_TELL, law.TRI_06_PLAN),
    Order.AMEND_PLAN: (law.TRI_06_AMEND,),
}

#: What is done before, or without, an outcome: the coordinator says when.
STEPS = frozenset(
    {law.TRI_02.id}
    | {rule.id for owed in (*ORDERED.values(), *CONCEDED.values()) for rule in owed}
)


def owed(orders: Iterable[Order], outcome: ChallengeOutcome) -> list[Rule]:
    """Return the rules by which what is ordered must be done, from the day of the order."""
    is_conceded = outcome is ChallengeOutcome.CONCEDED
    table = {**ORDERED, **CONCEDED} if is_conceded else ORDERED
    return [rule for order in orders for rule in table[order]]


def _windows(
    kind: ChallengeKind, told: Told, version: PolicyVersion
) -> Iterable[tuple[Rule, date]]:
    """Yield each time that there is to ask, with the day from which it runs."""
    match kind:
        case ChallengeKind.REVIEW:
            window = law.review_window(
                length_of(version.policy.appeal.window),
                policy=str(version),
                effective_from=version.effective_from,
            )
            yield window, told.decided_on
        case ChallengeKind.MEDIATION:
            yield law.MED_01, told.notified_on
        case ChallengeKind.TRIBUNAL:
            yield law.TRI_01, told.notified_on
            if told.certificate_on is not None:
                yield law.TRI_01_CERTIFICATE, told.certificate_on
        case ChallengeKind.COMPLAINT:
            yield law.COMPLAIN, told.notified_on


def _end(rule: Rule, start: date, calendar: Calendar) -> date:
    holidays = calendars.closed(calendar, start.year, start.year + 2)
    return rules.compute(rule, start, holidays).due_on
