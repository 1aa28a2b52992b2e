"""Questions about children: who may be whom, and what of a record is old. Nothing here writes."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from panel import clock, working_days
from panel.cases.document import IdentityPart
from panel.cases.likeness import are_alike
from panel.cases.models import Child
from panel.cases.models.sections import Section

#: The numbers that belong to one child alone, and what each is called.
NUMBERS = {
    "nhs_number": "NHS number",
    "upn": "unique pupil number",
    "uln": "unique learner number",
}
MONTHS_UNTIL_OLD = 12


@dataclass(frozen=True)
class Likeness:
    """A child on record who may be the one told of, and what speaks for it."""

    child: Child
    shared: tuple[str, ...]  # what both have in common, such as "NHS number"
    is_by_number: bool


def holding_numbers(panel_ids: Collection[int], part: IdentityPart) -> QuerySet[Child]:
    """Return the children on record under any number that a part holds."""
    held = Q(pk__in=[])
    for number in NUMBERS:
        if value := getattr(part, number):
            held |= Q(**{number: value})
    return Child.objects.filter(held, panel_id__in=panel_ids).order_by("pk")


def resembling(panel_ids: Collection[int], part: IdentityPart) -> list[Likeness]:
    """Return the children who may be the one told of: by a number, or by birth date and name."""
    by_number = {child.pk: child for child in holding_numbers(panel_ids, part)}
    of_the_day = Child.objects.filter(panel_id__in=panel_ids, born_on=part.born_on)
    named = (part.given_name, part.family_name)
    alike = {
        child.pk: child
        for child in of_the_day.order_by("pk")
        if are_alike(named, (child.given_name, child.family_name))
    }
    return [
        Likeness(
            child, shared=tuple(_shared(child, part, pk in alike)), is_by_number=pk in by_number
        )
        for pk, child in (by_number | alike).items()
    ]


def _shared(child: Child, part: IdentityPart, is_alike: bool) -> Iterator[str]:
    for number, words in NUMBERS.items():
        if getattr(part, number) and getattr(part, number) == getattr(child, number):
            yield words
    if child.born_on == part.born_on:
        yield "date of birth"
    if is_alike:
        yield "a name like it"


def is_old(section: Section, *, at: datetime) -> bool:
    """Say whether a section was told more than a year ago."""
    told = clock.date_of(section.told_at)
    return working_days.add_months(told, MONTHS_UNTIL_OLD) < clock.date_of(at)
