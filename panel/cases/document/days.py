"""Which days of a document tell what has happened, and which what is to come.

Parsing can't judge them, having no clock: operations do, at the moment they are told.
"""

from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import Annotated

from panel.cases.document.parts import Day
from panel.parsing import Fault, Faulty, Part

LAST_BIRTHDAY = 26  # by which an EHC plan ends: Children and Families Act 2014, section 46


class Tense(Enum):
    """When a day may lie, seen from the one on which it is told; the sentence if it doesn't."""

    PAST = "This day lies ahead. Tell it once it has happened."
    COMING = "This day has passed. Give one that is still to come."
    OF_A_CHILD = "The panel takes requests until the 26th birthday."

    def allows(self, day: date, *, on: date) -> bool:
        """Say whether a day may be told on another; the same day may, always."""
        if self is Tense.OF_A_CHILD:
            last = (day.year + LAST_BIRTHDAY, day.month, day.day)
            return (on.year, on.month, on.day) < last
        return day <= on if self is Tense.PAST else day >= on


PastDay = Annotated[Day | None, Tense.PAST]
ComingDay = Annotated[Day | None, Tense.COMING]


def require_true_days(told: object, *, on: date) -> None:
    """Refuse a part, or several, in which a day can't be true.

    Raises:
        Faulty: with every such day.
    """
    if faults := list(untrue_days(told, on=on)):
        raise Faulty(faults)


def untrue_days(told: object, pointer: str = "", *, on: date) -> Iterator[Fault]:
    """Yield the days that can't be true in a part, or in several."""
    if isinstance(told, tuple):
        for place, each in enumerate(told):
            yield from untrue_days(each, f"{pointer}/{place}", on=on)
    if not isinstance(told, Part):
        return
    for name, field in type(told).model_fields.items():
        value, here = getattr(told, name), f"{pointer}/{name}"
        for tense in field.metadata:
            if isinstance(tense, Tense) and value and not tense.allows(value, on=on):
                yield Fault(here, tense.value)
        yield from untrue_days(value, here, on=on)
