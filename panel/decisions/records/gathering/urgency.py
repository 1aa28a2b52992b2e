"""Gathers why a decision was made between two meetings, how, and what the panel said of it."""

from panel import clock
from panel.decisions.models import Decision
from panel.decisions.records import evidence
from panel.meetings.models import Ratification
from panel.meetings.stages import RatificationStage
from panel.presentation import formatting

THE_NEXT = "By the panel’s next meeting, which is not planned yet"
NO_LONGER = "No longer: the placement ended first, and the panel’s rules don’t ask for it then"


def urgent(decision: Decision) -> evidence.Urgent | None:
    """Return how a decision came about that no meeting made; None for one that a meeting did."""
    if decision.urgency is None:
        return None
    urgency = decision.urgency
    asked = Ratification.objects.select_related("answered_by").filter(urgency=urgency).first()
    return evidence.Urgent(
        because=urgency.reason,
        needed_on=urgency.needed_on,
        taken_by=urgency.taken_by.name,
        rule=decision.quorum["rule"],
        to_be_ratified=_when(asked),
        ratification=_answer(asked) if asked and asked.answered_at else None,
    )


def _when(asked: Ratification | None) -> str:
    """Say by when the panel is to ratify."""
    if asked is not None and RatificationStage(asked.stage) is RatificationStage.LAPSED:
        return NO_LONGER
    if asked is None or asked.due_on is None:
        return THE_NEXT
    item = asked.items.select_related("meeting").last()
    where = f", at {item.meeting}" if item else ""
    return f"By {formatting.day(asked.due_on)}{where}"


def _answer(asked: Ratification) -> evidence.Ratification:
    item = asked.items.select_related("meeting").latest("pk")
    assert asked.answered_at is not None, "Only what was answered is asked about."
    assert asked.answered_by is not None, "It was answered by somebody."
    assert asked.quorum is not None, "It was answered with a quorum."
    told, missing = asked.quorum, tuple(asked.quorum["missing"])
    return evidence.Ratification(
        outcome=asked.get_stage_display(),
        meeting=str(item.meeting),
        answered_on=clock.date_of(asked.answered_at),
        answered_by=asked.answered_by.name,
        reasons=tuple(filter(None, asked.reasons.splitlines())),
        follow_up=asked.get_follow_up_display() or None,
        quorum=evidence.Quorum(
            rule=told["rule"],
            is_met=not missing,
            reasons=missing or (f"{told['counted']} people were counted.",),
        ),
    )
