"""A report as a file of commas: table below table, amounts in pounds, days as ISO dates."""

from collections.abc import Iterator
from datetime import date

from panel import sheets
from panel.reports.table import Cell, Report, Table, Unit
from panel.sheets import harmless


def written(report: Report) -> Iterator[str]:
    """Yield the report line by line."""
    yield from sheets.written(_rows(report))


def _rows(report: Report) -> Iterator[list[str]]:
    yield [harmless(report.title), harmless(report.fund), report.year]
    yield [report.first_day.isoformat(), report.last_day.isoformat(), report.as_at.isoformat()]
    for table in report.tables:
        yield []
        yield [table.caption]
        yield [column.heading for column in table.columns]
        yield from _body(table)


def _body(table: Table) -> Iterator[list[str]]:
    units = [column.unit for column in table.columns]
    for line in (*table.lines, *([table.foot] if table.foot else [])):
        yield [_written(cell, unit) for cell, unit in zip(line, units, strict=True)]


def _written(cell: Cell, unit: Unit) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return harmless(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    return hundredths(cell) if unit in (Unit.PENCE, Unit.SHARE) else str(cell)


def hundredths(number: int) -> str:
    """Write pence as pounds, or basis points as per cent: `-1026.50`."""
    whole, part = divmod(abs(number), 100)
    return f"{'-' if number < 0 else ''}{whole}.{part:02d}"
