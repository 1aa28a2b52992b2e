"""A whole placement request."""

from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator, model_validator

from panel.cases.document.asked import GroundsPart, PanelAnswersPart, SharingPart
from panel.cases.document.child import ChildPart
from panel.cases.document.options import OptionPart
from panel.cases.document.parts import AgencyCode
from panel.cases.document.telling import (
    AttemptsPart,
    DeclarationPart,
    NeedsPart,
    Outcomes,
    PlansPart,
    PreparationPart,
    SoughtOutcomePart,
    StoryPart,
)
from panel.cases.vocabulary import RequestKind

Answers = GroundsPart | PreparationPart | SharingPart | PlansPart | DeclarationPart


class RequestDocument(NeedsPart, AttemptsPart, PanelAnswersPart):
    """A whole placement request, as the referring agency makes it."""

    referring_agency: AgencyCode
    kind: RequestKind = RequestKind.NEW
    child: ChildPart
    is_same_child: bool = Field(
        default=False,
        description="The one on record who is proven to be this child: by a number, or by the "
        "very name and birth date where the record holds no number.",
    )
    is_another_child: bool = Field(
        default=False,
        description="None of those on record who were born that day with such a name.",
    )
    grounds: GroundsPart = GroundsPart()
    story: StoryPart = StoryPart()
    outcomes: Outcomes = Field(
        default=(), description="What should come of it; else the lines of `outcomes_sought`."
    )
    preparation: PreparationPart = PreparationPart()
    sharing: SharingPart = SharingPart()
    plans: PlansPart = PlansPart()
    declaration: DeclarationPart = DeclarationPart()
    options: Annotated[tuple[OptionPart, ...], Field(max_length=26)] = ()

    @field_validator("is_another_child")
    @classmethod
    def _is_the_same_or_another(cls, is_another: bool, told: ValidationInfo) -> bool:
        if is_another and told.data.get("is_same_child"):
            raise ValueError("Say that it is the same child or that it is another, not both")
        return is_another

    @field_validator("options")
    @classmethod
    def _recommends_at_most_one(cls, options: tuple[OptionPart, ...]) -> tuple[OptionPart, ...]:
        if sum(option.is_recommended for option in options) > 1:
            raise ValueError("Recommend one option, not more")
        return options

    @model_validator(mode="after")
    def _seeks_outcomes_in_one_place(self) -> "RequestDocument":
        if self.outcomes and self.story.outcomes_sought.strip():
            raise ValueError("Give the outcomes sought once: as `outcomes`, or in the story")
        return self

    @property
    def answers(self) -> tuple[Answers, ...]:
        """What is answered beside the story: each a section of its own."""
        return (self.grounds, self.preparation, self.sharing, self.plans, self.declaration)

    @property
    def sought(self) -> tuple[SoughtOutcomePart, ...]:
        """The outcomes sought, wherever they were told."""
        lines = (line.strip() for line in self.story.outcomes_sought.splitlines())
        return self.outcomes or tuple(SoughtOutcomePart(what=line) for line in lines if line)
