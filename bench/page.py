"""The page that `--markdown` writes: what one run measured, with every goal it missed said so."""

import os
import platform
from collections.abc import Iterator, Sequence
from datetime import date

from bench.table import Row, Section

INTRODUCTION = """\
# Benchmarks

`make bench` starts a PostgreSQL that keeps its promises (`fsync` on), measures through the public
operations and throws the server away. Only ratios within one run say something about the code; the
absolute figures are the machine's. A ratio is the median of its rounds, and what is compared takes
turns within each round.

*Hot* is the ceiling of anything that must change one row: every client updates the same row with
one prepared statement and commits. *Post* is the one statement that writes an entry; *reserve* is
the operation around it, which finds its accounts. *4 at once* are four processes.
"""


def page(sections: Sequence[Section], *, on: date, database: str) -> str:
    """Return the page in Markdown, of a run made on a day and a version of PostgreSQL."""
    return "\n".join(
        [INTRODUCTION, *_machine(on, database), *_summary(sections), *map(_table, sections)]
    )


def _machine(on: date, database: str) -> Iterator[str]:
    yield (
        f"Measured on {on:%-d %B %Y} on {os.cpu_count()} cores ({platform.machine()}), "
        f"PostgreSQL {database}, Python {platform.python_version()}.\n"
    )


def _summary(sections: Sequence[Section]) -> Iterator[str]:
    held = [row for section in sections for row in section.rows if row.goal is not None]
    missed = [row for row in held if not row.is_met]
    yield f"Of {len(held)} goals, {len(held) - len(missed)} are met.\n"
    if missed:
        yield "Missed:\n"
        for row in missed:
            yield f"- {row.name}: {row.amount}{_unit(row)}; the goal is {row.bound}."
        yield ""


def _table(section: Section) -> str:
    lines = [f"## {section.title}\n", "| measured | ours | goal | |", "| --- | --: | --: | --- |"]
    lines += [
        f"| {row.name} | {row.amount}{_unit(row)} | {row.bound} | {row.verdict.lower()} |"
        for row in section.rows
    ]
    return "\n".join([*lines, ""])


def _unit(row: Row) -> str:
    return f" {row.unit}" if row.unit else ""
