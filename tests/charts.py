"""How tests read a chart: as drawn in a docstring, and as in force."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from django.db import transaction

from panel.chart import Charted

Arrows = dict[tuple[str, str], str]  # (stage, move) → stage
ARROW = re.compile(r"^ {4}(\w+) --> (\w+): (\w+)$", re.MULTILINE)


def arrows_of(charted: type[Charted]) -> Arrows:
    """Return the chart in force."""
    return {(arrow.source, arrow.name): arrow.target for arrow in charted.arrows()}


def drawn_in(module: ModuleType, title: str = "") -> Arrows:
    """Return the chart drawn in a module's docstring under the line `title:`."""
    drawing = module.__doc__ or ""
    if title:
        below = drawing.partition(f"\n{title}:\n\n")[2]
        drawing = re.split(r"^\S", below, maxsplit=1, flags=re.MULTILINE)[0]
    return {(source, name): target for source, target, name in ARROW.findall(drawing)}


def reached_from(first: str, charted: type[Charted]) -> frozenset[str]:
    """Return every stage a walk from `first` can reach, itself included."""
    reached, arrows = {first}, arrows_of(charted)
    while found := {to for (source, _), to in arrows.items() if source in reached} - reached:
        reached |= found
    return frozenset(reached)


@contextmanager
def rolled_back() -> Iterator[None]:
    """Undo in the database whatever happens inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
