"""One measured row and how the table shows it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """What was measured, in its unit, and the goal it is held to."""

    name: str
    measured: float
    unit: str = ""
    goal: float | None = None
    is_ceiling: bool = False  # the goal is the most it may be, not the least

    @property
    def is_met(self) -> bool:
        """Whether the goal is met; true where there is none."""
        if self.goal is None:
            return True
        return self.measured <= self.goal if self.is_ceiling else self.measured >= self.goal

    @property
    def amount(self) -> str:
        """What was measured, to the digits that mean something."""
        if isinstance(self.measured, int) or self.measured >= 100:
            return f"{self.measured:,.0f}"
        return f"{self.measured:.{2 if self.measured >= 0.1 else 3}f}"

    @property
    def bound(self) -> str:
        """The goal with its sign; empty where there is none."""
        return "" if self.goal is None else f"{'≤' if self.is_ceiling else '≥'} {self.goal:,g}"

    @property
    def verdict(self) -> str:
        """Whether the goal is met, in a word; empty where there is none."""
        return "" if self.goal is None else "met" if self.is_met else "MISSED"

    def __str__(self) -> str:
        return f"{self.name:<64} {self.amount:>12} {self.unit:<6} {self.bound:>10} {self.verdict}"


@dataclass(frozen=True)
class Section:
    """Rows that were measured beside each other."""

    title: str
    rows: tuple[Row, ...]


def show(title: str, rows: Iterable[Row]) -> Section:
    """Print a section of the table as it is measured, and return it."""
    print(f"\n{title}\n{'-' * len(title)}")
    shown = []
    for row in rows:
        print(row, flush=True)
        shown.append(row)
    return Section(title, tuple(shown))
