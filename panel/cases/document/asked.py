"""What a request answers to its panel's own rules."""

from typing import Annotated

from pydantic import Field, field_validator

from panel.cases.document.days import LivedDay
from panel.cases.document.parts import Part
from panel.cases.vocabulary.asked import Capacity, Circumstance

Rule = Annotated[str, Field(min_length=1, max_length=300)]


class GroundsPart(Part):
    """Why the request is one for this panel."""

    criteria_met: Annotated[tuple[Rule, ...], Field(max_length=20)] = Field(
        default=(), description="The panel's criteria that it meets, in the words of its rules."
    )
    circumstances: tuple[Circumstance, ...] = Field(
        default=(), description="What some panels' rules leave to others."
    )


class SharingPart(Part):
    """Who agreed that information is shared, and whether a young person can decide that."""

    family_consented_on: LivedDay = Field(
        default=None, description="The day somebody with parental responsibility agreed to it."
    )
    child_consented_on: LivedDay = Field(
        default=None, description="The day the child or young person agreed to it."
    )
    capacity: Capacity | None = None


class PanelAnswerPart(Part):
    """The answer to one of the panel's own questions."""

    question: Rule = Field(description="As the panel's rules put it.")
    answer: Annotated[str, Field(min_length=1, max_length=2_000)]


class PanelAnswersPart(Part):
    """The answers to the panel's own questions."""

    panel_answers: Annotated[tuple[PanelAnswerPart, ...], Field(max_length=30)] = ()

    @field_validator("panel_answers")
    @classmethod
    def _answers_each_once(
        cls, answers: tuple[PanelAnswerPart, ...]
    ) -> tuple[PanelAnswerPart, ...]:
        if len({answer.question for answer in answers}) < len(answers):
            raise ValueError("Answer each question once")
        return answers
