"""A panel's outcome on one item as a plain document, shared by forms, API and `walk`."""

from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator

from panel.cases.document import Day, Line, Paragraph, Part, Text
from panel.cases.vocabulary import ReopeningGround
from panel.decisions.models import AGREEING, Outcome
from panel.meetings.models import FollowUp

NO_OPTION = "This outcome agrees no option: choose none, or another outcome"


class ConditionPart(Part):
    """What must be done for the decision to stand, by whom and when."""

    what: Annotated[Line, Field(min_length=1)]
    owner: Annotated[Line, Field(min_length=1)]
    due_on: Day


class CorrectionPart(Part):
    """Why a decision record is replaced: printed on the one that replaces it."""

    reason: Annotated[str, Field(min_length=1, max_length=250)]


class ToldPart(Part):
    """On which day an outcome was told in one way, and to whom."""

    told_on: Day
    note: Annotated[str, Field(min_length=1, max_length=300)]


class RatificationPart(Part):
    """What the panel says of a decision made without it. `follow_up`: only where it doesn't."""

    reasons: Annotated[Text, Field(min_length=1)]
    follow_up: FollowUp | None = None


class OutcomePart(Part):
    """What the panel decided. `option` is the letter of the option agreed, empty if none is."""

    outcome: Outcome
    reasons: Annotated[Text, Field(min_length=1)]
    option: Annotated[str, Field(pattern=r"^[A-Z]?$")] = ""
    conditions: tuple[ConditionPart, ...] = ()
    departure_reason: Paragraph = Field(
        default="", description="Why advice that was given isn't followed."
    )
    equality_note: Paragraph = Field(default="", description="How equality was considered.")
    split_reason: Paragraph = Field(
        default="", description="Why the cost is shared otherwise than the rules propose."
    )
    return_plan: Paragraph = Field(
        default="", description="How the child comes back, where not as the request has it."
    )
    deferral_reason: Annotated[str, Field(max_length=300)] = Field(
        default="", description="Which of the reasons that the rules have it is deferred for."
    )
    late_signed_off_by: int | None = Field(
        default=None,
        description="The number of the agency lead who signs off that a deferral makes the "
        "child's plan late.",
    )

    referred_to: Line = Field(default="", description="The body that it is referred on to.")

    @field_validator("option")
    @classmethod
    def _is_agreed(cls, option: str, told: ValidationInfo) -> str:
        if option and told.data.get("outcome", Outcome.AGREED) not in AGREEING:
            raise ValueError(NO_OPTION)
        return option


class ReopeningPart(Part):
    """Why a request is opened again that was declined, referred on or withdrawn."""

    ground: ReopeningGround
    reason: Annotated[str, Field(min_length=1, max_length=2000)]


class UrgentOutcomePart(OutcomePart):
    """What is agreed between two meetings; what isn't agreed is left to one."""

    outcome: Literal[Outcome.AGREED, Outcome.AGREED_WITH_CONDITIONS]
    option: Annotated[str, Field(pattern=r"^[A-Z]$")]
