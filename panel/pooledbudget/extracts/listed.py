"""What a figure is made of where that is no entry: a list, narrowed to its rows. Pure."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode


@dataclass(frozen=True)
class Listed:
    """
    Rows of a list, such as invoices, and where the list is narrowed to them.

    Attributes:
        asked: what narrows it, by name.
        apart: by what of it the rows of a table differ.
    """

    rows: str
    path: str
    asked: tuple[tuple[str, str], ...]
    apart: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """Where they are listed and added up."""
        return f"{self.path}?{urlencode(self.asked)}#comes-to"

    @property
    def whole(self) -> "Listed":
        """The same of all rows of a table."""
        return replace(self, asked=tuple(pair for pair in self.asked if pair[0] not in self.apart))

    def since(self, earlier: Any) -> None:
        """Say that nothing is known to have come between."""
