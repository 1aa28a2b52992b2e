"""Looking at a placement again: on the day its ladder sets, or earlier when somebody asks."""

from datetime import datetime

from django.db import transaction

from panel import clock
from panel.agencies.models import Person
from panel.cases.document.placements import EarlyReviewPart, ReviewPart
from panel.cases.models import EarlyReview, OutcomeMeasure, Placement, PlacementReview
from panel.cases.operations.placements import clocks as placement_clocks
from panel.cases.operations.placements import moving, preparing
from panel.cases.placement_stages import RUNNING, PlacementStage
from panel.cases.placements import queries as placement_queries
from panel.chart import MoveRefused
from panel.deadlines import operations as deadlines
from panel.deadlines import queries as clocks
from panel.deadlines import rules
from panel.deadlines.counting import Length, Unit
from panel.refusals import Refusal


class NotMeasured(Refusal):
    """Raised when a review leaves out an outcome that the panel's rules ask it to measure."""


class NotAnAsker(Refusal):
    """Raised when a review is asked for early by somebody whom the panel's rules don't name."""


@transaction.atomic
def record_review(
    *, placement_request_id: int, review: ReviewPart, by: Person, at: datetime
) -> PlacementReview:
    """Record what a review found; the next one is due as the panel's rules say.

    It answers every review that was asked for early.

    Raises:
        access.Refused: this person doesn't review the agency's placements.
        chart.MoveRefused: the placement isn't running.
        DayRefused: the day lies ahead, or before the start or the last review.
        NotMeasured: an outcome sought is left out.
    """
    placement = _running(placement_request_id, "record_review", by=by, at=at)
    _require_day(placement, review, at=at)
    _require_measures(placement, review)
    written = PlacementReview.objects.create(
        placement=placement,
        number=placement.reviews.count() + 1,
        recorded_at=at,
        recorded_by=by,
        **review.model_dump(exclude={"measures"}),
    )
    OutcomeMeasure.objects.bulk_create(
        OutcomeMeasure(review=written, **measure.model_dump()) for measure in review.measures
    )
    placement.early_reviews.filter(review=None).update(review=written)
    told = {"number": written.number, "recommendation": review.recommendation}
    moving.record(placement, "review_recorded", by=by, at=at, **told)
    _restart_ladder(placement, written, by=by, at=at)
    return written


@transaction.atomic
def ask_for_early_review(
    *, placement_request_id: int, early: EarlyReviewPart, by: Person, at: datetime
) -> EarlyReview:
    """Write down that somebody wants a review before its time; its clock starts.

    Raises:
        NotAnAsker: the panel's rules don't let them ask.
        DayRefused: it is wanted by a day that has passed.
    """
    placement = _running(placement_request_id, "ask_for_early_review", by=by, at=at)
    today = clock.date_of(at)
    if early.asked_for_by not in placement_clocks.rules_of(placement).review.early_requesters:
        raise NotAnAsker("The panel’s rules don’t name them among those who may ask early.")
    moving.require_from(early.wanted_by, today, "today")
    asked = EarlyReview.objects.create(
        placement=placement, recorded_at=at, recorded_by=by, **early.model_dump()
    )
    days = Length((early.wanted_by - today).days, Unit.CALENDAR_DAYS)
    number = placement.reviews.count() + 1
    placement_clocks.begin(
        placement,
        placement_clocks.review_rule(placement, days, number=number, is_early=True),
        key=f"early/{asked.pk}",
        started_on=today,
        owner=placement_clocks.reviewer_role(placement),
        by=by,
        at=at,
    )
    preparing.look_at_register(placement, asked, by=by, at=at)
    moving.record(placement, "early_review_asked", by=by, at=at, asked_for_by=early.asked_for_by)
    return asked


def _running(placement_request_id: int, name: str, *, by: Person, at: datetime) -> Placement:
    placement = moving.locked_placement(placement_request_id)
    moving.require_reviewer(placement, by=by, at=at)
    stage = PlacementStage(placement.stage)
    if stage not in RUNNING:
        raise MoveRefused(placement, name, [f"It is at the stage “{stage.label}”."])
    return placement


def _require_day(placement: Placement, review: ReviewPart, *, at: datetime) -> None:
    moving.require_past(review.held_on, at=at)
    assert placement.started_on is not None, "A running placement has started."
    moving.require_from(review.held_on, placement.started_on, "its first day")
    if last := placement.reviews.last():
        moving.require_from(review.held_on, last.held_on, "the last review")


def _require_measures(placement: Placement, review: ReviewPart) -> None:
    if not placement_clocks.rules_of(placement).review.outcome_measures:
        return
    measured = {measure.outcome for measure in review.measures}
    sought = placement_queries.outcomes_sought(placement.placement_request)
    if missing := [outcome for outcome in sought if outcome not in measured]:
        raise NotMeasured(f"Say how far each outcome has come: {len(missing)} are left out.")


def _restart_ladder(
    placement: Placement, review: PlacementReview, *, by: Person, at: datetime
) -> None:
    """Stop the clocks that this review answers, and start that of the next."""
    reference = placement.placement_request.reference
    for running in clocks.open_clocks(reference).filter(rule_id=rules.PLACEMENT_REVIEW):
        deadlines.stop_clock(
            subject=reference, rule_id=running.rule_id, key=running.key, by=by, at=at
        )
    ladder = placement_clocks.rules_of(placement).review
    months = ladder.months_between(is_local=placement.option.is_local)
    number = review.number + 1
    placement_clocks.begin(
        placement,
        placement_clocks.review_rule(placement, Length(months, Unit.MONTHS), number=number),
        key=str(number),
        started_on=review.held_on,
        owner=placement_clocks.reviewer_role(placement),
        by=by,
        at=at,
    )
