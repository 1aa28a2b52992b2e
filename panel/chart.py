"""What every stage chart is made of: moves, guards, and the one way to make a move.

A chart is an abstract model with a `stage` field and one method a move, in an app's `stages.py`:

    @move([Stage.DRAFT, Stage.RETURNED], Stage.SUBMITTED, needs=Permission.REQUEST_WRITE,
          guards=(COSTED,))
    def submit(self) -> None:
        "The referring agency sends the request to the panel team."

A move says who may make it, from where, to where, and on what condition. It has no effect of any
kind; the app's `operations.py` makes it, saves it and records it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from django.db import models
from django_fsm import FSMField, FSMModelMixin, Transition, transition

from panel.refusals import Refusal

Body = TypeVar("Body", bound=Callable[..., None])


@dataclass(frozen=True)
class Guard:
    """A fact a move needs, and the sentence to say when it is false.

    A sentence may name what is lacking by another fact, in braces: `{facts.papers_missing}`.
    Facts are gathered by the app's queries and laid on the row as `row.facts` before a move is
    asked for; a guard met without them is a bug and bursts.
    """

    fact: str
    otherwise: str

    def __call__(self, row: Any) -> bool:
        return bool(getattr(row.facts, self.fact))

    def sentence(self, facts: object) -> str:
        """Return what to say of these facts."""
        return self.otherwise.format(facts=facts)


@dataclass(frozen=True)
class NoFacts:
    """For moves whose chart asks nothing."""


class MoveRefused(Refusal):
    """Raised when a row can't make a move from where it is, or a guard isn't met."""

    def __init__(self, row: models.Model, name: str, reasons: Sequence[str]) -> None:
        super().__init__(f"{row} can't {name.replace('_', ' ')}. {' '.join(reasons)}")
        self.reasons = list(reasons)


def move(
    sources: str | Sequence[str],
    target: str,
    *,
    needs: str,
    guards: tuple[Guard, ...] = (),
) -> Callable[[Body], Body]:
    """Draw one move: from `sources` to `target`, for holders of permission `needs`."""
    drawn: Callable[[Body], Body] = transition(
        field="stage",
        source=sources if isinstance(sources, str) else list(sources),
        target=target,
        conditions=list(guards),
        custom={"needs": needs, "guards": guards},
    )
    return drawn


class Charted(FSMModelMixin, models.Model):
    """A row that stands on a chart. Heirs declare `stage` and the moves."""

    facts: Any = NoFacts()
    stage: str

    class Meta:
        abstract = True

    @classmethod
    def arrows(cls) -> list[Transition]:
        """Return every arrow of the chart, by source, then name."""
        drawn = _stage_field(cls).get_all_transitions(cls)
        return sorted(drawn, key=lambda arrow: (arrow.source, arrow.name))

    @classmethod
    def permission_for(cls, name: str) -> str:
        """Return the permission that move `name` asks for, wherever it starts."""
        return next(str(arrow.custom["needs"]) for arrow in cls.arrows() if arrow.name == name)

    def arrow(self, name: str) -> Transition:
        """Return the arrow that move `name` draws from the present stage.

        Raises:
            MoveRefused: when there is none.
        """
        for arrow in self.arrows():
            if (arrow.name, arrow.source) == (name, self.stage):
                return arrow
        label = dict(_stage_field(type(self)).choices or ()).get(self.stage, self.stage)
        raise MoveRefused(self, name, [f"It is at the stage “{label}”."])

    def make(self, name: str, *, facts: object = None) -> tuple[str, str]:
        """Make a move in memory and return where it led from and to; saves nothing.

        Raises:
            MoveRefused: with the sentence of every guard that isn't met.
        """
        arrow = self.arrow(name)
        self.facts = facts or NoFacts()
        unmet = [guard for guard in arrow.custom["guards"] if not guard(self)]
        if unmet:
            raise MoveRefused(self, name, [guard.sentence(self.facts) for guard in unmet])
        source = self.stage
        getattr(self, name)()
        return source, self.stage


def _stage_field(charted: type[Charted]) -> FSMField:
    name = "stage"  # declared by each heir
    return cast("FSMField", charted._meta.get_field(name))
