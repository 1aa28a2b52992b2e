"""Reads the national list of establishments from the CSV in which it is published.

Pure: bytes in, entries of the directory and bad rows out. Columns are found by their names, so
their order and the many that aren't read don't matter.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from panel import sheets
from panel.cases.directory import establishment_words as words
from panel.cases.document import Fault, Faulty, ProviderPart, parse
from panel.cases.vocabulary.options import PlacementGroup, Rating

NEEDED = frozenset(
    {words.PLAIN_COLUMNS["urn"], words.PLAIN_COLUMNS["name"], words.TYPE, words.STATUS}
)
ALSO = frozenset({*words.PLAIN_COLUMNS.values(), words.INSPECTED_ON, words.RATING})
DAY = re.compile(r"(?P<day>[0-9]{1,2})[-/](?P<month>[0-9]{1,2})[-/](?P<year>[0-9]{4})")


class Unreadable(ValueError):
    """Raised when a row holds something the directory has no word for."""


@dataclass(frozen=True)
class BadRow:
    """A row that isn't taken over: the line it ends on, counted from 1, and why."""

    line: int
    reason: str


@dataclass(frozen=True)
class Reading:
    """What a file holds."""

    providers: tuple[ProviderPart, ...]
    bad_rows: tuple[BadRow, ...]


def read(file: bytes) -> Reading:
    """Return every row as an entry, or as a bad row; no row is left unmentioned.

    Raises:
        sheets.NotTheSheet: it isn't CSV, or lacks a column that is needed.
    """
    providers: list[ProviderPart] = []
    bad_rows: list[BadRow] = []
    lines: dict[str, int] = {}
    for line, row in sheets.rows(file, needed=NEEDED, also=ALSO, of="the national list’s CSV"):
        try:
            provider = _provider(row)
        except Unreadable as bad:
            bad_rows.append(BadRow(line, str(bad)))
            continue
        if provider.urn in lines:
            reason = f"URN {provider.urn} is on line {lines[provider.urn]} already."
            bad_rows.append(BadRow(line, reason))
            continue
        lines[provider.urn] = line
        providers.append(provider)
    return Reading(tuple(providers), tuple(bad_rows))


def _provider(row: Mapping[str, str]) -> ProviderPart:
    if not row.get("URN"):
        raise Unreadable("It has no URN.")
    rated_on = _day(row.get(words.INSPECTED_ON, ""))
    rating = _rating(row.get(words.RATING, ""), rated_on)
    told: dict[str, object] = {
        field: row.get(column, "") for field, column in words.PLAIN_COLUMNS.items()
    }
    told |= {
        "placement_group": _group(row.get(words.TYPE, "")),
        "rating": rating,
        "rated_on": rated_on.isoformat() if rated_on else None,
        "is_open": row.get(words.STATUS) in words.OPEN,
    }
    told |= {field: row.get(column, "") for field, column in words.PLAIN_COLUMNS.items()}
    try:
        return parse(ProviderPart, json.dumps(told))
    except Faulty as faulty:
        raise Unreadable(" ".join(map(_told, faulty.faults))) from faulty


def _told(fault: Fault) -> str:
    """Return a fault with the column it is in."""
    field = fault.pointer.strip("/")
    return f"{words.PLAIN_COLUMNS.get(field, field)}: {fault.sentence}"


def _group(name: str) -> PlacementGroup:
    try:
        return words.GROUPS[name.casefold()]
    except KeyError as unknown:
        raise Unreadable(f"Its type, “{name}”, isn’t known here.") from unknown


def _rating(name: str, rated_on: date | None) -> Rating | None:
    """Return the rating; an inspection that gave no overall grade is one too."""
    if not name:
        return Rating.UNGRADED if rated_on else None
    try:
        return words.RATINGS[name.casefold()]
    except KeyError as unknown:
        raise Unreadable(f"Its rating, “{name}”, isn’t known here.") from unknown


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        if found := DAY.fullmatch(text):
            return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        pass
    raise Unreadable(f"The day of its inspection, “{text}”, isn’t a date such as 21-11-2026.")
