"""A day by which something is owed, as a cell of a table: in its last week it stands out."""

from datetime import date

from panel.presentation import formatting
from panel.presentation.parts import Cell
from panel.presentation.tones import Tone

WEEK = 7  # days


def by_when(day: date, *, on: date) -> Cell:
    """Say by which day something is owed; by how many days it is late, once it is."""
    when, left = formatting.short_day(day), (day - on).days
    if left < 0:
        return Cell(
            f"{formatting.count(-left, 'day')} late", note=f"Was due {when}", tone=Tone.BAD
        )
    return Cell(when, tone=Tone.WARN if left <= WEEK else "")
