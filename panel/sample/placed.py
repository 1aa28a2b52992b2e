"""
The sample county's placements: one reviewed, one whose review is late, one suspended, one ended.

They were agreed at a meeting sixteen weeks ago and started in the week after it; each step was
recorded by the person whose step it is.
"""

from datetime import date, datetime, timedelta

from panel.agencies.models import Role
from panel.cases import operations as cases
from panel.cases.costs import costing
from panel.cases.costs.option_costs import first_year
from panel.cases.document.placements import (
    AgreementPart,
    DonePart,
    EndPart,
    MeasurePart,
    ReviewPart,
    SignatoryPart,
    SignaturePart,
    StartPart,
    SuspensionPart,
)
from panel.cases.models import PlacementOption, PlacementRequest
from panel.cases.placements import queries as placement_queries
from panel.cases.vocabulary.placements import (
    EndReason,
    Progress,
    Recommendation,
    SuspensionReason,
    TaskKind,
)
from panel.decisions import operations as decisions
from panel.decisions.models import Decision
from panel.decisions.placements.lifetime import paid_once
from panel.sample import invoiced, people
from panel.sample.days import Diary

STARTED = -76  # working days from today
ASKED_FROM = -86  # no place was asked for from an earlier day
REVIEWED = -15
PREPARED = {
    TaskKind.VISIT: "The rooms, the school day and the staff were seen.",
    TaskKind.HOST: "The director of children’s services there was told by letter.",
    TaskKind.PLAN: "Agreed with the provider and the family.",
    TaskKind.REGISTER: "The family consents; the child is on it.",
}
RETURN_PLAN = "A place nearer home is looked for from the second review on."


def carry_on(agreed: list[Decision], diary: Diary) -> None:
    """Arrange four approved placements, start them, and let a term go by."""
    started = [_start(decision, diary) for decision in agreed]
    reviewed, _, suspended, ended = started
    invoiced.invoice(started, diary)
    decisions.end_placement(
        placement_request_id=ended.pk,
        end=EndPart(
            ended_on=diary.day(-20),
            reason=EndReason.BREAKDOWN,
            note="The provider gave notice after two incidents at night",
        ),
        by=people.one(Role.COORDINATOR),
        at=diary.moment(-19, 15),
    )
    _review(reviewed, diary)
    invoiced.accrue(ended.panel_id, diary)
    decisions.suspend_placement(
        placement_request_id=suspended.pk,
        suspension=SuspensionPart(
            first_day=diary.day(-8),
            reason=SuspensionReason.HOSPITAL,
            is_paid=False,
            note="A planned operation; back in about three weeks",
        ),
        by=people.one(Role.COORDINATOR),
        at=diary.moment(-7, 11),
    )


def would_fit(diary: Diary) -> bool:
    """Say whether the places were asked for in the financial year of today, whose books are open.

    In its first four months there are none: they would have begun in the year before.
    """
    return costing.financial_year(diary.day(ASKED_FROM)) == costing.financial_year(diary.today)


def _start(decision: Decision, diary: Diary) -> PlacementRequest:
    """Draw the agreement up, have it signed and prepared for, and record the first day."""
    placement_request, option = decision.placement_request, decision.option
    assert option is not None, "It was agreed."
    drawn_up = decisions.draw_up_agreement(
        placement_request_id=placement_request.pk,
        agreement=_agreement(option),
        by=people.one(Role.COORDINATOR),
        at=diary.moment(STARTED - 3, 10),
    )
    for signatory in drawn_up.signatories.all():
        cases.record_signature(
            signatory_id=signatory.pk,
            signature=SignaturePart(signed_on=diary.day(STARTED - 2)),
            by=people.one(Role.COORDINATOR),
            at=diary.moment(STARTED - 2, 15),
        )
    _prepare(placement_request, diary)
    decisions.start_placement(
        placement_request_id=placement_request.pk,
        start=StartPart(started_on=diary.day(STARTED)),
        by=people.one(Role.COORDINATOR),
        at=diary.moment(STARTED, 16),
    )
    return placement_request


def _prepare(placement_request: PlacementRequest, diary: Diary) -> None:
    """Do what the panel's rules want done before the first day."""
    for step in placement_request.placement.tasks.all():
        cases.finish_task(
            task_id=step.pk,
            done=DonePart(note=PREPARED[TaskKind(step.kind)], done_on=diary.day(STARTED - 2)),
            by=people.one(Role.COORDINATOR),
            at=diary.moment(STARTED - 1, 11),
        )


def _agreement(option: PlacementOption) -> AgreementPart:
    cost = first_year(option)
    assert cost is not None, "It was costed when it was agreed."
    assert option.starts_on is not None, "It was costed from its first day."
    assert option.ends_on is not None, "It was costed to its last day."
    return AgreementPart(
        provider=option.provider,
        starts_on=option.starts_on,
        ends_on=option.ends_on,
        weeks_per_year=option.weeks_per_year,
        weekly_rate_pence=cost.weekly_pence,
        once_pence=paid_once(option),
        notice_weeks=4,
        return_plan=RETURN_PLAN,
        return_by=_back_by(option.ends_on),
        signatories=(
            SignatoryPart(name="Robin Vale", on_behalf_of=option.provider),
            SignatoryPart(name="Dele Marsh", on_behalf_of="Northmere County Council"),
            SignatoryPart(name="Priya Raman", on_behalf_of="NHS Northmere Integrated Care Board"),
        ),
    )


def _back_by(ends_on: date) -> date:
    return ends_on + timedelta(days=30)


def _review(placement_request: PlacementRequest, diary: Diary) -> None:
    """Hold the first review in good time, and do what the law attaches to a long stay."""
    at: datetime = diary.moment(REVIEWED, 16)
    sought = placement_queries.outcomes_sought(placement_request)
    cases.record_review(
        placement_request_id=placement_request.pk,
        review=ReviewPart(
            held_on=diary.day(REVIEWED),
            attendees="The family\nThe head of the school\nThe lead professional",
            measures=tuple(
                MeasurePart(outcome=outcome, progress=Progress.BETTER) for outcome in sought
            ),
            child_views="I have a friend now, and I know who is on at night.",
            summary="Settled after a hard first month. Attendance is nine days in ten.",
            recommendation=Recommendation.CONTINUE,
        ),
        by=placement_request.started_by,
        at=at,
    )
    for step in placement_request.placement.tasks.filter(kind=TaskKind.NOTIFY):
        done = DonePart(note="The council’s residential team was told by letter.")
        cases.finish_task(task_id=step.pk, done=done, by=people.one(Role.COORDINATOR), at=at)
