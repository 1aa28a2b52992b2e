"""
What becomes of a year's money that is left, and who makes good what is missing. Pure arithmetic.

The panel's rules choose (T112 to T115): published agreements differ in each of these ways.

    left    = what is uncommitted, where that is above nothing
    missing = what is uncommitted, where that is below nothing, beyond the risk reserve

Where the rules name it among what meets an overspend (T113), the reserve pays before partners are
asked; with a partner's own part, where each has its own pot. Where nobody has paid anything in,
partners have no proportions: nothing is divided, and said so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from panel.money import Pence, split
from panel.policies.schema.fund import Fund as FundRules

NOTHING = Pence(0)
NOBODY: Mapping[int, int] = {}


@dataclass(frozen=True)
class Part:
    """One partner's year: what it paid in, and what its shares of requests used."""

    contributed_pence: Pence
    used_pence: Pence

    @property
    def over_pence(self) -> Pence:
        """By how much its shares outran what it paid in; nothing where they didn't."""
        return Pence(max(0, self.used_pence - self.contributed_pence))


Shares = Mapping[int, Pence]  # by agency id


@dataclass(frozen=True)
class Settlement:
    """What is done with the money of a year, each by agency id.

    Attributes:
        carried: goes into the pot of the year after.
        reserved: goes into the risk reserve of the year after.
        returned: goes back to the partner.
        owed: is to be paid in by the partner before the year can be settled.
        drawn_pence: comes out of the risk reserve of the year itself, into the pot.
        uncovered_pence: is missing beyond what the rules let partners be asked for.
        undivided_pence: is left or missing where nobody has paid in, by which it is divided.
    """

    carried: Shares = field(default_factory=dict)
    reserved: Shares = field(default_factory=dict)
    returned: Shares = field(default_factory=dict)
    owed: Shares = field(default_factory=dict)
    drawn_pence: Pence = NOTHING
    uncovered_pence: Pence = NOTHING
    undivided_pence: Pence = NOTHING

    @property
    def is_short(self) -> bool:
        """Whether partners still have to pay."""
        return any(self.owed.values()) or self.uncovered_pence > 0


def of_pot(
    rules: FundRules,
    parts: Mapping[int, Part],
    left_pence: Pence,
    *,
    given: Mapping[int, int] = NOBODY,
    reserve_pence: Pence = NOTHING,
) -> Settlement:
    """Settle one pot that these partners share.

    Args:
        left_pence: what is in it; below 0 where money is missing.
        given: what each got when the year was settled before: with that, all of it is divided.
        reserve_pence: what lies in the risk reserve: it pays for what is missing, and isn't filled
            beyond the rules.
    """
    if left_pence < 0:
        return _short(rules, parts, Pence(-left_pence), reserve_pence)
    if left_pence == 0:
        return Settlement()
    if not any(_paid(parts).values()):
        return Settlement(undivided_pence=left_pence)
    room = Pence(max(0, rules.risk_pool_pence - reserve_pence))
    return _left(rules, _divided(left_pence, _paid(parts), given), left_pence, room=room)


def _divided(left: Pence, paid: Shares, given: Mapping[int, int]) -> Shares:
    """Divide what is left so that each has, with what it got before, its part of all of it.

    What a partner pays late is its own as much as what it paid in time: nobody gains by it.
    """
    whole = split(Pence(left + sum(given.values())), paid)
    return split(left, {pk: max(0, pence - given.get(pk, 0)) for pk, pence in whole.items()})


def _left(rules: FundRules, parts: Shares, left: Pence, *, room: Pence) -> Settlement:
    """Give away what is left: T114. `room`: what the risk reserve still takes, T115."""
    match rules.underspend:
        case "stay" | "non_recurrent":
            return Settlement(carried=parts)
        case "contingency":
            return Settlement(reserved=parts)
        case "pro_rata":
            return Settlement(returned=parts)
        case "contingency_then_pro_rata":
            kept = split(Pence(min(left, room)), parts)
            returned = {pk: Pence(pence - kept[pk]) for pk, pence in parts.items()}
            return Settlement(reserved=kept, returned=returned)
        case "earned_kept":
            # What partners didn't have to pay in as planned is windfall: it goes back to them.
            return Settlement(returned=parts)


def _short(
    rules: FundRules, parts: Mapping[int, Part], short: Pence, reserve: Pence
) -> Settlement:
    """Take what is missing from the risk reserve, and say who makes good the rest: T113."""
    drawn = Pence(min(short, reserve) if "risk_pool" in rules.overspend_steps else 0)
    missing = Pence(short - drawn)
    if missing and not any(_weights(rules, parts).values()):
        return Settlement(drawn_pence=drawn, undivided_pence=missing)
    owed, uncovered = _missing(rules, parts, missing)
    return Settlement(owed=owed, drawn_pence=drawn, uncovered_pence=uncovered)


def _missing(rules: FundRules, parts: Mapping[int, Part], missing: Pence) -> tuple[Shares, Pence]:
    """Return what each makes good of what is missing, up to the rules' cap, and the rest: T112."""
    if not missing:
        return {}, NOTHING
    asked = split(missing, _weights(rules, parts))
    capped = {pk: Pence(min(asked[pk], _cap(rules, parts[pk], missing))) for pk in parts}
    return capped, Pence(missing - sum(capped.values()))


def _weights(rules: FundRules, parts: Mapping[int, Part]) -> Mapping[int, int]:
    """Return by what an overspend is divided."""
    over = {pk: part.over_pence for pk, part in parts.items()}
    if rules.risk_share in ("own_risk", "by_line") and any(over.values()):
        return over
    if rules.risk_share == "equal":
        return dict.fromkeys(parts, 1)
    return _paid(parts)


def _cap(rules: FundRules, part: Part, missing: Pence) -> int:
    """Return the most that a partner may be asked for of what is missing: all of it, uncapped."""
    match rules.risk_cap:
        case "contribution":
            return part.contributed_pence
        case "amount":
            assert rules.risk_cap_pence is not None, "The rules give the amount of this cap."
            return rules.risk_cap_pence
        case "none":
            return missing


def _paid(parts: Mapping[int, Part]) -> dict[int, Pence]:
    """Return what each has paid in; whoever has a pot alone has all of it, paid in or not."""
    if len(parts) == 1:
        return dict.fromkeys(parts, Pence(1))
    return {pk: part.contributed_pence for pk, part in parts.items()}
