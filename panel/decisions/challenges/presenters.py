"""A challenge to a decision, as the pages of its case tell it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse

from panel import clock
from panel.cases.next_steps import Action
from panel.cases.vocabulary.challenges import Asker, ChallengeKind, ChallengeOutcome
from panel.deadlines.models import Clock
from panel.decisions.challenges.times import STEPS
from panel.decisions.models import Challenge
from panel.decisions.stages import ChallengeStage
from panel.presentation import formatting
from panel.presentation.parts import Fact
from panel.presentation.tones import Tone


@dataclass(frozen=True)
class ChallengeCard:
    """What `decisions/case_challenges.html` shows of one challenge."""

    heading: str
    state: str
    tone: Tone
    facts: Sequence[Fact]
    actions: Sequence[Action]


def flag(challenge: Challenge) -> str:
    """Say that a decision is, or was, challenged: beside the stage of its case."""
    is_open = challenge.stage == ChallengeStage.OPEN
    came = "open" if is_open else ChallengeOutcome(challenge.outcome).label.lower()
    return f"{ChallengeKind(challenge.kind).label}: {came}"


def card(challenge: Challenge, running: Iterable[Clock], *, may_record: bool) -> ChallengeCard:
    """Return what was asked, by whom and whether in time, and what came of it.

    Args:
        running: the clocks that run for the case.
    """
    is_open = challenge.stage == ChallengeStage.OPEN
    return ChallengeCard(
        heading=f"{challenge.number}. {ChallengeKind(challenge.kind).label}",
        state="Open" if is_open else ChallengeOutcome(challenge.outcome).label,
        tone=Tone.WARN if is_open else Tone.PLAIN,
        facts=list(facts(challenge)),
        actions=list(_actions(challenge, running)) if may_record else (),
    )


def facts(challenge: Challenge) -> Iterator[Fact]:
    """Yield the lines of a challenge's card."""
    decided = formatting.day(clock.date_of(challenge.decision.decided_at))
    yield Fact("Decision", f"{challenge.decision.get_outcome_display()}, {decided}")
    asker = Asker(challenge.asker).label
    yield Fact("Asked for by", f"{asker}, {formatting.day(challenge.asked_on)}")
    yield Fact("In time until", formatting.day(challenge.last_day))
    if challenge.late_because:
        yield Fact("Taken late because", challenge.late_because)
    yield Fact("What they ask, and why", challenge.grounds)
    if challenge.stage == ChallengeStage.OPEN:
        yield Fact("To be answered by", formatting.day(challenge.due_on))
    else:
        yield from _how_it_ended(challenge)


def _how_it_ended(challenge: Challenge) -> Iterator[Fact]:
    assert challenge.outcome_on is not None, "A challenge that ended has its day."
    outcome, on = ChallengeOutcome(challenge.outcome).label, formatting.day(challenge.outcome_on)
    yield Fact("Outcome", f"{outcome}, {on}")
    if heard_by := challenge.heard_by.name if challenge.heard_by else challenge.heard_elsewhere:
        yield Fact("Heard by", heard_by)
    yield Fact("What was found", challenge.findings)
    if challenge.orders:
        yield Fact("Ordered", formatting.listed([order.label for order in challenge.ordered]))


def _actions(challenge: Challenge, running: Iterable[Clock]) -> Iterator[Action]:
    of_case = [challenge.decision.placement_request.reference, challenge.number]
    if challenge.stage == ChallengeStage.OPEN:
        yield Action("Record what came of it", reverse("challenge-end", args=of_case))
    for owed in running:
        if owed.key == challenge.key and owed.rule_id in STEPS:
            address = reverse("challenge-done", args=[*of_case, owed.rule_id])
            yield Action(f"Done: {owed.title}", address, is_press=True)
