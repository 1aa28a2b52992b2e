"""How a dispute about who pays is settled, as a plain document, shared by forms and API."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, field_validator

from panel.cases.document import AgencyCode, Line, Part, Text
from panel.money import WHOLE, BasisPoints
from panel.presentation import formatting

Shares = dict[AgencyCode, Annotated[int, Field(gt=0, le=WHOLE)]]


def unwhole(shares: Mapping[str, int]) -> str:
    """Return the sentence for shares that don't come to the whole of a line; empty if they do."""
    total = sum(shares.values())
    come_to = formatting.percent(BasisPoints(total))
    return "" if total == WHOLE else f"The shares come to {come_to}. Make them come to 100%"


class InterimFunderPart(Part):
    """The agency that answers for the cost until the dispute is settled."""

    agency: Annotated[Line, Field(min_length=1)]


class SettledLinePart(Part):
    """Who pays one cost line from now on. `shares`: agency code to basis points, 10,000 in all."""

    position: Annotated[int, Field(ge=1, le=1_000, description="Of the line: 1 is the first.")]
    shares: Shares

    @field_validator("shares")
    @classmethod
    def _come_to_the_whole(cls, shares: dict[str, int]) -> dict[str, int]:
        if fault := unwhole(shares):
            raise ValueError(fault)
        return shares


class SettlementPart(Part):
    """What the agencies settled, and why. Lines left out are paid for as they were proposed."""

    reason: Annotated[Text, Field(min_length=1)]
    lines: Annotated[tuple[SettledLinePart, ...], Field(max_length=100)] = ()

    @field_validator("lines")
    @classmethod
    def _each_line_once(cls, lines: tuple[SettledLinePart, ...]) -> tuple[SettledLinePart, ...]:
        positions = [line.position for line in lines]
        if len(set(positions)) < len(positions):
            raise ValueError("One cost line is settled twice")
        return lines
