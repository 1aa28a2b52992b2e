"""Reads rows from a CSV file that people made: bytes in, numbered rows by column name out.

And writes one for them: so that Excel reads its letters right, and runs none of its texts.
"""

import csv
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from io import StringIO
from itertools import count

from panel.presentation.formatting import listed
from panel.refusals import Refusal

SEPARATORS = ",;\t"  # where commas part pounds from pence, spreadsheets part cells by semicolons
MARK = "\ufeff"  # without it, Excel takes UTF-8 for the code page of its own system
#: A spreadsheet would run a text that begins with one of these as a formula.
RUN = ("=", "+", "-", "@", "\t", "\r")


class NotTheSheet(Refusal):
    """Raised when a file isn't CSV at all, or has not each column once that is needed."""


def rows(
    file: bytes, *, needed: Collection[str], also: Collection[str] = (), of: str
) -> Iterator[tuple[int, Mapping[str, str]]]:
    """
    Return each row with the line it ends on, counted from 1; texts without space round them.

    Columns are found by their names, whatever their case, so their order and those that aren't
    read don't matter. A row whose cells are all empty is none. What parts the headings most often,
    a comma, a semicolon or a tab, parts the cells.

    Args:
        needed: the columns that must be there.
        also: those that are read if they are.
        of: what the file should be, in words: “the national list’s CSV”.

    Raises:
        NotTheSheet: it isn't text or CSV, or a column is missing or there twice.
    """
    text = _text(file, of)
    separator = max(SEPARATORS, key=text.partition("\n")[0].count)
    read = csv.DictReader(StringIO(text, newline=""), delimiter=separator)
    known = {name.casefold(): name for name in (*needed, *also)}
    read.fieldnames = [known.get(_plain(name), name) for name in _headings(read, of)]
    if missing := set(needed) - set(read.fieldnames):
        columns = listed([f"“{name}”" for name in sorted(missing)])
        noun = "column" if len(missing) == 1 else "columns"
        raise NotTheSheet(f"This isn’t {of}: it has no {noun} {columns}.")
    if twice := [name for name in known.values() if read.fieldnames.count(name) > 1]:
        raise NotTheSheet(f"This isn’t {of}: it has the column “{twice[0]}” more than once.")
    return _numbered(read)


def _headings(read: "csv.DictReader[str]", of: str) -> Sequence[str]:
    try:
        return read.fieldnames or ()
    except csv.Error as error:
        raise NotTheSheet(f"This isn’t {of}: {error}.") from error


def _plain(heading: str) -> str:
    return " ".join(heading.split()).casefold()


def _text(file: bytes, of: str) -> str:
    """Decode UTF-8, else the Windows code page in which spreadsheets have always saved."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return file.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotTheSheet(f"This isn’t {of}: it isn’t text.")


def _numbered(read: "csv.DictReader[str]") -> Iterator[tuple[int, Mapping[str, str]]]:
    for number in count(1):
        try:
            row = next(read, None)
        except csv.Error as error:
            raise NotTheSheet(f"Row {number} isn’t CSV: {error}.") from error
        if row is None:
            return
        known = ((name, value) for name, value in row.items() if isinstance(value, str) and name)
        cells = {name: _as_it_was(value.strip()) for name, value in known}
        if any(cells.values()):
            yield read.line_num, cells


class _Passing:
    """A file that keeps nothing: what is written to it is given back."""

    def write(self, text: str) -> str:
        return text


def written(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield a file of commas for people, line by line."""
    lines = map(csv.writer(_Passing()).writerow, rows)
    yield f"{MARK}{next(lines, '')}"
    yield from lines


def harmless(text: str) -> str:
    """Keep a spreadsheet from running a text that looks like a formula."""
    return f"'{text}" if text.startswith(RUN) else text


def _as_it_was(text: str) -> str:
    """Read a text that was made harmless, in a file that was given out and is sent again."""
    return text[1:] if text.startswith("'") and harmless(text[1:]) == text else text
