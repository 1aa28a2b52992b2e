"""
What to print for a letter that the record's own typeface doesn't have.

A record never prints an empty box and never depends on the fonts of the machine that made it: a
letter from elsewhere is described in words on paper, and stays as it is in the attached data.
"""

import unicodedata
from collections.abc import Iterator
from itertools import groupby

# Controls, formats and marks upon letters: nothing to see by themselves.
STEERING = frozenset({"Cc", "Cf", "Mn", "Mc", "Me"})


def printable(text: str, letters: frozenset[str]) -> str:
    r"""
    Write a text with nothing but `letters` and line breaks.

    Accents are put together with their letters, and a compatible form stands in where there is
    one (`fi` for `\N{LATIN SMALL LIGATURE FI}`). Marks that only steer other characters are left
    out, a change of writing direction among them, since it can make a text read as what it
    doesn't say. What remains is described in square brackets: `[grinning face]`,
    `[5 letters, Arabic]`.
    """
    return "".join(_described(kind, run) for kind, run in _runs(text, letters))


def unprinted(text: str, letters: frozenset[str]) -> tuple[str, ...]:
    """Return how `printable` describes what it can't write with `letters`, each once, in order."""
    described = (
        _described(kind, run if kind[0].isupper() else run[0])
        for kind, run in _runs(text, letters)
        if kind
    )
    return tuple(dict.fromkeys(described))


def _runs(text: str, letters: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Cut a text where it changes between what is printed and what is described, by its kind."""
    if letters.issuperset(text):
        yield "", text
        return
    composed = unicodedata.normalize("NFC", text)
    spelt = "".join(_spelt(letter, letters) for letter in composed)
    for kind, run in groupby(spelt, key=lambda letter: _kind(letter, letters)):
        yield kind, "".join(run)


def _spelt(letter: str, letters: frozenset[str]) -> str:
    """Return what a letter is printed as, or itself when it will have to be described."""
    if letter in letters:
        return letter
    if letter.isspace():
        return "\n" if letter == "\n" else " "
    compatible = unicodedata.normalize("NFKC", letter)
    if letters.issuperset(compatible):
        return compatible
    return "" if unicodedata.category(letter) in STEERING else letter


def _kind(letter: str, letters: frozenset[str]) -> str:
    """Name what a letter shares with its neighbours: "" when it is printed as it is."""
    if letter in letters or letter == "\n":
        return ""
    if letter.isalpha():
        return unicodedata.name(letter, "unknown").split()[0].capitalize()
    return unicodedata.name(letter, f"U+{ord(letter):04X}").lower()


def _described(kind: str, run: str) -> str:
    if kind == "":
        return run
    if kind[0].isupper():
        return f"[{len(run)} letter{'' if len(run) == 1 else 's'}, {kind}]"
    return f"[{kind}]" * len(run)
