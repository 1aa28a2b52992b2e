"""The clocks of a case, each with the reasons for its date."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from panel.deadlines.models import Clock, ClockException, Outcome
from panel.presentation import formatting
from panel.presentation.parts import ClockCard
from panel.presentation.tones import Tone

TONES = {Outcome.MET: Tone.GOOD, Outcome.MISSED: Tone.BAD, Outcome.VOID: Tone.PLAIN}


def clock_cards(clocks: Iterable[Clock], *, on: date) -> list[ClockCard]:
    """Return a card for each clock, as it stands on a day."""
    return [_card(clock, on) for clock in clocks]


def _card(clock: Clock, on: date) -> ClockCard:
    length = max(1, (clock.due_on - clock.started_on).days)
    gone = min(max(0, (on - clock.started_on).days), length)
    finished = _ended(clock, clock.stopped_at) if clock.stopped_at else ""
    return ClockCard(
        name=clock.title,
        due_on=clock.due_on,
        days_left=(clock.due_on - on).days,
        elapsed_percent=100 * gone // length,
        reasons=_reasons(clock),
        finished=finished,
        finished_tone=TONES.get(Outcome(clock.outcome), Tone.PLAIN) if finished else Tone.GOOD,
    )


def _ended(clock: Clock, stopped_at: datetime) -> str:
    """Return how and on which day it ended; the law may excuse that it was missed."""
    label = Outcome(clock.outcome).label
    if clock.outcome != Outcome.MISSED:
        return f"{label} on {formatting.day(clock.done_on or stopped_at)}"
    excused = ", an exception applies" if clock.exceptions.all() else ""
    return f"{label}{excused}: done on {formatting.day(clock.done_on or stopped_at)}"


def _exception(exception: ClockException) -> str:
    days = formatting.day_range(exception.first_day, exception.last_day)
    return (
        f"An exception applies, so the limit doesn’t bind; the date stays. ({exception.code}) "
        f"{exception.reason}, {days}: {exception.evidence} The family was told on "
        f"{formatting.day(exception.parent_informed_on)}."
    )


def _reasons(clock: Clock) -> list[str]:
    """Return the origin, the rule with its source, then each day counted or skipped."""
    last = f"Work to {formatting.long_day(clock.operational_on)}, the last working day in time."
    is_backwards = clock.due_on < clock.started_on
    origin = "It is counted back from" if is_backwards else "It started on"
    return [
        f"{origin} {formatting.long_day(clock.started_on)}, which is not counted.",
        f"The limit is {clock.length}. Source: {clock.source}.",
        *map(_exception, clock.exceptions.all()),
        *(_step(step) for step in clock.explanation),
        *([] if clock.operational_on == clock.due_on else [last]),
    ]


def _step(step: dict[str, Any]) -> str:
    first, last = date.fromisoformat(step["first"]), date.fromisoformat(step["last"])
    days = formatting.day(first) if first == last else formatting.day_range(first, last)
    return f"{days}: {'counted' if step['counted'] else 'not counted'}, {step['why']}."
