"""What the system makes of each kind of published rule: where it is obeyed, and what proves it."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

from panel.policies.schema import Section
from panel.policies.schema.values import Words

FILE = Path(__file__).parent / "coverage.toml"


class Coverage(Section):
    """What becomes of one kind of rule; without `where`, a policy only stores it."""

    kind: Words
    how: Literal["guard", "operation", "clock", "record", "page", "report", "database"] | None = (
        None
    )
    where: tuple[str, ...] = ()  # dotted paths
    tests: tuple[str, ...] = ()  # as pytest calls them
    fields: tuple[str, ...] = ()  # those obeyed; none: it holds whatever a policy says
    note: str = ""

    @property
    def in_words(self) -> str:
        """How it is obeyed, or that it isn't."""
        return self.how.capitalize() if self.how else "Stored only"


@cache
def by_rule() -> dict[str, Coverage]:
    """Return what is known of each kind, T001 to T124, in that order."""
    stated = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {rule: Coverage.model_validate(told, strict=False) for rule, told in stated.items()}


@cache
def obeyed() -> frozenset[str]:
    """Return the paths of the fields that something obeys."""
    return frozenset(path for coverage in by_rule().values() for path in coverage.fields)
