"""Questions about children: who may be whom, and what of a record is old. Nothing here writes.

Somebody who starts a request learns of a record no more than they know of the child already.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from panel import clock, working_days
from panel.cases.children.likeness import are_alike, are_same
from panel.cases.document import IdentityPart
from panel.cases.models import Child, PlacementRequest
from panel.cases.models.sections import Section
from panel.cases.stages import FUNDED, OPEN, Stage
from panel.cases.vocabulary.telling import ChildSectionName

#: The numbers that belong to one child alone, and what each is called.
NUMBERS = {
    "nhs_number": "NHS number",
    "upn": "unique pupil number",
    "uln": "unique learner number",
}
MONTHS_UNTIL_OLD = 12
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Likeness:
    """A child on record born on the day told, by a name like it, and what more speaks for it."""

    child: Child
    numbers: tuple[str, ...]  # which both have in common, such as "NHS number"
    is_proven: bool  # by a number; by the very name where the record holds no number


def holding_numbers(panel_ids: Collection[int], part: IdentityPart) -> QuerySet[Child]:
    """Return the children on record under any number that a part holds."""
    held = Q(pk__in=[])
    for number in NUMBERS:
        if value := getattr(part, number):
            held |= Q(**{number: value})
    return Child.objects.filter(held, panel_id__in=panel_ids).order_by("pk")


def resembling(panel_ids: Collection[int], part: IdentityPart) -> list[Likeness]:
    """Return the children who may be the one told of; a number alone makes nobody like anybody."""
    of_the_day = Child.objects.filter(panel_id__in=panel_ids, born_on=part.born_on)
    named = (part.given_name, part.family_name)
    return [
        _likeness(child, part)
        for child in of_the_day.order_by("pk")
        if are_alike(named, (child.given_name, child.family_name))
    ]


def _likeness(child: Child, part: IdentityPart) -> Likeness:
    numbers = tuple(_shared_numbers(child, part))
    is_numbered = any(getattr(child, number) for number in NUMBERS)
    is_named_so = are_same(
        (part.given_name, part.family_name), (child.given_name, child.family_name)
    )
    return Likeness(child, numbers, is_proven=bool(numbers) or (is_named_so and not is_numbered))


def _shared_numbers(child: Child, part: IdentityPart) -> Iterator[str]:
    for number, words in NUMBERS.items():
        if getattr(part, number) and getattr(part, number) == getattr(child, number):
            yield words


def is_told_of_through(placement_request: PlacementRequest, name: ChildSectionName) -> bool:
    """Say whether a section of the child's record is told through a request at its stage.

    While it is open; and while its placement lives on, where the family can be reached: an
    emergency's contract states it.
    """
    stage = Stage(placement_request.stage)
    return stage in OPEN or (stage in FUNDED and name is ChildSectionName.CONTACTS)


def is_old(section: Section, *, at: datetime) -> bool:
    """Say whether a section was told more than a year ago."""
    told = clock.date_of(section.told_at)
    return working_days.add_months(told, MONTHS_UNTIL_OLD) < clock.date_of(at)


def named_in(text: str, *, panel_id: int) -> str:
    """Return a name of one of a panel's children that is among the words of a text, or nothing.

    First, last and called name: who publishes it names somebody by any of them. A name begins with
    a capital; else no text could say what will, or may, be so where a child is called Will or May.
    """
    said = _words(text)
    names = Child.objects.filter(panel=panel_id).order_by("pk")
    for hers in names.values_list("given_name", "family_name", "known_as").distinct():
        for name in hers:
            if name and any(_words(told) in said for told in (name, name.title(), name.upper())):
                return name
    return ""


def _words(text: str) -> str:
    """Return the words of a text with a space round each, so that only whole ones are found."""
    return f" {' '.join(WORD.findall(text))} "
