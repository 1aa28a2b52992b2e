"""What an outcome must state under a panel's rules, besides its reasons. Reads; never writes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from panel.cases.models import CostLine, PlacementOption, PlacementRequest
from panel.decisions.models import AGREEING, Outcome
from panel.decisions.outcomes import deferrals, departures, sharing
from panel.decisions.outcomes.document import ConditionPart, OutcomePart
from panel.money import WHOLE
from panel.parsing import Fault
from panel.policies.schema import Policy


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


def of(placement_request: PlacementRequest, outcome: OutcomePart, *, is_quorate: bool) -> Stating:
    """Return an outcome with the option it agrees, if it names one, and the advice it leaves."""
    is_agreed = outcome.outcome in AGREEING
    named = placement_request.options.filter(letter=outcome.option) if is_agreed else ()
    option = next(iter(named), None)
    is_open = is_agreed and option is None  # whose advice it leaves isn't known yet
    left = () if is_open else departures.noticed(placement_request, outcome.outcome, option)
    return Stating(placement_request, outcome, option, left, is_quorate)


def so_far(
    placement_request: PlacementRequest, typed: Mapping[str, Any], *, is_quorate: bool
) -> Stating:
    """Return as much of an outcome as is typed; which one it is, is.

    What is wrong with it by itself its form says; here an answer left out is an empty one.
    """
    conditions = tuple(
        ConditionPart.model_construct(**{**told, "due_on": told["due_on"] or date.max})
        for told in typed["conditions"]
    )
    told = {"reasons": "", **typed, "outcome": Outcome(typed["outcome"]), "conditions": conditions}
    outcome = OutcomePart.model_construct(**told)
    return of(placement_request, outcome, is_quorate=is_quorate)


def faults(stating: Stating, rules: Policy, *, on: date) -> Iterator[Fault]:
    """Yield what an outcome lacks of what the rules ask it to state, and each day that is past."""
    yield from _of_the_placement(stating, rules)
    yield from _of_the_split(stating, rules)
    yield from _of_the_outcome(stating, rules)
    yield from _of_the_deferral(stating, rules)
    yield from _of_the_referral(stating.outcome)
    yield from _of_the_conditions(stating.outcome, on)


def _of_the_conditions(outcome: OutcomePart, on: date) -> Iterator[Fault]:
    for place, condition in enumerate(outcome.conditions):
        if condition.due_on < on:
            past = f"{condition.due_on:%-d %B %Y} is past: give each condition a day to come."
            yield Fault(f"/conditions/{place}/due_on", past)


def _of_the_placement(stating: Stating, rules: Policy) -> Iterator[Fault]:
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
    for fault, is_lacking in lacks.items():
        if is_lacking:
            yield Fault("/option", f"{name} {fault}.")
    if "return_plan" in asked and not (option.is_local or stating.return_plan):
        back = "Say how the child comes back to the area: neither outcome nor request has a plan."
        yield Fault("/return_plan", back)


def _of_the_split(stating: Stating, rules: Policy) -> Iterator[Fault]:
    """Yield what the rules of joint funding want otherwise; nothing until the dates are known."""
    option = stating.option
    if option is None or option.starts_on is None or option.ends_on is None:
        return
    for sentence in sharing.unpaid(option, rules):
        yield Fault("/option", sentence)
    otherwise = list(sharing.otherwise(option, rules))
    if otherwise and not stating.split_reason:
        why = f"Say why the cost is shared otherwise: {' '.join(otherwise)}"
        yield Fault("/split_reason", why)


def _of_the_deferral(stating: Stating, rules: Policy) -> Iterator[Fault]:
    outcome = stating.outcome
    if outcome.outcome is Outcome.DEFERRED:
        yield from deferrals.faults(
            stating.placement_request, outcome, rules, is_quorate=stating.is_quorate
        )
    elif outcome.deferral_reason or outcome.late_signed_off_by is not None:
        only = "Only what is deferred has a reason to be, and somebody who signs it off."
        yield Fault("/deferral_reason", only)


def _of_the_referral(outcome: OutcomePart) -> Iterator[Fault]:
    is_named = bool(outcome.referred_to.strip())
    if outcome.outcome is Outcome.REFERRED_ON and not is_named:
        yield Fault("/referred_to", "Name the body that it is referred on to.")
    elif outcome.outcome is not Outcome.REFERRED_ON and is_named:
        yield Fault("/referred_to", "Only what is referred on names a body that it goes to.")


def _whole(line: CostLine) -> bool:
    return sum(share.basis_points for share in line.shares_in_force()) == WHOLE


def _of_the_outcome(stating: Stating, rules: Policy) -> Iterator[Fault]:
    outcome, asked = stating.outcome, rules.decision
    if stating.departures and asked.departure_reason and not outcome.departure_reason.strip():
        why = f"Say why the advice isn’t followed: {' '.join(stating.departures)}"
        yield Fault("/departure_reason", why)
    decides_the_need = outcome.outcome in AGREEING | {Outcome.DECLINED}
    if decides_the_need and asked.equality_note and not outcome.equality_note.strip():
        yield Fault("/equality_note", "Write down how equality was considered.")
