"""What the page about accruing says, as plain values."""

from panel.pooledbudget.models import Accrual
from panel.presentation import formatting
from panel.presentation.parts import Cell, Row
from panel.presentation.tones import Tone

HEADINGS = ("Up to", "Asked", "Stands")


def row(accrual: Accrual) -> Row:
    """Return one time that accruing was asked for."""
    asked = f"{formatting.moment(accrual.asked_at)}, {accrual.asked_by.name}"
    is_done = accrual.finished_at is not None
    stands = Cell("Done", tone=Tone.GOOD) if is_done else Cell("Being worked on", tone=Tone.INFO)
    return Row(formatting.day(accrual.until), (Cell(asked), stands))
