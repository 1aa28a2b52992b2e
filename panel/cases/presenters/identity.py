"""Whom a case is about, and where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from panel.audit.models import Event
from panel.cases.models import Child, PlacementRequest
from panel.cases.stages import OVER, Stage
from panel.cases.vocabulary.telling import PlanStage
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


@dataclass(frozen=True)
class Place:
    """A step of the tracker: its name, the move that reaches it, and the stages that are it."""

    words: str
    move: str
    stages: frozenset[Stage]


def _place(words: str, move: str, *stages: Stage) -> Place:
    return Place(words, move, frozenset(stages))


BEFORE = (
    _place("Started", "started", Stage.DRAFT, Stage.RETURNED),
    _place("With the panel team", "submit", Stage.SUBMITTED),
    _place("Advice", "ask_for_advice", Stage.ADVICE),
    _place("Ready for panel", "mark_ready", Stage.READY, Stage.DEFERRED),
)
AT_A_MEETING = (
    _place("On an agenda", "put_on_agenda", Stage.LISTED),
    _place("Considered", "consider", Stage.CONSIDERED),
)
BETWEEN_MEETINGS = (_place("Taken as urgent", "take_urgently", Stage.URGENT),)
PAYING = (Stage.FUNDING, Stage.DISPUTED)
AGREED = (
    _place("Approved and funded", "approve", Stage.APPROVED),
    _place("Placed", "start", Stage.PLACED),
    _place("Ended", "end", Stage.ENDED),
)
BEFORE_AGREEING = frozenset.union(*(place.stages for place in (*BEFORE, *AT_A_MEETING)))
DECIDING = ("agree", "decide_urgently")
#: The moves that bring a request back to a place → the one that brought it there first.
BACK = {
    "reopen": "submit",
    "leave_to_meeting": "submit",
    "ask_again": "ask_for_advice",
    "bring_back": "mark_ready",
    "take_off_agenda": "mark_ready",
}
#: A request that the panel didn't agree goes no further.
NOT_AGREED = {
    Stage.DECLINED: _place("Declined", "decline", Stage.DECLINED),
    Stage.REFERRED_ON: _place("Referred on", "refer_on", Stage.REFERRED_ON),
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


def steps(placement_request: PlacementRequest, events: Sequence[Event]) -> list[Step]:
    """Return the stage tracker: what did happen on its way, each with its day, and what will.

    None once it is withdrawn.
    """
    stage = Stage(placement_request.stage)
    if stage is Stage.WITHDRAWN:
        return []
    way = _way(stage, [event.kind for event in events])
    days = _days(way, events)
    here = next(number for number, place in enumerate(way) if stage in place.stages)
    return [
        Step(
            place.words,
            when=days.get(place.move, "") if number <= here else "",
            is_done=number < here or stage in OVER,
            is_now=number == here and stage not in OVER,
        )
        for number, place in enumerate(way)
        if number in (0, here) or number > here or place.move in days
    ]


def _days(way: Sequence[Place], events: Sequence[Event]) -> dict[str, str]:
    """Return the moves that brought it along its way, each with its day.

    A request that is opened again, sent back or deferred comes a second time to where it was: what
    came after that place was on its way before.
    """
    order = [place.move for place in way]
    days: dict[str, str] = {}
    for event in events:
        move = BACK.get(event.kind, event.kind)
        if move in order:
            behind = order[: order.index(move)]
            days = {name: day for name, day in days.items() if name in behind}
            days[move] = formatting.short_day(event.at)
    return days


def _way(stage: Stage, moves: Sequence[str]) -> tuple[Place, ...]:
    """Return the places on the way of a request that stands here and was moved so."""
    if stage in NOT_AGREED:
        return (*BEFORE, *AT_A_MEETING, NOT_AGREED[stage])
    agreed = next((move for move in reversed(moves) if move in DECIDING), "agree")
    is_before = stage in BEFORE_AGREEING
    if stage is Stage.URGENT or (agreed == "decide_urgently" and not is_before):
        agencies = _place("Agencies approve", "decide_urgently", *PAYING)
        return (*BEFORE, *BETWEEN_MEETINGS, agencies, *AGREED)
    return (*BEFORE, *AT_A_MEETING, _place("Agencies approve", "agree", *PAYING), *AGREED)
