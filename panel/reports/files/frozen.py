"""An issued report as canonical JSON: sorted keys, no spaces, days as ISO dates."""

import hashlib
import json
from dataclasses import asdict, fields
from datetime import date, datetime
from typing import Any

from panel.reports.table import Cell, Column, Report, Table, Unit


def to_json(report: Report) -> str:
    """Write a report: the same always gives the same text, and `from_json` gives it back."""
    plain = asdict(report)
    return json.dumps(
        plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_text
    )


def from_json(written: str) -> Report:
    """Read a report back."""
    plain = json.loads(written)
    plain["first_day"] = date.fromisoformat(plain["first_day"])
    plain["last_day"] = date.fromisoformat(plain["last_day"])
    plain["as_at"] = datetime.fromisoformat(plain["as_at"])
    plain["tables"] = tuple(_table(table) for table in plain["tables"])
    return Report(**{field.name: plain[field.name] for field in fields(Report)})


def sha256(written: str) -> str:
    """Return the fingerprint of what a report says, 64 hexadecimal digits."""
    return hashlib.sha256(written.encode()).hexdigest()


def _table(plain: dict[str, Any]) -> Table:
    columns = tuple(_column(column) for column in plain["columns"])
    told = [column.unit for column in columns if column.less is None]
    rows = tuple(
        tuple(_cell(cell, unit) for cell, unit in zip(row, told, strict=True))
        for row in plain["rows"]
    )
    return Table(plain["caption"], columns, rows, plain["note"])


def _column(plain: dict[str, Any]) -> Column:
    less = plain["less"]
    pair = (less[0], less[1]) if less else None
    return Column(plain["heading"], Unit(plain["unit"]), plain["is_added"], pair)


def _cell(cell: str | int | None, unit: Unit) -> Cell:
    return date.fromisoformat(cell) if unit is Unit.DAY and isinstance(cell, str) else cell


def _text(value: object) -> str:
    assert isinstance(value, date), "Only days and moments aren't plain already."
    return value.isoformat()
