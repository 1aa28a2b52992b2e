"""A placement on its page."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from panel.audit.models import Event
from panel.cases.costs import rates
from panel.cases.models import Placement, PlacementAgreement, PlacementTask
from panel.money import Pence, in_pounds
from panel.presentation import formatting
from panel.presentation.parts import Cell, Fact, Happening, Row
from panel.presentation.tones import Tone, of_days_left

SIGNATORY_HEADINGS = ("Signatory", "For", "Signed")
TASK_HEADINGS = ("Step", "Due", "Whose", "Source")
REVIEW_HEADINGS = ("Review", "Held", "Recommends", "Outcomes", "What was found")
AWAY_HEADINGS = ("Away from", "Back on", "Why", "Paid for")
NEAR = 28  # days; what is due later has no colour yet

WORDS: Mapping[str, str] = {
    "placement_opened": "Placement opened",
    "agreement_drawn_up": "Agreement drawn up",
    "agreement_signed": "Signature recorded",
    "redraw": "To be signed again",
    "sign": "Everybody has signed",
    "start": "Started",
    "suspend": "Suspended",
    "resume": "Taken up again",
    "end": "Ended",
    "review_recorded": "Review recorded",
    "early_review_asked": "Early review asked for",
    "task_done": "Step done",
    "change_asked": "Change asked for",
    "represented": "Extension drafted, since nobody had asked for one",
}


def nearness(due_on: date, *, on: date) -> str:
    """Return the tone of a day that comes near; none of one that is far off."""
    days = (due_on - on).days
    return of_days_left(days) if days <= NEAR else ""


def _weekly(agreement: PlacementAgreement) -> str:
    """Return the rate: what is priced by term or year is spread over all 52 weeks besides."""
    of_those = ", in one of those" if agreement.weeks_per_year < rates.ALL_YEAR else ""
    return in_pounds(Pence(agreement.weekly_rate_pence)) + of_those


def _price(agreement: PlacementAgreement) -> Iterator[Fact]:
    if agreement.weekly_rate_pence:
        yield Fact("Rate for a week", _weekly(agreement))
    if agreement.once_pence:
        yield Fact("Paid once", in_pounds(Pence(agreement.once_pence)))


def terms(agreement: PlacementAgreement) -> list[Fact]:
    """Return what an agreement says."""
    facts = [
        Fact("Provider", agreement.provider),
        Fact(
            "Agreed with the provider",
            f"From {formatting.day_range(agreement.starts_on, agreement.ends_on)}",
        ),
        Fact("Weeks a year", str(agreement.weeks_per_year)),
        *_price(agreement),
        Fact("Notice", formatting.count(agreement.notice_weeks, "week")),
    ]
    if agreement.approved_until < agreement.ends_on:
        facts.insert(2, Fact("Approved by the panel", _lapses(agreement.approved_until)))
    if agreement.return_by is not None:
        back = f"{agreement.return_plan}\nBy {formatting.day(agreement.return_by)}"
        facts.append(Fact("Return to the area", back))
    if agreement.supersedes_id is not None:
        facts.append(Fact("Takes the place of", f"Agreement {agreement.version - 1}"))
    return facts


def _lapses(day: date) -> str:
    return (
        f"Until {formatting.day(day)}, which is sooner, by the panel’s rules. It has to extend it "
        "before that day; the placement itself doesn’t end by it."
    )


def signatories(agreement: PlacementAgreement, *, may_record: bool) -> list[Row]:
    """Return who signs and when they did; a missing signature leads to where it is recorded."""
    return [
        Row(
            one.name,
            [
                Cell(one.on_behalf_of),
                Cell(formatting.short_day(one.signed_on), tone=Tone.GOOD)
                if one.signed_on
                else Cell("Waiting", tone=Tone.WARN),
            ],
            address=reverse("placement-signature", args=[agreement.placement, one.pk])
            if may_record and one.signed_on is None
            else "",
        )
        for one in agreement.signatories.all()
    ]


def tasks(placement: Placement, *, may_finish: bool, on: date) -> list[Row]:
    """Return every step, those still to be done first; each leads to where it is called done."""
    found = sorted(placement.tasks.all(), key=lambda task: (not task.is_owed, task.due_on))
    return [_task(placement, task, may_finish=may_finish, on=on) for task in found]


def _task(placement: Placement, task: PlacementTask, *, may_finish: bool, on: date) -> Row:
    return Row(
        task.title,
        [
            _state(task, on=on),
            Cell(task.get_owner_role_display()),
            Cell(task.source),
        ],
        address=reverse("placement-task", args=[placement, task.pk])
        if task.is_owed and may_finish
        else "",
    )


def _state(task: PlacementTask, *, on: date) -> Cell:
    if task.done_at is not None:
        done = f"Done {formatting.short_day(task.done_on or task.done_at)}"
        return Cell(done, note=task.done_note, tone=Tone.GOOD)
    if not task.is_owed:
        return Cell("No longer owed")
    return Cell(formatting.short_day(task.due_on), tone=nearness(task.due_on, on=on))


def reviews(placement: Placement) -> list[Row]:
    """Return the reviews, latest first."""
    return [
        Row(
            f"Review {review.number}",
            [
                Cell(formatting.short_day(review.held_on)),
                Cell(review.get_recommendation_display()),
                Cell(_measured(review.measures.all())),
                Cell(review.summary),
            ],
        )
        for review in sorted(placement.reviews.all(), key=lambda review: -review.number)
    ]


def _measured(measures: Iterable[Any]) -> str:
    lines = [
        f"{one.outcome.rstrip('.')}: {one.get_progress_display().lower()}" for one in measures
    ]
    return "; ".join(lines) or "None named"


def absences(placement: Placement) -> list[Row]:
    """Return the times away."""
    return [
        Row(
            formatting.short_day(away.first_day),
            [
                Cell(formatting.short_day(away.back_on) if away.back_on else "Still away"),
                Cell(away.get_reason_display(), note=away.note),
                Cell("Yes" if away.is_paid else "No"),
            ],
        )
        for away in placement.suspensions.all()
    ]


def happenings(events: Sequence[Event], names: Mapping[str, str]) -> list[Happening]:
    """Return what happened to a placement, latest first."""
    return [
        Happening(
            what=WORDS[event.kind],
            who=names.get(event.by, event.by) or "The system",
            at=event.at,
            detail=str(event.payload.get("task", event.payload.get("request", ""))),
        )
        for event in sorted(events, key=lambda event: -event.sequence)
    ]
