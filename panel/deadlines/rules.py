"""What law and policy say about time, as data, and the one function that applies it.

    origin --length--> due_on --roll--> operational_on
                       (the law's date)  (the last day an office can act on it)

Pure: no rows, no clock, no settings. Every day or block is counted or skipped with its reason.
"""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from panel.deadlines import counting
from panel.deadlines.counting import Direction, Length, Step, Unit
from panel.refusals import Refusal
from panel.working_days import ONE_DAY


class Roll(StrEnum):
    """What becomes of a due date on which offices are closed."""

    BACK = "back"  # the due date stands, so the work must be done on the working day before it
    FORWARD = "forward"  # the rule itself allows until the next working day


class NotInForce(Refusal):
    """Raised when a rule is applied to an origin outside its effective dates."""


@dataclass(frozen=True)
class Rule:
    """One time limit that a law, guidance or a panel's policy sets."""

    id: str
    title: str  # what is due, as people say it
    source: str
    effective_from: date
    length: Length
    effective_until: date | None = None  # the first day it no longer applies
    roll: Roll = Roll.BACK

    def applies_to(self, start: date) -> bool:
        """Say whether an origin event on `start` falls under this rule."""
        return self.effective_from <= start < (self.effective_until or date.max)


@dataclass(frozen=True)
class Due:
    """The dates a rule gives, and how it came to them."""

    due_on: date
    operational_on: date  # never after `due_on`
    explanation: tuple[Step, ...]


EHC_05 = Rule(
    id="EHC-05",
    title="Final EHC plan",
    source="Special Educational Needs and Disability Regulations 2014 (SI 2014/1530), reg 13(2)",
    effective_from=date(2014, 9, 1),
    length=Length(20, Unit.WEEKS),
)

# Our derivation, not law: after the panel there is still a draft to send, at least 15 days for
# the family's views, consultation with the school, and the final plan to write.
LATEST_SAFE_PANEL = Rule(
    id="EHC-05-PANEL",
    title="Latest safe panel date",
    source="Derived from EHC-05: leaves 28 days to draft, hear the family, consult and finish",
    effective_from=date(2014, 9, 1),
    length=Length(28, Unit.CALENDAR_DAYS, Direction.BEFORE),
)

CHILDREN_ACT = date(1991, 10, 14)
RES_01 = Rule(
    id="RES-01",
    title="Notify the local authority of a long stay",
    source="Children Act 1989, sections 85 and 86",
    effective_from=CHILDREN_ACT,
    length=Length(3, Unit.MONTHS),
)
RES_02 = Rule(
    id="RES-02",
    title="Decide, and record, whether the child is looked after",
    source="Children Act 1989, section 20, of a child more than three months away from home",
    effective_from=CHILDREN_ACT,
    length=Length(3, Unit.MONTHS),
)

# Ids of the rules that a panel's policy sets; the functions below make most of them.
LOCAL_ADVICE = "LOCAL-ADVICE"
SHARE_APPROVAL = "SHARE-APPROVAL"
DISPUTE_LEVEL = "DISPUTE-LEVEL"
IN_PRINCIPLE = "IN-PRINCIPLE"
RATIFICATION = "RATIFICATION"
AGREEMENT_SIGNATURE = "AGREEMENT-SIGNATURE"
PLACEMENT_REVIEW = "PLACEMENT-REVIEW"
PLACEMENT_RENEWAL = "PLACEMENT-RENEWAL"
PLACEMENT_VISIT = "PLACEMENT-VISIT"
PLACEMENT_PLAN = "PLACEMENT-PLAN"
HOST_AUTHORITY = "HOST-AUTHORITY"
CONTINUING_CARE = "CONTINUING-CARE"
OUTCOME_TOLD = "OUTCOME-TOLD"
CARE_REVIEW = "RES-04"
CARE_VISIT = "CARE-VISIT"


def local_advice(days: int, *, agency: str, policy: str, effective_from: date) -> Rule:
    """Return the rule for an agency's advice: `days` working days after it is asked for.

    `agency` and `policy` are as they shall be printed: a name, and the version that says so.
    """
    length = Length(days, Unit.WORKING_DAYS)
    return Rule(LOCAL_ADVICE, f"Advice of {agency}", policy, effective_from, length)


def share_approval(days: int, *, agency: str, policy: str, effective_from: date) -> Rule:
    """Return the rule for approving an agency's share: `days` working days after it is asked for.

    `agency` and `policy` are as they shall be printed: a name, and the version that says so. No
    agency: somebody approves every share at once.
    """
    length = Length(days, Unit.WORKING_DAYS)
    title = f"Approval by {agency}" if agency else "Approval for every agency that pays"
    return Rule(SHARE_APPROVAL, title, policy, effective_from, length)


def dispute_level(length: Length, *, role: str, policy: str, effective_from: date) -> Rule:
    """Return the rule for a dispute at one level: settled or passed on by `role` within this."""
    return Rule(DISPUTE_LEVEL, f"Dispute, with {role}", policy, effective_from, length)


def ratification(length: Length, *, policy: str, effective_from: date) -> Rule:
    """Return the rule for ratifying what was decided between two meetings."""
    return Rule(RATIFICATION, "Ratification by the panel", policy, effective_from, length)


def agreement_signature(days: int, *, policy: str, effective_from: date) -> Rule:
    """Return the rule for signing after a start in an emergency: `days` working days."""
    length = Length(days, Unit.WORKING_DAYS)
    title = "Signatures to the placement agreement"
    return Rule(AGREEMENT_SIGNATURE, title, policy, effective_from, length)


def placement_review(
    length: Length, *, number: int, policy: str, effective_from: date, is_early: bool = False
) -> Rule:
    """Return the rule for the next review of a placement, its first being `number` 1."""
    title = f"Placement review {number}{', asked for early' if is_early else ''}"
    return Rule(PLACEMENT_REVIEW, title, policy, effective_from, length)


def placement_renewal(weeks: int, *, policy: str, effective_from: date) -> Rule:
    """Return the rule for going back to the panel, `weeks` before the last day agreed."""
    length = Length(weeks, Unit.WEEKS, Direction.BEFORE)
    title = "Back to the panel before the placement ends"
    return Rule(PLACEMENT_RENEWAL, title, policy, effective_from, length)


def compute(rule: Rule, start: date, holidays: Container[date]) -> Due:
    """Apply a rule to the day its origin event happened.

    The origin is day 0 and is never counted. `due_on` is the date as the law gives it, unrolled;
    `operational_on` is the last working day on or before it. Only a rule that itself says so
    (`Roll.FORWARD`) moves its due date, to the next working day, and then both are the same.

    Raises:
        NotInForce: `start` is outside the rule's effective dates.
    """
    if not rule.applies_to(start):
        raise NotInForce(f"{rule.id} doesn't apply to {start:%-d %B %Y}.")
    reached = counting.end(rule.length, start, holidays)
    rolled, rolling = _roll(rule.roll, reached, holidays)
    due_on = rolled if rule.roll is Roll.FORWARD else reached
    return Due(due_on, rolled, counting.steps(rule.length, start, holidays) + rolling)


def latest_safe_panel(plan_due_on: date, holidays: Container[date]) -> Due:
    """Return the last day on which a panel leaves time for a plan due on `plan_due_on`."""
    return compute(LATEST_SAFE_PANEL, plan_due_on, holidays)


def _roll(roll: Roll, day: date, holidays: Container[date]) -> tuple[date, tuple[Step, ...]]:
    """Return the working day that `day` rolls to, and why each day on the way was left."""
    step = ONE_DAY if roll is Roll.FORWARD else -ONE_DAY
    left = []
    while reason := counting.closed(day, holidays):
        left.append(Step(day, day, counted=False, why=f"{reason}: offices are closed"))
        day += step
    return day, tuple(left)
