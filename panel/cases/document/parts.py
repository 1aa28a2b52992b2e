"""What every part of a document has in common, and the kinds of value its fields hold."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator
from stdnum.exceptions import ValidationError as InvalidNumber
from stdnum.gb import nhs, upn

from panel.deadlines.rules import EHC_05


def _nhs_number(text: str) -> str:
    """Accept an empty text or a valid NHS number, and return it without its spaces."""
    try:
        return nhs.validate(text) if text else ""
    except InvalidNumber as invalid:
        raise ValueError("This isn't a valid NHS number: check its ten digits") from invalid


def _upn(text: str) -> str:
    """Accept an empty text or a valid unique pupil number."""
    try:
        return upn.validate(text) if text else ""
    except InvalidNumber as invalid:
        raise ValueError("This isn't a valid unique pupil number") from invalid


AgencyCode = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=50)]
Day = Annotated[date, Field(ge=date(1950, 1, 1), le=date(2150, 12, 31))]
PlanDay = Annotated[date, Field(ge=EHC_05.effective_from, le=date(2150, 12, 31))]
Line = Annotated[str, Field(max_length=200)]
Text = Annotated[str, Field(max_length=20_000)]
NhsNumber = Annotated[str, AfterValidator(_nhs_number)]
Upn = Annotated[str, AfterValidator(_upn)]


class Part(BaseModel):
    """Common behaviour: frozen, strict about types, deaf to unknown names."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    @field_validator("*")
    @classmethod
    def _can_be_stored(cls, value: object) -> object:
        """Refuse the one character that PostgreSQL has no room for."""
        if isinstance(value, str) and "\0" in value:
            raise ValueError("This holds a character that can't be stored, U+0000")
        return value
