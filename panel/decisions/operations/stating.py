"""What an outcome must state under a panel's rules, besides its reasons."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from panel.cases.models import CostLine, PlacementOption, PlacementRequest
from panel.decisions import deferrals, sharing
from panel.decisions.document import OutcomePart
from panel.decisions.models import AGREEING, Outcome
from panel.money import WHOLE
from panel.policies.schema import Policy
from panel.refusals import Refusal


class Unstated(Refusal):
    """Raised when an outcome doesn't state what the panel's rules ask; each part is a reason."""


@dataclass(frozen=True)
class Stating:
    """An outcome about to be recorded on a request, and what it leaves of the advice given."""

    placement_request: PlacementRequest
    outcome: OutcomePart
    option: PlacementOption | None
    departures: Sequence[str]
    is_quorate: bool

    @property
    def return_plan(self) -> str:
        """How the child comes back: as the outcome has it or, of a place away, the request."""
        is_away = self.option is not None and not self.option.is_local
        told = self.outcome.return_plan, self.placement_request.return_plan if is_away else ""
        return next((plan for plan in map(str.strip, told) if plan), "")

    @property
    def split_reason(self) -> str:
        """Why the cost is shared so: as the outcome has it or, of an agreement, the request."""
        is_split = self.option is not None
        told = self.outcome.split_reason, self.placement_request.split_reason if is_split else ""
        return next((reason for reason in map(str.strip, told) if reason), "")


def require_statement(stating: Stating, rules: Policy, *, on: date) -> None:
    """Hold an outcome against what the rules ask it to state, and its days against today.

    Raises:
        Unstated: with a sentence for each thing that is missing.
    """
    missing = [
        *_of_the_placement(stating, rules),
        *_of_the_split(stating, rules),
        *_of_the_outcome(stating, rules),
        *_of_the_deferral(stating, rules),
        *_of_the_conditions(stating.outcome, on),
    ]
    if missing:
        raise Unstated(*missing)


def _of_the_conditions(outcome: OutcomePart, on: date) -> Iterator[str]:
    for condition in outcome.conditions:
        if condition.due_on < on:
            yield f"{condition.due_on:%-d %B %Y} is past: give each condition a day to come."


def _of_the_placement(stating: Stating, rules: Policy) -> Iterator[str]:
    """Yield what an agreement lacks. The day of its review follows from that of its start."""
    option, asked = stating.option, rules.decision.required_fields
    if option is None:
        return
    name, lines = f"Option {option.letter}", list(option.cost_lines.all())
    is_dated = {"starts_on", "review_on"} & {*asked}
    lacks = {
        "has no cost": "weekly_cost" in asked and not lines,
        "has a cost that isn’t shared whole": "shares" in asked and not all(map(_whole, lines)),
        "has no start date": is_dated and option.starts_on is None,
        "has no end date": "ends_on" in asked and option.ends_on is None,
    }
    yield from (f"{name} {fault}." for fault, is_lacking in lacks.items() if is_lacking)
    if "return_plan" in asked and not (option.is_local or stating.return_plan):
        yield "Say how the child comes back to the area: neither outcome nor request has a plan."


def _of_the_split(stating: Stating, rules: Policy) -> Iterator[str]:
    """Yield what the rules of joint funding want otherwise; nothing until the dates are known."""
    option = stating.option
    if option is None or option.starts_on is None or option.ends_on is None:
        return
    yield from sharing.unpaid(option, rules)
    otherwise = list(sharing.otherwise(option, rules))
    if otherwise and not stating.split_reason:
        yield f"Say why the cost is shared otherwise: {' '.join(otherwise)}"


def _of_the_deferral(stating: Stating, rules: Policy) -> Iterator[str]:
    outcome = stating.outcome
    if outcome.outcome is Outcome.DEFERRED:
        yield from deferrals.faults(
            stating.placement_request, outcome, rules, is_quorate=stating.is_quorate
        )
    elif outcome.deferral_reason or outcome.late_signed_off_by is not None:
        yield "Only what is deferred has a reason to be, and somebody who signs it off."


def _whole(line: CostLine) -> bool:
    return sum(share.basis_points for share in line.shares_in_force()) == WHOLE


def _of_the_outcome(stating: Stating, rules: Policy) -> Iterator[str]:
    outcome, asked = stating.outcome, rules.decision
    if stating.departures and asked.departure_reason and not outcome.departure_reason.strip():
        yield f"Say why the advice isn’t followed: {' '.join(stating.departures)}"
    decides_the_need = outcome.outcome in AGREEING | {Outcome.DECLINED}
    if decides_the_need and asked.equality_note and not outcome.equality_note.strip():
        yield "Write down how equality was considered."
