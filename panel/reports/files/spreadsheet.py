"""
A report as a spreadsheet: a sheet for each table, with formulas for its sums and differences, so
that a finance officer can follow and go on with them. Each formula carries the value that
`table.py` worked out, for programs that don't recalculate.
"""

import textwrap
from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from panel.reports.table import Cell, Column, Report, Table, Unit

HEAD = 4  # rows above the first line: title, fund and days, nothing, headings
FORMATS = {
    Unit.TEXT: "@",
    Unit.COUNT: "#,##0",
    Unit.PENCE: "£#,##0.00;[Red]−£#,##0.00",
    Unit.SHARE: "0.00%",
    Unit.DAY: "d mmm yyyy",
}
WIDTHS = {Unit.TEXT: 34, Unit.PENCE: 18}
LONGEST_NAME = 31  # of a sheet
FORBIDDEN = str.maketrans("", "", "[]:*?/\\'")


def written(report: Report) -> bytes:
    """Write the report, row by row, so that no more of a long one is held than its packed file."""
    file = BytesIO()
    # Texts are never taken for formulas, numbers or addresses.
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"title": report.title, "created": report.as_at.replace(tzinfo=None)})
        for number, table in enumerate(report.tables, start=1):
            whole = f"{number} {table.caption.translate(FORBIDDEN)}"
            name = textwrap.shorten(whole, LONGEST_NAME, placeholder="…")
            _Sheet(book, book.add_worksheet(name), table).write(report)
    return file.getvalue()


class _Sheet:
    """One table on its sheet."""

    def __init__(self, book: Any, sheet: Any, table: Table) -> None:
        self.sheet, self.table = sheet, table
        self.bold = book.add_format({"bold": True})
        self.formats = [
            book.add_format({"num_format": FORMATS[column.unit]}) for column in table.columns
        ]
        self.feet = [
            book.add_format({"num_format": FORMATS[column.unit], "bold": True, "top": 1})
            for column in table.columns
        ]

    def write(self, report: Report) -> None:
        """Write title, headings, lines and foot."""
        self.sheet.write_string(0, 0, f"{report.title}: {self.table.caption}", self.bold)
        days = f"{report.first_day:%-d %B %Y} to {report.last_day:%-d %B %Y}"
        self.sheet.write_string(1, 0, f"{report.fund}, {days}")
        for place, column in enumerate(self.table.columns):
            self.sheet.write_string(HEAD - 1, place, column.heading, self.bold)
            self.sheet.set_column(place, place, WIDTHS.get(column.unit, 14))
        self.sheet.freeze_panes(HEAD, 1)
        for number, line in enumerate(self.table.lines, start=HEAD):
            for place, cell in enumerate(line):
                self._cell(number, place, cell)
        if self.table.foot:
            self._foot(self.table.foot)

    def _cell(self, row: int, place: int, cell: Cell) -> None:
        column, style = self.table.columns[place], self.formats[place]
        if column.less and cell is not None:
            first, second = (
                xl_rowcol_to_cell(row, self.table.place(heading)) for heading in column.less
            )
            self.sheet.write_formula(row, place, f"={first}-{second}", style, _value(cell, column))
        elif isinstance(cell, date):
            self.sheet.write_datetime(row, place, cell, style)
        elif isinstance(cell, int):
            self.sheet.write_number(row, place, _value(cell, column), style)
        elif cell:
            self.sheet.write_string(row, place, cell, style)

    def _foot(self, foot: tuple[Cell, ...]) -> None:
        last = HEAD + len(self.table.lines) - 1
        self.sheet.write_string(last + 1, 0, "Total", self.feet[0])
        for place, column in enumerate(self.table.columns):
            if foot[place] is None or not place:
                continue
            first, final = xl_rowcol_to_cell(HEAD, place), xl_rowcol_to_cell(last, place)
            total = f"=SUM({first}:{final})" if self.table.lines else "=0"
            value = _value(foot[place], column)
            self.sheet.write_formula(last + 1, place, total, self.feet[place], value)


def _value(cell: Cell, column: Column) -> float:
    """Return a number as a spreadsheet holds it: pounds, or a share of one."""
    assert isinstance(cell, int), "Only numbers are worked with."
    return cell / {Unit.PENCE: 100, Unit.SHARE: 10_000}.get(column.unit, 1)
