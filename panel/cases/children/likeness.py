"""Whether two names on one birth date may be one child. Pure: plain texts in, yes or no out."""

import unicodedata
from difflib import SequenceMatcher

CLOSE = 0.8  # of 1, above which two spellings are taken for one name


def are_alike(first: tuple[str, str], other: tuple[str, str]) -> bool:
    """Say whether two names, given and family, may be one person's.

    They are when either name is the same in both, when they are swapped, or when both together
    are spelt almost alike. Case, accents and whatever isn't a letter make no difference.
    """
    given, family = map(_plain, first)
    other_given, other_family = map(_plain, other)
    if given == other_given or family == other_family:
        return True
    if (given, family) == (other_family, other_given):
        return True
    spelt, other_spelt = f"{given} {family}", f"{other_given} {other_family}"
    return SequenceMatcher(None, spelt, other_spelt, autojunk=False).ratio() >= CLOSE


def are_same(first: tuple[str, str], other: tuple[str, str]) -> bool:
    """Say whether two names, given and family, are spelt the same but for case and accents."""
    return [*map(_plain, first)] == [*map(_plain, other)]


def _plain(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in decomposed if letter.isalpha())
