"""
A report as plain values: what it is about, and tables whose sums are worked out here and nowhere
else. A page, a spreadsheet, a file of commas and a PDF say the same, each in its own way.

Cells are plain: pence and counts are whole numbers, days are dates, and None is a cell that has
nothing to say.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

Cell = str | int | date | None


class Unit(StrEnum):
    """What the cells of a column are."""

    TEXT = "text"
    COUNT = "count"
    PENCE = "pence"
    SHARE = "basis points"
    DAY = "day"

    @property
    def is_number(self) -> bool:
        """Whether its cells stand to the right."""
        return self in (Unit.COUNT, Unit.PENCE, Unit.SHARE)


@dataclass(frozen=True)
class Column:
    """One column. `less`: the headings of two before it, of which it is the difference."""

    heading: str
    unit: Unit = Unit.TEXT
    is_added: bool = False  # whether the foot tells its sum
    less: tuple[str, str] | None = None


@dataclass(frozen=True)
class Table:
    """Rows under headings. `rows` leave out the columns that are differences."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""

    def place(self, heading: str) -> int:
        """Return where a column stands, the first at 0."""
        return [column.heading for column in self.columns].index(heading)

    @cached_property
    def lines(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows with their differences."""
        return tuple(self._line(row) for row in self.rows)

    @cached_property
    def foot(self) -> tuple[Cell, ...] | None:
        """The sums, under `Total`; None where no column is added."""
        if not any(column.is_added for column in self.columns):
            return None
        sums = [
            _sum([line[place] for line in self.lines]) if column.is_added else None
            for place, column in enumerate(self.columns)
        ]
        return ("Total", *sums[1:])

    def _line(self, row: Sequence[Cell]) -> tuple[Cell, ...]:
        told = iter(row)
        line: list[Cell] = []
        for column in self.columns:
            if column.less is None:
                line.append(next(told))
            else:
                first, second = (line[self.place(heading)] for heading in column.less)
                line.append(_sum([first]) - _sum([second]))
        return tuple(line)


def _sum(cells: Sequence[Cell]) -> int:
    """Add whole numbers; a cell that says nothing adds nothing."""
    total = 0
    for cell in cells:
        assert cell is None or isinstance(cell, int), "Only numbers are added."
        total += cell or 0
    return total


@dataclass(frozen=True)
class Report:
    """What is told of a fund year, for days of it, as its books stood at a moment."""

    kind: str
    title: str
    fund: str
    year: str
    first_day: date
    last_day: date
    as_at: datetime
    tables: tuple[Table, ...]
