"""Whom a case is about, and where it stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from panel.audit.models import Event
from panel.cases.models import Child, PlacementRequest
from panel.cases.stages import OVER, Stage
from panel.cases.telling_vocabulary import PlanStage
from panel.presentation import formatting
from panel.presentation.parts import Fact, Link, Step


@dataclass(frozen=True)
class Identity:
    """The head of a case page: components/identity.html."""

    reference: str
    kind: str
    heading: str
    state: Stage
    facts: Sequence[Fact]
    actions: Sequence[Link]
    flags: Sequence[str] = ()  # what else marks the case, shown beside its state


#: The steps of the tracker: what each is called, and the move that reaches it.
STEPS = (
    ("Started", "started"),
    ("With the panel team", "submit"),
    ("Advice", "ask_for_advice"),
    ("Ready for panel", "mark_ready"),
    ("On an agenda", "put_on_agenda"),
    ("Considered", "consider"),
    ("Agencies approve", "agree"),
    ("Approved and funded", "approve"),
    ("Placed", "start"),
    ("Ended", "end"),
)

#: Where a request stands that isn't on the straight path: the step it has got to.
REACHED = {
    Stage.DRAFT: 0,
    Stage.RETURNED: 0,
    Stage.SUBMITTED: 1,
    Stage.ADVICE: 2,
    Stage.READY: 3,
    Stage.DEFERRED: 3,
    Stage.URGENT: 3,
    Stage.LISTED: 4,
    Stage.CONSIDERED: 5,
    Stage.DECLINED: 5,
    Stage.REFERRED_ON: 5,
    Stage.FUNDING: 6,
    Stage.DISPUTED: 6,
    Stage.APPROVED: 7,
    Stage.PLACED: 8,
    Stage.ENDED: 9,
}


def identity(
    placement_request: PlacementRequest,
    *,
    actions: Sequence[Link],
    flags: Sequence[str] = (),
    on: date,
) -> Identity:
    """Return the head of a case page, which names a child by initials and age alone."""
    child = placement_request.child
    needs = list(placement_request.needs.all())
    main = needs[0].get_code_display() if needs else "Not named yet"
    return Identity(
        reference=placement_request.reference,
        kind=placement_request.get_kind_display(),
        heading=f"{child.initials}, age {child.age(on)}",
        state=Stage(placement_request.stage),
        facts=(
            Fact("Main need", main),
            Fact("Legal status", child.get_legal_status_display()),
            Fact("EHC plan", _plan(child)),
            Fact("Referring agency", placement_request.referring_agency.name),
        ),
        actions=actions,
        flags=flags,
    )


def _plan(child: Child) -> str:
    if child.plan_stage == PlanStage.UNKNOWN:
        return child.get_plan_stage_display()
    return "Yes" if child.has_plan else "No"


def steps(placement_request: PlacementRequest, events: Iterable[Event]) -> list[Step]:
    """Return the stage tracker with the day each step was last reached; none once withdrawn."""
    stage = Stage(placement_request.stage)
    if stage is Stage.WITHDRAWN:
        return []
    reached = REACHED[stage]
    days = {event.kind: formatting.short_day(event.at) for event in events}
    is_over = stage in OVER
    return [
        Step(
            words,
            when=days.get(move, "") if place <= reached else "",
            is_done=place < reached or (place == reached and is_over),
            is_now=place == reached and not is_over,
        )
        for place, (words, move) in enumerate(STEPS)
    ]
