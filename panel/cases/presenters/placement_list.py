"""Placements as lines of a list, and how many of them run."""

from collections.abc import Mapping
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from panel.cases.models import Placement, PlacementAgreement, PlacementRequest
from panel.cases.placement_stages import PlacementStage
from panel.cases.placements import agreements
from panel.cases.placements import queries as placement_queries
from panel.cases.presenters.placements import nearness
from panel.deadlines.models import Clock
from panel.presentation import formatting
from panel.presentation.parts import Cell, Row, Tile
from panel.presentation.tones import Tone, of_state

HEADINGS = ("Placement", "Child", "Provider", "Stage", "Next review", "Ends")
TO_ARRANGE_HEADINGS = ("Case", "Child", "What is to be done")


def tiles(placements: QuerySet[Placement], *, on: date) -> tuple[Tile, ...]:
    """Return how many run, are to be reviewed at last, and end before long."""
    late = placement_queries.late_reviews(placements, on=on)
    ending = placement_queries.ending_soon(placements, on=on).count()
    away = placements.filter(stage=PlacementStage.SUSPENDED).count()
    runs = placement_queries.running(placements).count() - away
    return (
        Tile("Running", str(runs), f"and {away} suspended" if away else "", tone=Tone.INFO),
        Tile("Reviews late", str(late), tone=Tone.BAD if late else Tone.GOOD),
        Tile("Ending within 12 weeks", str(ending), tone=Tone.WARN if ending else Tone.PLAIN),
    )


def row(placement: Placement, clocks: Mapping[str, Clock], *, on: date) -> Row:
    """Return a line of the list. `clocks`: the next review's clock by reference."""
    reference = placement.placement_request.reference
    agreement = agreements.in_force(placement)
    return Row(
        reference,
        [
            Cell(placement.placement_request.child.initials),
            Cell(agreement.provider if agreement else placement.option.provider),
            Cell(placement.get_stage_display(), tone=of_state(placement.stage)),
            _due(clocks.get(reference), on=on),
            _end(placement, agreement),
        ],
        address=reverse("placement", args=[reference]),
    )


def _end(placement: Placement, agreement: PlacementAgreement | None) -> Cell:
    if placement.stage == PlacementStage.ENDED:
        last_day = placement.ended_on
        return Cell(f"Ended {formatting.short_day(last_day)}" if last_day else "Never started")
    if agreement is None:
        return Cell("Not agreed yet")
    is_sooner = agreement.approved_until < agreement.ends_on
    until = formatting.short_day(agreement.approved_until)
    note = f"Approved by the panel until {until}" if is_sooner else ""
    return Cell(formatting.short_day(agreement.ends_on), note=note)


def row_to_arrange(placement_request: PlacementRequest) -> Row:
    """Return a line for an approved request that has no placement yet."""
    reference = placement_request.reference
    return Row(
        reference,
        [Cell(placement_request.child.initials), Cell("Draw up the agreement")],
        address=reverse("placement-agreement", args=[reference]),
    )


def _due(clock: Clock | None, *, on: date) -> Cell:
    if clock is None:
        return Cell("None due")
    return Cell(formatting.short_day(clock.due_on), tone=nearness(clock.due_on, on=on))
