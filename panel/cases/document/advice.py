"""What an agency advises on a request."""

from typing import Annotated

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from panel.cases.document.parts import Day, Part
from panel.cases.vocabulary import AdviceExcuse, AdviceOpinion, Agreer


def _address(text: str) -> str:
    """Accept an e-mail address."""
    try:
        validate_email(text)
    except ValidationError as invalid:
        raise ValueError("This isn't an e-mail address") from invalid
    return text


class AdvicePart(Part):
    """What an agency's adviser says."""

    opinion: AdviceOpinion
    is_suitable: bool | None = Field(
        default=None, description="Whether the recommended option meets the need."
    )
    summary: Annotated[str, Field(min_length=1, max_length=20_000)]
    conditions: Annotated[str, Field(max_length=2000, validate_default=True)] = ""
    hours_per_week: Annotated[int, Field(ge=0, le=168)] | None = Field(
        default=None, description="Hours of the agency's own provision a week, such as therapy."
    )
    departures: Annotated[str, Field(max_length=2000)] = Field(
        default="", description="Where it leaves the agency's usual criteria, and why."
    )
    written_on: Day | None = Field(
        default=None, description="The day it was written, if that was for something else."
    )
    reuse_agreed_by: tuple[Agreer, ...] = Field(
        default=(), description="Who agreed that it is used here nevertheless."
    )
    late_because: AdviceExcuse | None = Field(
        default=None, description="What excuses it, where the panel's rules have that excuse."
    )

    @field_validator("conditions")
    @classmethod
    def _says_on_what_condition(cls, conditions: str, told: ValidationInfo) -> str:
        if told.data.get("opinion") == AdviceOpinion.CONDITIONS and not conditions.strip():
            raise ValueError("Say on what condition your agency supports it")
        return conditions


class InvitationPart(Part):
    """Somebody without an account who is asked for an agency's advice."""

    name: Annotated[str, Field(min_length=1, max_length=120)]
    organisation: Annotated[str, Field(min_length=1, max_length=160)]
    email: Annotated[str, AfterValidator(_address)]
