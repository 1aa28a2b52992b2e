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

    def __str__(self) -> str:
        digits = 2 if self.measured < 100 else 0
        goal = "" if self.goal is None else f"{'≤' if self.is_ceiling else '≥'} {self.goal:,g}"
        verdict = "" if self.goal is None else "met" if self.is_met else "MISSED"
        return (
            f"{self.name:<64} {self.measured:>12,.{digits}f} {self.unit:<6} {goal:>10} {verdict}"
        )


def show(title: str, rows: Iterable[Row]) -> None:
    """Print a section of the table as it is measured."""
    print(f"\n{title}\n{'-' * len(title)}")
    for row in rows:
        print(row, flush=True)
