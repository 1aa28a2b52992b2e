"""
What to print for a letter that the record's own typeface doesn't have.

A record never prints an empty box and never depends on the fonts of the machine that made it: a
letter from elsewhere is described in words on paper, and stays as it is in the attached data.
"""

import re
import unicodedata
from collections.abc import Set
from itertools import groupby


def printable(text: str, letters: Set[str]) -> str:
    """
    Write a text with nothing but `letters` and line breaks.

    Accents are put together with their letters, and a compatible form stands in where there is
    one (`ﬁ` for `fi`). Marks that only steer other characters are left out, a change of writing
    direction among them, since it can make a text read as what it doesn't say. What remains is
    described in square brackets: `[grinning face]`, `[5 letters, Arabic]`.
    """
    if letters.issuperset(text):
        return text
    composed = unicodedata.normalize("NFC", text)
    spelt = "".join(_spelt(letter, letters) for letter in composed)
    pieces = groupby(spelt, key=lambda letter: _kind(letter, letters))
    return "".join(_described(kind, "".join(run)) for kind, run in pieces)


def _spelt(letter: str, letters: Set[str]) -> str:
    if letter in letters or letter.isspace():
        return letter
    compatible = unicodedata.normalize("NFKC", letter)
    return compatible if letters.issuperset(compatible) else letter


def _kind(letter: str, letters: Set[str]) -> str:
    """Name what a letter has in common with its neighbours: "" when it is printed as it is."""
    if letter in letters or letter in "\t\n":
        return ""
    category = unicodedata.category(letter)
    if letter.isspace():
        return "space"
    if category[0] in "CM" and category not in {"Cn", "Co", "Cs"}:
        return "mark"
    if category[0] == "L":
        return unicodedata.name(letter, "unknown").split()[0].capitalize()
    return unicodedata.name(letter, f"U+{ord(letter):04X}").lower()


def _described(kind: str, run: str) -> str:
    if kind == "":
        return run
    if kind in {"space", "mark"}:
        return " " if kind == "space" else ""
    if re.match(r"[A-Z]", kind):
        return f"[{len(run)} {'letter' if len(run) == 1 else 'letters'}, {kind}]"
    return f"[{kind}]" * len(run)
