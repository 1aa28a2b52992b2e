"""The kinds of value that a rule may have, and how a field says which rule it is."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

AgencyCode = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
Words = Annotated[str, Field(min_length=1, max_length=300)]
Age = Annotated[int, Field(ge=0, le=99)]
Days = Annotated[int, Field(ge=0, le=366)]
Weeks = Annotated[int, Field(ge=0, le=104)]
Months = Annotated[int, Field(ge=0, le=120)]
Amount = Annotated[int, Field(ge=0)]
Share = Annotated[int, Field(ge=0, le=10_000)]

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday"]
Sector = Literal["maintained", "independent", "any"]
GradeName = Literal[
    "team_manager",
    "service_manager",
    "head_of_service",
    "assistant_director",
    "director",
    "chief_officer",
]
Outcome = Literal[
    "agreed",
    "agreed_with_conditions",
    "in_principle",
    "deferred",
    "declined",
    "referred_on",
    "ratified",
    "noted",
]


#: The context in which what was loaded once is read again: it agreed with itself by the rules of
#: its day, and what a later version of the system finds contradictory doesn't make it unreadable.
AS_LOADED = {"is_loaded": True}


class Contradiction(NamedTuple):
    """Something that two fields say and can't both mean; `field` is where it is told."""

    field: str
    sentence: str


class Section(BaseModel):
    """Common behaviour of every part of a policy: frozen, and deaf to unknown words."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    def contradictions(self) -> Iterator[Contradiction]:
        """Yield what the fields, each good by itself, can't say together."""
        yield from ()

    @property
    def is_for_people(self) -> bool:
        """Whether only people keep it, though it stands in a list that the system keeps."""
        return False

    @model_validator(mode="after")
    def _agrees_with_itself(self, info: ValidationInfo) -> Self:
        if info.context == AS_LOADED:
            return self
        if found := tuple(self.contradictions()):
            words = " ".join(contradiction.sentence for contradiction in found)
            raise PydanticCustomError("contradiction", "{words}", {"words": words, "found": found})
        return self


def field(default: Any, meaning: str, *rules: str, unit: str = "", **limits: Any) -> Any:
    """Describe a field: its default, what it means, which kinds of rule it answers, its unit.

    `default` is `...` for a rule that every panel must state. `rules` are numbers in the study of
    published panels, T001 to T124.
    """
    extra: dict[str, Any] = {"rules": list(rules), "unit": unit}
    return Field(default, description=meaning, json_schema_extra=extra, **limits)


class Duration(Section):
    """A length of time after an event."""

    count: int = field(..., "How many.", ge=0, le=400)
    unit: Literal["hours", "working_days", "calendar_days", "clear_days", "weeks", "months"] = (
        field("working_days", "Of what; clear days leave out the first and the last.", "T024")
    )


class Part(Section):
    """A part of a whole, as in two of three."""

    numerator: int = field(..., "So many parts.", ge=1, le=100)
    denominator: int = field(..., "Of so many.", ge=1, le=100)

    def contradictions(self) -> Iterator[Contradiction]:
        if self.numerator > self.denominator:
            yield Contradiction("numerator", "A part can't be more than the whole.")

    def of(self, whole: int) -> int:
        """Return this part of a number of people, rounded up to a whole person."""
        return -(-whole * self.numerator // self.denominator)


class DayOfYear(Section):
    """A date that comes every year."""

    day: int = field(..., "Day of the month.", ge=1, le=31)
    month: int = field(..., "Month, 1 to 12.", ge=1, le=12)

    def contradictions(self) -> Iterator[Contradiction]:
        try:
            date(2027, self.month, self.day)
        except ValueError:
            yield Contradiction("day", "There is no such day in every year.")

    @property
    def place_in_financial_year(self) -> tuple[int, int]:
        """Return what dates sort by in a year that begins on 1 April."""
        return (self.month - 4) % 12, self.day


class AgencyShare(Section):
    """An agency's part of a cost."""

    agency: AgencyCode = field(..., "The agency's code.")
    basis_points: Share = field(..., "Its share.", unit="basis points")


def repeated(values: tuple[object, ...]) -> list[object]:
    """Return what a list names more than once, in its order."""
    return list(dict.fromkeys(value for value in values if values.count(value) > 1))


def unwhole(name: str, shares: tuple[AgencyShare, ...]) -> Iterator[Contradiction]:
    """Yield why shares don't make a whole; no shares at all are no fault."""
    if twice := repeated(tuple(share.agency for share in shares)):
        yield Contradiction(name, f"{twice[0]} has more than one share.")
    total = sum(share.basis_points for share in shares)
    if shares and total != 10_000:
        yield Contradiction(name, f"The shares come to {total} basis points, not to 10000.")
