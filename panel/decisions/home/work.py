"""The shape of a home page, and the rows that several roles share."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from panel import clock
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.presentation import formatting
from panel.presentation.parts import Cell, Link, Row, Tile
from panel.presentation.tones import of_state

CASE_HEADINGS = ("Case", "Child", "Stage", "Sent")
SHOWN = 25  # rows of a table; the lists hold the rest


@dataclass(frozen=True)
class Table:
    """Work of one sort, and what to say when there is none."""

    heading: str
    headings: Sequence[str]
    rows: Sequence[Row]
    empty: str


@dataclass(frozen=True)
class Work:
    """What waits for the holder of one role."""

    tiles: Sequence[Tile]
    tables: Sequence[Table]
    primary: Link | None = None


def case_rows(requests: Iterable[PlacementRequest]) -> list[Row]:
    """Return a line for each request, with its child's initials."""
    return [_case_row(placement_request) for placement_request in requests]


def _case_row(placement_request: PlacementRequest) -> Row:
    stage = Stage(placement_request.stage)
    sent = placement_request.submitted_at
    return Row(
        placement_request.reference,
        [
            Cell(placement_request.child.initials),
            Cell(stage.label, tone=of_state(stage)),
            Cell(formatting.short_day(clock.date_of(sent)) if sent else "Not yet"),
        ],
        address=reverse("case", args=[placement_request.reference]),
    )
