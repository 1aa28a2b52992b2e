"""What people say of a placement: its agreement, its start and end, its reviews."""

from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator, model_validator

from panel.cases.document.parts import Day, Line, Part, Text
from panel.cases.vocabulary.placements import (
    ChangeKind,
    EndReason,
    Progress,
    Recommendation,
    ReviewAsker,
    SuspensionReason,
)

Name = Annotated[str, Field(min_length=1, max_length=120)]
Body = Annotated[str, Field(min_length=1, max_length=160)]
Note = Annotated[str, Field(max_length=300)]
Told = Annotated[Text, Field(min_length=1)]


class SignatoryPart(Part):
    """Somebody who has to sign, and for whom."""

    name: Name
    on_behalf_of: Body


class AgreementPart(Part):
    """The terms agreed with the provider."""

    provider: Body
    starts_on: Day
    ends_on: Day = Field(description="The last day, included.")
    weeks_per_year: Annotated[int, Field(ge=1, le=52)]
    once_pence: Annotated[int, Field(ge=0, le=10**10)] = 0
    weekly_rate_pence: Annotated[int, Field(ge=0, le=10**10)]
    notice_weeks: Annotated[int, Field(ge=0, le=52)]
    return_plan: Text = ""
    return_by: Day | None = None
    signatories: Annotated[tuple[SignatoryPart, ...], Field(min_length=2, max_length=10)]

    @field_validator("signatories")
    @classmethod
    def _for_two_parties(cls, signatories: tuple[SignatoryPart, ...]) -> tuple[SignatoryPart, ...]:
        if len(set(signatories)) < len(signatories):
            raise ValueError("Name each signatory once")
        if len({signatory.on_behalf_of.casefold() for signatory in signatories}) < 2:
            raise ValueError("An agreement is signed for two parties at least")
        return signatories

    @field_validator("weekly_rate_pence")
    @classmethod
    def _is_for_a_price(cls, weekly_rate_pence: int, told: ValidationInfo) -> int:
        if not weekly_rate_pence and not told.data.get("once_pence", 1):
            raise ValueError("Enter the rate for a week, or what is paid once")
        return weekly_rate_pence

    @field_validator("return_by")
    @classmethod
    def _is_back_after_it_starts(cls, return_by: Day | None, told: ValidationInfo) -> Day | None:
        if return_by and return_by < told.data.get("starts_on", return_by):
            raise ValueError("The child can't be back before the first day")
        return return_by

    @model_validator(mode="after")
    def _runs_forwards(self) -> "AgreementPart":
        if self.ends_on < self.starts_on:
            raise ValueError("The end date is before the start date")
        return self

    @model_validator(mode="after")
    def _plans_a_return_by_a_day(self) -> "AgreementPart":
        if bool(self.return_plan.strip()) != (self.return_by is not None):
            raise ValueError("Give both the plan to return and the day by which, or neither")
        return self


class SignaturePart(Part):
    """That a signatory has signed, and when."""

    signed_on: Day


class StartPart(Part):
    """The day on which a placement really starts."""

    started_on: Day
    in_emergency: bool = Field(
        default=False, description="It can't wait until everybody has signed."
    )


class SuspensionPart(Part):
    """From when a child is away, and why."""

    first_day: Day
    reason: SuspensionReason
    is_paid: bool = Field(description="The provider charges for the place meanwhile.")
    note: Note = ""


class ReturnPart(Part):
    """The first day on which a child is back."""

    back_on: Day


class EndPart(Part):
    """When and why a placement ends. `ended_on` is its last day; none, if it never started."""

    ended_on: Day | None = None
    reason: EndReason
    note: Note = ""


class MeasurePart(Part):
    """How far one outcome has come."""

    outcome: Annotated[str, Field(min_length=1, max_length=300)]
    progress: Progress
    evidence: Note = ""


class ReviewPart(Part):
    """What a review found."""

    held_on: Day
    attendees: Told
    measures: Annotated[tuple[MeasurePart, ...], Field(max_length=30)] = ()
    child_views: Text = ""
    child_views_absent_because: Line = ""
    summary: Told
    recommendation: Recommendation

    @model_validator(mode="after")
    def _has_the_views(self) -> "ReviewPart":
        if not (self.child_views.strip() or self.child_views_absent_because.strip()):
            raise ValueError("Record the child's own views, or why there are none")
        return self


class EarlyReviewPart(Part):
    """Who wants a review before its time, why, and by when."""

    asked_for_by: ReviewAsker
    reason: Told
    wanted_by: Day


class DonePart(Part):
    """What was done about a step, and on which day; today, if none is told."""

    note: Annotated[str, Field(min_length=1, max_length=300)]
    done_on: Day | None = None


class ChangePart(Part):
    """A change that the panel is asked for."""

    kind: ChangeKind
    reason: Told
    applies_from: Day
    ends_on: Day | None = Field(
        default=None, validate_default=True, description="The new last day of an extension."
    )

    @field_validator("ends_on")
    @classmethod
    def _extends_to_a_day(cls, ends_on: Day | None, told: ValidationInfo) -> Day | None:
        if told.data.get("kind") is ChangeKind.EXTENSION and ends_on is None:
            raise ValueError("Say until which day it shall be extended")
        if ends_on is not None and ends_on < told.data.get("applies_from", ends_on):
            raise ValueError("The new end is before the change applies")
        return ends_on
