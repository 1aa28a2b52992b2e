"""The child's story, needs and hopes, and what was done before and comes after."""

from typing import Annotated

from pydantic import Field, field_validator, model_validator

from panel.cases.document.days import ComingDay, LivedDay, Tense
from panel.cases.document.parts import AgencyCode, Day, Line, Name, Paragraph, Part, PlanDay, Text
from panel.cases.vocabulary import NeedCode
from panel.cases.vocabulary.asked import Knowledge
from panel.cases.vocabulary.telling import Advocacy, Attachment, Grade

PaperName = Annotated[str, Field(min_length=1, max_length=500)]


class TalePart(Part):
    """What has happened, and what helps."""

    plan_requested_on: Annotated[PlanDay | None, Tense.PAST, Tense.LIVED] = Field(
        default=None, description="The day the EHC assessment request was received, if one was."
    )
    story: Text = ""
    strengths: Text = ""
    legal_basis: Line = ""


class ViewsPart(Part):
    """What the child and the family think, how they were asked, or why they weren't."""

    child_views: Text = ""
    child_views_how: Line = ""
    child_views_on: LivedDay = None
    child_views_absent_because: Line = ""
    family_views: Text = ""
    family_views_how: Line = ""
    family_views_on: LivedDay = None
    family_views_absent_because: Line = ""


class StoryPart(TalePart, ViewsPart):
    """What has happened, what is hoped for, and in whose words."""

    outcomes_sought: Text = Field(
        default="",
        description="One on a line, where `outcomes` doesn't say more.",
    )


class NeedPart(Part):
    """One need; the first in the list is the main one."""

    code: NeedCode
    detail: Annotated[str, Field(max_length=300)] = ""
    assessed_on: LivedDay = None
    assessed_for: AgencyCode | None = Field(
        default=None, description="The agency whose assessment found it."
    )


class NeedsPart(Part):
    """The needs, the main one first."""

    needs: Annotated[tuple[NeedPart, ...], Field(max_length=13)] = ()

    @field_validator("needs")
    @classmethod
    def _names_each_need_once(cls, needs: tuple[NeedPart, ...]) -> tuple[NeedPart, ...]:
        if len({need.code for need in needs}) < len(needs):
            raise ValueError("Name each need once")
        return needs


class AttemptPart(Part):
    """Something that was tried, and what came of it."""

    what: Annotated[str, Field(min_length=1, max_length=300)]
    from_on: LivedDay = None
    until_on: Day | None = None
    cost_pence: Annotated[int, Field(ge=0, le=10**10)] | None = None
    effect: Annotated[str, Field(max_length=300)] = ""

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> "AttemptPart":
        if self.from_on and self.until_on and self.until_on < self.from_on:
            raise ValueError("The end date is before the start date")
        return self


class AttemptsPart(Part):
    """What has been tried."""

    attempts: Annotated[tuple[AttemptPart, ...], Field(max_length=20)] = Field(
        default=(), description="What has been tried, in order of time."
    )
    tried_less_because: Annotated[str, Field(max_length=500)] = Field(
        default="", description="Why it is less than the panel asks."
    )


class SoughtOutcomePart(Part):
    """Something that should come of the placement."""

    what: Annotated[Text, Field(min_length=1)]
    by_on: ComingDay = None
    measure: Annotated[str, Field(max_length=300)] = Field(
        default="", description="How it will be known."
    )


Outcomes = Annotated[tuple[SoughtOutcomePart, ...], Field(max_length=20)]


class OutcomesPart(Part):
    """What should come of the placement."""

    outcomes: Outcomes = ()


class PreparationPart(Part):
    """What was done before the request was made."""

    agencies_met_on: LivedDay = None
    has_health_need: bool = Field(
        default=False, description="A need may be for health to meet; then health is told."
    )
    health_told_on: LivedDay = None
    known_to: dict[AgencyCode, Knowledge] = Field(
        default={}, description="What each other agency answered when asked, by its code."
    )
    advocacy: Advocacy | None = None


class PlansPart(Part):
    """How it will be reviewed, and what comes after."""

    review_plan: Paragraph = ""
    return_plan: Paragraph = Field(default="", description="How the child comes back to the area.")
    transition_plan: Paragraph = ""
    if_delayed: Paragraph = ""
    split_reason: Paragraph = Field(
        default="", description="Why the cost is asked to be shared as the options say."
    )


class DeclarationPart(Part):
    """Which documents go with it, and who in the referring agency stands behind it."""

    attached: tuple[Attachment | PaperName, ...] = Field(
        default=(), description="One of the names, or as the panel's rules call it."
    )
    is_declared: bool = Field(
        default=False, description="It is true, and the family knows what is shared, and why."
    )
    signed_off_name: Name = ""
    signed_off_grade: Grade | None = None
    signed_off_on: LivedDay = None

    @model_validator(mode="after")
    def _is_signed_off_whole(self) -> "DeclarationPart":
        told = (self.signed_off_name, self.signed_off_grade, self.signed_off_on)
        if any(told) and not all(told):
            raise ValueError("A sign-off has a name, a grade and a day")
        return self
