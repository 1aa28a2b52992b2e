"""Whether enough of the right people were in the room: a pure rule on plain values."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True)
class Seat:
    """Somebody with a seat at the meeting. `agency`: whose member they are; empty for no one's.

    A chair who is an agency's member too counts as both.
    """

    name: str
    agency: str
    is_chair: bool
    is_present: bool
    has_interest: bool = False

    @property
    def counts(self) -> bool:
        """Present, and free to decide."""
        return self.is_present and not self.has_interest


@dataclass(frozen=True)
class Rule:
    """What the panel's policy asks. `agencies`: names, each of which needs a member present."""

    members_min: int
    agencies: tuple[str, ...]
    chair_required: bool
    per_agency_min: int = 1

    def in_words(self) -> str:
        """Return the rule as a sentence."""
        asked = [f"at least {self.members_min} people who may decide"]
        if self.chair_required:
            asked.append("the chair")
        of_each = "a member" if self.per_agency_min == 1 else f"{self.per_agency_min} members"
        asked += [f"{of_each} for {agency}" for agency in self.agencies]
        return f"Quorum is {', '.join(asked)}."


@dataclass(frozen=True)
class Quorum:
    """Whether the rule is met, and a sentence for each part that isn't."""

    rule: str
    counted: int
    missing: tuple[str, ...]

    @property
    def is_met(self) -> bool:
        """Nothing is missing."""
        return not self.missing


def judge(rule: Rule, seats: Collection[Seat]) -> Quorum:
    """Hold the seats against the rule; a person with an interest doesn't count for the item."""
    counting = [seat for seat in seats if seat.counts]
    missing = []
    if len(counting) < rule.members_min:
        missing.append(f"{len(counting)} of {rule.members_min} people who may decide are here.")
    if rule.chair_required and not any(seat.is_chair for seat in counting):
        missing.append("The chair isn't here.")
    members_of = Counter(seat.agency for seat in counting)
    missing += [
        _too_few(members_of[agency], rule.per_agency_min, agency)
        for agency in rule.agencies
        if members_of[agency] < rule.per_agency_min
    ]
    return Quorum(rule.in_words(), len(counting), tuple(missing))


def _too_few(here: int, needed: int, agency: str) -> str:
    if here == 0:
        return f"Nobody is here for {agency}."
    return f"{here} of {needed} members are here for {agency}."
