"""The report on missing provision, line by line."""

from panel.cases.gaps import Gap
from panel.presentation.parts import Cell, Row

HEADINGS = ("Missing", "For the need", "Where", "Children")
FORMULA = ("=", "+", "-", "@", "\t")


def row(gap: Gap) -> Row:
    """Return a gap as a line of the page."""
    return Row(gap.group.label, [Cell(words) for words in _words(gap)])


def cells(gap: Gap) -> tuple[str, ...]:
    """Return a gap as a line of the file; no text of it can act as a spreadsheet's formula."""
    told = (gap.group.label, *_words(gap))
    return tuple(f"'{words}" if words.startswith(FORMULA) else words for words in told)


def _words(gap: Gap) -> tuple[str, str, str]:
    return gap.need.label, gap.area, gap.children_told
