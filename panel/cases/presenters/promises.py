"""The report on what agencies undertook and whether it came in time."""

from panel.cases.figures.promises import Kept
from panel.presentation.parts import Cell, Row
from panel.presentation.tones import Tone

HEADINGS = (
    "Agency",
    "What was asked",
    "Times asked",
    "In time",
    "Late",
    "Overdue now",
    "Not yet due",
)


def row(kept: Kept) -> Row:
    """Return a line of the page; what is overdue stands out."""
    agency, *told, overdue, not_yet_due = cells(kept)
    tone = Tone.BAD if kept.overdue else ""
    return Row(agency, [*map(Cell, told), Cell(overdue, tone=tone), Cell(not_yet_due)])


def cells(kept: Kept) -> tuple[str, ...]:
    """Return a line of the file."""
    figures = (kept.asked, kept.in_time, kept.late, kept.overdue, kept.not_yet_due)
    return (kept.agency, kept.what, *(f"{number}" for number in figures))
