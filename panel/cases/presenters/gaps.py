"""The report on missing provision, line by line."""

from panel.cases.figures.gaps import Gap
from panel.presentation.parts import Cell, Row
from panel.sheets import harmless

HEADINGS = ("Missing", "For the need", "Where", "Children")


def row(gap: Gap) -> Row:
    """Return a gap as a line of the page."""
    return Row(gap.group.label, [Cell(words) for words in _words(gap)])


def cells(gap: Gap) -> tuple[str, ...]:
    """Return a gap as a line of the file; no text of it can act as a spreadsheet's formula."""
    return tuple(map(harmless, (gap.group.label, *_words(gap))))


def _words(gap: Gap) -> tuple[str, str, str]:
    return gap.need.label, gap.area, gap.children_told
