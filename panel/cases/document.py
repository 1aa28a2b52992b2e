"""A placement request as one plain document: the shape shared by forms, API, `walk` and tests.

A draft demands little, so most texts may be empty; what a request must hold to be submitted is
on the chart (`stages.py`), not here. Amounts are pence, shares are basis points, dates are
ISO 8601, agencies are named by their code.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)
from stdnum.exceptions import ValidationError as InvalidNumber
from stdnum.gb import nhs, upn

from panel.cases.vocabulary import (
    AdviceOpinion,
    CostKind,
    CostUnit,
    LegalStatus,
    NeedCode,
    RequestKind,
    Setting,
    Suitability,
)
from panel.deadlines.rules import EHC_05
from panel.money import WHOLE


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


class ChildPart(Part):
    """Who it is for."""

    given_name: Annotated[str, Field(min_length=1, max_length=80)]
    family_name: Annotated[str, Field(min_length=1, max_length=80)]
    born_on: Day
    nhs_number: NhsNumber = ""
    upn: Upn = ""
    communication: Line = ""
    education_setting: Line = ""
    legal_status: LegalStatus = LegalStatus.NONE
    has_plan: bool = Field(default=False, description="An EHC plan is in force.")


class StoryPart(Part):
    """What has happened, what is hoped for, and in whose words."""

    plan_requested_on: PlanDay | None = Field(
        default=None, description="The day the EHC assessment request was received, if one was."
    )
    story: Text = ""
    outcomes_sought: Text = ""
    legal_basis: Line = ""
    child_views: Text = ""
    child_views_how: Line = ""
    child_views_absent_because: Line = ""
    family_views: Text = ""


class NeedPart(Part):
    """One need; the first in the list is the main one."""

    code: NeedCode
    detail: Annotated[str, Field(max_length=300)] = ""


class CostLinePart(Part):
    """One element of cost. `shares`: agency code to basis points, 10,000 in all to be whole."""

    kind: CostKind
    description: Annotated[str, Field(max_length=160)] = ""
    rate_pence: Annotated[int, Field(gt=0, le=10**10)]
    unit: CostUnit
    shares: dict[AgencyCode, Annotated[int, Field(gt=0, le=WHOLE)]] = {}


class OptionPart(Part):
    """One placement weighed."""

    provider: Annotated[str, Field(min_length=1, max_length=160)]
    setting: Setting
    is_local: bool = False
    weeks_per_year: Annotated[int, Field(ge=1, le=52)] = 52
    starts_on: Day | None = None
    ends_on: Day | None = Field(default=None, description="The last day, included.")
    suitability: Suitability
    suitability_reason: Annotated[str, Field(max_length=300)] = ""
    inspection: Annotated[str, Field(max_length=80)] = ""
    miles: Annotated[int, Field(ge=0, le=2000)] | None = None
    travel_minutes: Annotated[int, Field(ge=0, le=2880)] | None = None
    is_recommended: bool = False
    why_not: Annotated[str, Field(max_length=300)] = ""
    cost_lines: tuple[CostLinePart, ...] = ()

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> "OptionPart":
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValueError("The end date is before the start date")
        return self


class RequestDocument(Part):
    """A whole placement request, as the referring agency makes it."""

    referring_agency: AgencyCode
    kind: RequestKind = RequestKind.NEW
    child: ChildPart
    story: StoryPart = StoryPart()
    needs: Annotated[tuple[NeedPart, ...], Field(max_length=13)] = ()
    options: Annotated[tuple[OptionPart, ...], Field(max_length=26)] = ()

    @field_validator("needs")
    @classmethod
    def _names_each_need_once(cls, needs: tuple[NeedPart, ...]) -> tuple[NeedPart, ...]:
        if len({need.code for need in needs}) < len(needs):
            raise ValueError("Name each need once")
        return needs

    @field_validator("options")
    @classmethod
    def _recommends_at_most_one(cls, options: tuple[OptionPart, ...]) -> tuple[OptionPart, ...]:
        if sum(option.is_recommended for option in options) > 1:
            raise ValueError("Recommend one option, not more")
        return options


class AdvicePart(Part):
    """What an agency's adviser says."""

    opinion: AdviceOpinion
    summary: Annotated[str, Field(min_length=1, max_length=20_000)]


@dataclass(frozen=True)
class Fault:
    """One thing wrong with a document. `pointer` is a JSON pointer (RFC 6901)."""

    pointer: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.pointer or '/'}: {self.sentence}"


class Faulty(Exception):
    """Raised when a text isn't the document it should be; carries every fault at once."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


Document = TypeVar("Document", bound=BaseModel)

_SENTENCES = {
    "missing": "This is missing.",
    "extra_forbidden": "This name isn't known here.",
    "string_too_long": "This is longer than {max_length} characters.",
    "string_too_short": "This is empty.",
    "string_type": "This must be a text.",
    "string_pattern_mismatch": "This isn't of the form {pattern}.",
    "string_unicode": "This holds half a character: its text is broken.",
    "model_type": "This must be an object, in braces.",
    "dict_type": "This must be an object, in braces.",
    "tuple_type": "This must be a list, in square brackets.",
    "too_long": "There are more than {max_length} here.",
    "int_type": "This must be a whole number.",
    "bool_type": "This must be true or false.",
    "greater_than": "This must be more than {gt}.",
    "greater_than_equal": "This must be at least {ge}.",
    "less_than_equal": "This must be at most {le}.",
    "date_type": "This must be a date such as 2026-09-01.",
    "date_from_datetime_parsing": "This must be a date such as 2026-09-01.",
    "date_parsing": "This must be a date such as 2026-09-01.",
    "enum": "This must be {expected}.",
    "json_invalid": "This isn't JSON: {error}.",
}


def parse(kind: type[Document], text: str | bytes) -> Document:
    """Return the document a JSON text holds.

    Raises:
        Faulty: with every fault and the JSON pointer to it.
    """
    try:
        return kind.model_validate_json(text)
    except ValidationError as invalid:
        raise Faulty(list(_faults(invalid))) from invalid


def _faults(invalid: ValidationError) -> Iterator[Fault]:
    for error in invalid.errors():
        steps = [step for step in error["loc"] if step != "[key]"]  # the key itself is at fault
        pointer = "".join(f"/{_escaped(step)}" for step in steps)
        yield Fault(pointer, _sentence(error["type"], error["msg"], error.get("ctx", {})))


def _escaped(step: int | str) -> str:
    return str(step).replace("~", "~0").replace("/", "~1")


def _sentence(kind: str, message: str, context: dict[str, Any]) -> str:
    if kind in _SENTENCES:
        return _SENTENCES[kind].format(**context)
    return f"{message.removeprefix('Value error, ')}."
