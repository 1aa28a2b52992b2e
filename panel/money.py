"""Money as whole pence: its types, its one division, and its two ways to and from text.

No float and no Decimal lives here or anywhere else; here nothing rounds but `split`.
"""

import re
from collections.abc import Mapping
from typing import NewType, TypeVar

Pence = NewType("Pence", int)
BasisPoints = NewType("BasisPoints", int)
WHOLE = BasisPoints(10_000)
MOST = Pence(10_000_000_000_00)  # that anybody types: more is a slip of the finger

Party = TypeVar("Party")

MINUS = "\N{MINUS SIGN}"
POUNDS = re.compile(
    rf"(?P<sign>[-{MINUS}]?)£?(?P<pounds>[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]+)"
    r"(?:\.(?P<tenths>[0-9])(?P<hundredths>[0-9])?)?"
)


class SharesRefused(ValueError):
    """Raised when weights can't divide: one isn't a whole number from 0, or all are 0."""


class NotPounds(ValueError):
    """Raised when text can't be read as an amount of pounds and pence."""


def split(pence: Pence, shares: Mapping[Party, int]) -> dict[Party, Pence]:
    """Divide an amount between parties by largest remainder, so that the parts sum to it exactly.

    `shares`: party → whole-number weight, 0 or more, at least one positive. Basis points or any
    other weights will do; they needn't come to a fixed total. The answer keeps the order of
    `shares`, and parties whose remainders tie receive their penny in that order. A part is never
    a penny or more from its exact share, a weight of 0 receives nothing, and a negative amount
    divides as the mirror of the positive one, so a reversal undoes each part.

    Raises:
        SharesRefused: The weights can't divide anything.
    """
    total = _total_weight(shares)
    size, sign = abs(pence), -1 if pence < 0 else 1
    parts = {party: size * weight // total for party, weight in shares.items()}
    left_over = size - sum(parts.values())

    if left_over:
        by_remainder = sorted(shares, key=lambda party: -(size * shares[party] % total))
        for party in by_remainder[:left_over]:
            parts[party] += 1
    return {party: Pence(sign * part) for party, part in parts.items()}


def _total_weight(shares: Mapping[Party, int]) -> int:
    for party, weight in shares.items():
        if not isinstance(weight, int) or weight < 0:
            raise SharesRefused(
                f"The share of {party} is {weight!r}; it must be 0 or more, whole."
            )
    total = sum(shares.values())
    if total == 0:
        raise SharesRefused("Nobody has a share, so the amount can't be divided.")
    return total


def in_pounds(pence: Pence) -> str:
    """Write an amount for people: `£1,026.00`, and a real minus sign before the £ if negative."""
    pounds, pennies = divmod(abs(pence), 100)
    return f"{MINUS if pence < 0 else ''}£{pounds:,}.{pennies:02d}"


def from_pounds(text: str) -> Pence:
    """Read an amount that a person typed: `1026`, `1,026.50`, `£1,026.5`, `-£3.00`.

    Commas must stand where thousands do, so that a comma meant as a decimal point is refused and
    not read as a hundred times the amount. Fractions of a penny are refused. Reads back all that
    `in_pounds` writes.

    Raises:
        NotPounds: The text is anything else, the empty text included.
    """
    found = POUNDS.fullmatch(text.strip())
    if found is None:
        raise NotPounds(f"“{text}” isn't an amount in pounds and pence, like 1,026.50.")
    pounds = int(found["pounds"].replace(",", ""))
    pennies = int((found["tenths"] or "0") + (found["hundredths"] or "0"))
    return Pence((-1 if found["sign"] else 1) * (pounds * 100 + pennies))
