"""Weighing one placement beside another."""

from datetime import datetime
from string import ascii_uppercase
from typing import Any

from django.db import transaction

from panel import clock
from panel.agencies.models import Person
from panel.cases.directory import queries as directory
from panel.cases.document import CostLinePart, OptionPart, require_true_days
from panel.cases.models import (
    CostLine,
    CostShare,
    NeedFit,
    PlacementOption,
    PlacementRequest,
    Provider,
)
from panel.cases.operations.writing.drafting import agency_called, record, writable
from panel.refusals import Refusal


class TooManyOptions(Refusal):
    """Raised when an option more would be weighed than there are letters to name them by."""


class UnknownProvider(Refusal):
    """Raised when an option names a provider by a number that the directory doesn't hold."""


#: What is asked of every option, and kept as it was told.
PLAIN = frozenset(OptionPart.model_fields) - {
    "cost_lines",
    "fits",
    "missing",
    "provider_number",
}
CHOICES = frozenset({"placement_group", "rating", "home_registration", "vacancy"})


@transaction.atomic
def weigh_option(
    *,
    placement_request_id: int,
    option: OptionPart,
    letter: str | None = None,
    by: Person,
    at: datetime,
) -> PlacementOption:
    """Add an option under the next free letter, or replace the one that has `letter`.

    Recommending it takes the recommendation from any other. What the directory knows of the
    provider is taken from there where the option doesn't say it.

    Raises:
        Faulty: a day can't be true.
        Locked: the request isn't being written any more.
        UnknownProvider: the directory holds no provider of that number.
        TooManyOptions: every letter is taken.
    """
    placement_request = writable(placement_request_id, by=by, at=at)
    require_true_days(option, on=clock.date_of(at))
    if letter is not None:
        placement_request.options.get(letter=letter).delete()
    return put(placement_request, option, letter, by=by, at=at)


def put(
    placement_request: PlacementRequest,
    option: OptionPart,
    letter: str | None,
    *,
    by: Person,
    at: datetime,
) -> PlacementOption:
    """Add an option with true days to a request that is locked and may be written.

    Raises `UnknownProvider` and `TooManyOptions` as `weigh_option` does.
    """
    if option.is_recommended:
        placement_request.options.update(is_recommended=False)
    weighed = PlacementOption.objects.create(
        placement_request=placement_request,
        letter=letter or _free_letter(placement_request),
        **_told(option),
    )
    NeedFit.objects.bulk_create(NeedFit(option=weighed, **fit.model_dump()) for fit in option.fits)
    for position, line in enumerate(option.cost_lines, start=1):
        _add_line(weighed, position, line)
    record(placement_request, "option_weighed", by=by, at=at, letter=weighed.letter)
    return weighed


@transaction.atomic
def drop_option(*, placement_request_id: int, letter: str, by: Person, at: datetime) -> None:
    """Take an option out of the comparison."""
    placement_request = writable(placement_request_id, by=by, at=at)
    placement_request.options.get(letter=letter).delete()
    record(placement_request, "option_dropped", by=by, at=at, letter=letter)


def _told(option: OptionPart) -> dict[str, Any]:
    """Return an option's own columns; a choice that wasn't made is an empty text."""
    told = {
        name: "" if value is None and name in CHOICES else value
        for name, value in option.model_dump(include=set(PLAIN)).items()
    }
    if option.missing:
        told |= {f"missing_{name}": value for name, value in option.missing.model_dump().items()}
    if not option.provider_number:
        return told
    listed = directory.listed(option.provider_number)
    if listed is None:
        raise UnknownProvider(
            f"No provider in the directory has the number “{option.provider_number}”."
        )
    return told | {"listed_as": listed} | _listed(listed, told)


def _listed(listed: Provider, told: dict[str, Any]) -> dict[str, Any]:
    """Return what the directory adds: the sort of place, and the rating with its own date."""
    added = {} if told["placement_group"] else {"placement_group": listed.placement_group}
    if told["rating"]:
        return added
    return added | {"rating": listed.rating, "rated_on": listed.rated_on}


def _free_letter(placement_request: PlacementRequest) -> str:
    taken = set(placement_request.options.values_list("letter", flat=True))
    free = (letter for letter in ascii_uppercase if letter not in taken)
    if letter := next(free, ""):
        return letter
    raise TooManyOptions("26 options are weighed already. Take one out to add another.")


def _add_line(option: PlacementOption, position: int, line: CostLinePart) -> None:
    cost_line = CostLine.objects.create(
        option=option,
        position=position,
        **line.model_dump(exclude={"shares", "funding_source"}),
        funding_source=line.funding_source or "",
    )
    panel = option.placement_request.panel
    CostShare.objects.bulk_create(
        CostShare(
            cost_line=cost_line, agency=agency_called(panel, code), basis_points=basis_points
        )
        for code, basis_points in line.shares.items()
    )
