"""On which line of a TOML document each value stands.

The standard library reads TOML but doesn't say where. This reads it a second time, for places
alone, and so only ever sees text that `tomllib` has accepted.
"""

import re
import tomllib
from collections import Counter

Path = tuple[str | int, ...]

KEY = r"""(?:"(?:\\.|[^"\\\n])*"|'[^'\n]*'|[A-Za-z0-9_-]+)"""
DOTTED = re.compile(rf"{KEY}(?:[ \t]*\.[ \t]*{KEY})*")
BLANK = re.compile(r"(?:\s|#[^\n]*)*")
TEXT = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
PLAIN = re.compile(r"[^,\]}#\n]+")  # a number, a date or a word; a date may hold a space


def of(text: str) -> dict[Path, int]:
    """Return the line, from 1, of every table, key and member of a list, by its path."""
    return _Reading(text).places()


def nearest(places: dict[Path, int], path: Path) -> int:
    """Return the line of a path, or of the nearest thing that would hold it; else 1."""
    while path and path not in places:
        path = path[:-1]
    return places.get(path, 1)


class _Reading:
    """A walk through one document."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.found: dict[Path, int] = {}
        self.tables: Counter[Path] = Counter()  # how often each [[table]] has come

    def places(self) -> dict[Path, int]:
        """Read to the end."""
        table: Path = ()
        while self._blank():
            if self.text[self.at] == "[":
                table = self._header()
            else:
                self._pair(table)
        return self.found

    def _header(self) -> Path:
        """Read `[a.b]` or `[[a.b]]`; return the path of the table it opens."""
        is_list = self.text.startswith("[[", self.at)
        self.at += 1 + is_list
        self._blank()
        path: Path = ()
        *outer, last = self._key()
        for step in outer:
            path = self._latest((*path, step))
            self._mark(path)
        path = (*path, last)
        if is_list:
            self._mark(path)
            self.tables[path] += 1
        path = self._latest(path)
        self._mark(path)
        self._blank()
        self.at += 1 + is_list
        return path

    def _latest(self, path: Path) -> Path:
        """Return the path itself, or of the last member so far if it is a list of tables."""
        return (*path, self.tables[path] - 1) if path in self.tables else path

    def _pair(self, table: Path) -> None:
        path = table
        for step in self._key():
            path = (*path, step)
            self._mark(path)
        self._blank()
        self.at += 1  # the equals sign
        self._blank()
        self._value(path)

    def _value(self, path: Path) -> None:
        match self.text[self.at]:
            case "[":
                self._members(path)
            case "{":
                self._inline(path)
            case '"' | "'":
                self._pass(TEXT)
            case _:
                self._pass(PLAIN)

    def _members(self, path: Path) -> None:
        self.at += 1
        number = 0
        while self._blank() and self.text[self.at] != "]":
            self._mark((*path, number))
            self._value((*path, number))
            number += 1
            self._comma()
        self.at += 1

    def _inline(self, path: Path) -> None:
        self.at += 1
        while self._blank() and self.text[self.at] != "}":
            self._pair(path)
            self._comma()
        self.at += 1

    def _comma(self) -> None:
        self._blank()
        self.at += self.text[self.at] == ","

    def _key(self) -> list[str]:
        """Read a key; `a."b c".d` has three steps."""
        written = self._pass(DOTTED)
        steps: list[str] = []
        rest: object = tomllib.loads(f"{written} = 0")
        while isinstance(rest, dict):
            (step,) = rest
            steps.append(step)
            rest = rest[step]
        return steps

    def _blank(self) -> bool:
        """Pass over blanks and comments; say whether anything follows."""
        self._pass(BLANK)
        return self.at < len(self.text)

    def _pass(self, pattern: re.Pattern[str]) -> str:
        matched = pattern.match(self.text, self.at)
        assert matched is not None, "Only text that tomllib has accepted is read here."
        self.at = matched.end()
        return matched[0]

    def _mark(self, path: Path) -> None:
        self.found.setdefault(path, self.text.count("\n", 0, self.at) + 1)
