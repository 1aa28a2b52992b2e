"""How an outcome is told, as pages show it."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from panel import clock
from panel.cases.models import PlacementRequest
from panel.decisions.models import Telling
from panel.decisions.outcomes import wording
from panel.decisions.urgent import presenters as urgency
from panel.presentation import formatting
from panel.presentation.parts import Cell, Fact, Link, Row
from panel.presentation.tones import Tone, of_days_left

HEADINGS = ("Told", "State", "To whom")
SOON = 7  # days; what is due later has no colour yet


def rows(
    tellings: Iterable[Telling],
    placement_request: PlacementRequest,
    *,
    may_tell: bool,
    on: date,
) -> list[Row]:
    """Return each way in which a decision is told; it leads whoever tells to its page."""
    return [
        Row(
            telling.get_channel_display(),
            [state(telling, on=on), Cell(telling.note)],
            address=reverse("telling", args=[placement_request.reference, telling.pk])
            if may_tell
            else "",
        )
        for telling in tellings
    ]


def letters(tellings: Iterable[Telling], placement_request: PlacementRequest) -> list[Link]:
    """Return the letters the family was told with, each once, where their PDFs are made."""
    told = {
        telling.letter: telling
        for telling in tellings
        if telling.letter is not None and telling.letter.printed_at is not None
    }
    return [
        Link(
            f"The family’s letter of {formatting.day(clock.date_of(letter.written_at))} (PDF)",
            reverse("telling-letter", args=[placement_request.reference, telling.pk]),
        )
        for letter, telling in told.items()
    ]


def state(telling: Telling, *, on: date) -> Cell:
    """Return when it was told, or by when it is to be."""
    if telling.told_on is not None:
        tone = Tone.GOOD if telling.told_on <= telling.due_on else Tone.BAD
        return Cell(f"Told {formatting.short_day(telling.told_on)}", tone=tone)
    left = (telling.due_on - on).days
    due = formatting.short_day(telling.due_on)
    return Cell(f"Due {due}", tone=of_days_left(left) if left <= SOON else "")


def decided(telling: Telling) -> Cell:
    """Return which outcome it is about, and of which day: a request may have several."""
    decision = telling.decision
    return Cell(wording.outcome(decision), note=formatting.day(clock.date_of(decision.decided_at)))


def facts(telling: Telling) -> list[Fact]:
    """Return what is known of one way of telling."""
    outcome = decided(telling)
    known = [
        Fact("What was decided", f"{outcome.words}, {outcome.note}"),
        Fact("How", telling.get_channel_display()),
        Fact("By when", formatting.day(telling.due_on)),
    ]
    if ratification := urgency.ratification(telling.decision):
        known.append(Fact("Ratified", ratification))
    if telling.told_on is not None:
        known.append(Fact("Told", f"{formatting.day(telling.told_on)}. {telling.note}"))
    return known
