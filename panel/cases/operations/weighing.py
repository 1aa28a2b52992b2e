"""Weighing one placement beside another."""

from datetime import datetime
from string import ascii_uppercase

from django.db import transaction

from panel.agencies.models import Person
from panel.cases.document import CostLinePart, OptionPart
from panel.cases.models import CostLine, CostShare, PlacementOption, PlacementRequest
from panel.cases.operations.drafting import agency_called, record, writable


class TooManyOptions(Exception):
    """Raised when an option more would be weighed than there are letters to name them by."""


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

    Recommending it takes the recommendation from any other.

    Raises:
        Locked: the request isn't being written any more.
        TooManyOptions: every letter is taken.
    """
    placement_request = writable(placement_request_id, by=by, at=at)
    if letter is not None:
        placement_request.options.filter(letter=letter).delete()
    if option.is_recommended:
        placement_request.options.update(is_recommended=False)
    weighed = PlacementOption.objects.create(
        placement_request=placement_request,
        letter=letter or _free_letter(placement_request),
        **option.model_dump(exclude={"cost_lines"}),
    )
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


def _free_letter(placement_request: PlacementRequest) -> str:
    taken = set(placement_request.options.values_list("letter", flat=True))
    free = (letter for letter in ascii_uppercase if letter not in taken)
    if letter := next(free, ""):
        return letter
    raise TooManyOptions("26 options are weighed already. Take one out to add another.")


def _add_line(option: PlacementOption, position: int, line: CostLinePart) -> None:
    cost_line = CostLine.objects.create(
        option=option, position=position, **line.model_dump(exclude={"shares"})
    )
    panel = option.placement_request.panel
    CostShare.objects.bulk_create(
        CostShare(
            cost_line=cost_line, agency=agency_called(panel, code), basis_points=basis_points
        )
        for code, basis_points in line.shares.items()
    )
