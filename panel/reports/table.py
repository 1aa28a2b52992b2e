"""
A report as plain values: what it is about, and tables whose sums are worked out here and nowhere
else. A page, a spreadsheet, a file of commas and a PDF say the same, each in its own way.

Cells are plain: pence and counts are whole numbers, days are dates, and None is a cell that has
nothing to say. A number that knows what it is made of is a `Figure`: a page leads from it to those
entries or other rows, and everywhere else it is a number.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, Protocol, Self

Cell = str | int | date | None


class Source(Protocol):
    """What a figure is made of: rows that a page lists and adds up."""

    @property
    def rows(self) -> str:
        """What they are: entries, recharges."""

    @property
    def address(self) -> str:
        """Where they are listed."""

    @property
    def whole(self) -> "Source":
        """The same of all agencies, or of whatever the rows of a table tell apart."""

    def since(self, earlier: Any) -> "Source | None":
        """Return what of them came after the days of another; None where they aren't of days."""


class Figure(int):
    """A whole number, and what it is made of."""

    of: Source

    def __new__(cls, number: int, of: Source) -> Self:
        figure = super().__new__(cls, number)
        figure.of = of
        return figure

    def __deepcopy__(self, memo: object) -> int:
        """Copy it as plain data: a number."""
        return int(self)


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
        return ("Total", *(self._added(place) for place in range(1, len(self.columns))))

    def _added(self, place: int) -> int | None:
        """Add up a column; None where it isn't added, or where it has lines and none says a thing.

        What is told of nobody comes to no sum, neither to nothing.
        """
        cells = [line[place] for line in self.lines]
        is_untold = bool(cells) and all(cell is None for cell in cells)
        return None if is_untold or not self.columns[place].is_added else added(cells)

    def _line(self, row: Sequence[Cell]) -> tuple[Cell, ...]:
        told = iter(row)
        line: list[Cell] = []
        for column in self.columns:
            if column.less is None:
                line.append(next(told))
            else:
                first, second = (line[self.place(heading)] for heading in column.less)
                is_untold = first is None and second is None
                line.append(None if is_untold else _difference(first, second))
        return tuple(line)


def added(cells: Iterable[Cell]) -> int:
    """Add whole numbers up; a cell that says nothing adds nothing.

    Where they tell one thing apart, as by agency, the sum is made of the whole of it.
    """
    numbers = [_number(cell) for cell in cells]
    known = [number for number in numbers if isinstance(number, Figure)]
    sources = {figure.of.whole for figure in known}
    is_known = len(sources) == 1 and all(isinstance(one, Figure) for one in numbers if one)
    return Figure(sum(numbers), sources.pop()) if is_known else sum(numbers)


def _difference(first: Cell, second: Cell) -> int:
    more, less = _number(first), _number(second)
    if not isinstance(more, Figure):
        return more - less
    of = more.of.since(less.of) if isinstance(less, Figure) else None
    if of is None and not less:
        return more
    return Figure(more - less, of) if of else more - less


def _number(cell: Cell) -> int:
    assert cell is None or isinstance(cell, int), "Only numbers are added."
    return 0 if cell is None else cell


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
