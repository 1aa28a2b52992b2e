"""Which days of a document tell what has happened, and which what is to come.

Parsing can't judge them, having no clock: operations do, at the moment they are told.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from typing import Annotated, Any

from panel.cases.document.parts import Day
from panel.parsing import Fault, Faulty, Part

LAST_BIRTHDAY = 26  # by which an EHC plan ends: Children and Families Act 2014, section 46


class Tense(Enum):
    """When a day may lie, seen from the one on which it is told; the sentence if it doesn't."""

    PAST = "This day lies ahead. Tell it once it has happened."
    COMING = "This day has passed. Give one that is still to come."
    OF_A_CHILD = "The panel takes requests until the 26th birthday."
    LIVED = "This day is before the child was born."

    def allows(self, day: date, *, on: date, born_on: date | None = None) -> bool:
        """Say whether a day may be told on another; the same day may, always.

        Args:
            born_on: the child's first day, where it is one child's request or record.
        """
        match self:
            case Tense.OF_A_CHILD:
                last = (day.year + LAST_BIRTHDAY, day.month, day.day)
                return (on.year, on.month, on.day) < last
            case Tense.LIVED:
                return born_on is None or day >= born_on
            case Tense.PAST:
                return day <= on
            case Tense.COMING:
                return day >= on


PastDay = Annotated[Day | None, Tense.PAST]
LivedDay = Annotated[Day | None, Tense.PAST, Tense.LIVED]  # past, and of the child's own life
ComingDay = Annotated[Day | None, Tense.COMING]


def require_true_days(told: object, *, on: date) -> None:
    """Refuse a part, or several, in which a day can't be true.

    Raises:
        Faulty: with every such day.
    """
    if faults := list(untrue_days(told, on=on)):
        raise Faulty(faults)


def untrue_days(
    told: object, pointer: str = "", *, on: date, born_on: date | None = None
) -> Iterator[Fault]:
    """Yield the days that can't be true in a part, or in several."""
    if isinstance(told, tuple):
        for place, each in enumerate(told):
            yield from untrue_days(each, f"{pointer}/{place}", on=on, born_on=born_on)
    if not isinstance(told, Part):
        return
    answers = dict(told)
    for fault in untrue_answers(type(told), answers, on=on, born_on=born_on):
        yield Fault(f"{pointer}{fault.pointer}", fault.sentence)
    for name, value in answers.items():
        yield from untrue_days(value, f"{pointer}/{name}", on=on, born_on=born_on)


def untrue_answers(
    kind: type[Part], answers: Mapping[str, Any], *, on: date, born_on: date | None = None
) -> Iterator[Fault]:
    """Yield the days that can't be true among a part's answers, which needn't make one yet."""
    for name, field in kind.model_fields.items():
        day = answers.get(name)
        for tense in field.metadata:
            if isinstance(tense, Tense) and day and not tense.allows(day, on=on, born_on=born_on):
                yield Fault(f"/{name}", tense.value)
