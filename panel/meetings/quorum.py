"""Whether enough of the right people were in the room: a pure rule on plain values."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Attendee:
    """Somebody with a seat at the meeting. `agency`: whose member they are; empty for no one's.

    A chair who is an agency's member too counts as both. `decides`: whether their seat has a part
    in deciding on this child; one that advises, or is for older ones, has none.
    """

    name: str
    agency: str
    is_chair: bool
    is_present: bool
    stands_back: bool = False  # for an interest in the item
    post: str = ""
    decides: bool = True


@dataclass(frozen=True)
class Rule:
    """What the panel's policy asks.

    `agencies`: names, each of which needs a member present. `posts`: titles of seats, each of
    which has to be taken, whether it decides or advises.
    """

    members_min: int
    agencies: tuple[str, ...]
    chair_required: bool
    per_agency_min: int = 1
    posts: tuple[str, ...] = ()
    counts_interested: bool = False  # also who stands back for an interest

    def in_words(self) -> str:
        """Return the rule as a sentence."""
        asked = [f"at least {self.members_min} people who may decide"]
        if self.chair_required:
            asked.append("the chair")
        of_each = "a member" if self.per_agency_min == 1 else f"{self.per_agency_min} members"
        asked += [f"{of_each} for {agency}" for agency in self.agencies]
        asked += [f"the {post}" for post in self.posts]
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

    def as_told(self) -> dict[str, Any]:
        """Return what is kept of it beside what was decided."""
        return {"rule": self.rule, "counted": self.counted, "missing": list(self.missing)}


def judge(rule: Rule, room: Collection[Attendee]) -> Quorum:
    """Hold who is there against the rule, which leaves out who stands back for an interest."""
    here = [
        attendee
        for attendee in room
        if attendee.is_present and (rule.counts_interested or not attendee.stands_back)
    ]
    counting = [attendee for attendee in here if attendee.decides]
    missing = []
    if len(counting) < rule.members_min:
        missing.append(f"{len(counting)} of {rule.members_min} people who may decide are here.")
    if rule.chair_required and not any(attendee.is_chair for attendee in counting):
        missing.append("The chair isn't here.")
    members_of = Counter(attendee.agency for attendee in counting)
    missing += [
        _too_few(members_of[agency], rule.per_agency_min, agency)
        for agency in rule.agencies
        if members_of[agency] < rule.per_agency_min
    ]
    posts = {attendee.post.casefold() for attendee in here}
    missing += [f"The {post} isn't here." for post in rule.posts if post.casefold() not in posts]
    return Quorum(rule.in_words(), len(counting), tuple(missing))


def _too_few(here: int, needed: int, agency: str) -> str:
    if here == 0:
        return f"Nobody is here for {agency}."
    return f"{here} of {needed} members are here for {agency}."
