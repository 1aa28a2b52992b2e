"""The placements weighed: where, how each meets the needs, and what is missing nearer home."""

from datetime import date
from typing import Annotated, Any

from pydantic import Field, ValidationInfo, field_validator, model_validator

from panel.cases.document.costs import CostLinePart
from panel.cases.document.days import PastDay
from panel.cases.document.parts import Day, Part
from panel.cases.vocabulary import NeedCode, Setting, Suitability
from panel.cases.vocabulary.options import HomeRegistration, PlacementGroup, Rating, Vacancy


class NeedFitPart(Part):
    """How far the option meets one of the child's needs."""

    need: NeedCode
    fit: Suitability
    reason: Annotated[str, Field(max_length=300)] = ""


class MissingProvisionPart(Part):
    """What isn't to be had nearer home, so that it is looked for out of the area."""

    group: PlacementGroup = Field(description="The sort of place that is missing.")
    need: NeedCode = Field(description="The need that it would be for.")
    area: Annotated[str, Field(min_length=1, max_length=60)] = Field(
        description="The district or town where it is missing; never a name or an address."
    )


class OptionPart(Part):
    """One placement weighed."""

    provider: Annotated[str, Field(min_length=1, max_length=160)]
    provider_number: Annotated[str, Field(max_length=10)] = Field(
        default="", description="Its URN, SC-URN or ODS code, if the directory lists it."
    )
    placement_group: PlacementGroup | None = None
    setting: Setting
    is_local: bool = False
    missing: MissingProvisionPart | None = Field(
        default=None, description="The local provision it replaces, if it is out of the area."
    )
    weeks_per_year: Annotated[int, Field(ge=1, le=52)] = 52
    starts_on: Day | None = None
    ends_on: Day | None = Field(default=None, description="The last day, included.")
    suitability: Suitability
    suitability_reason: Annotated[str, Field(max_length=300)] = ""
    fits: Annotated[tuple[NeedFitPart, ...], Field(max_length=13)] = ()
    rating: Rating | None = Field(
        default=None, description="What inspectors found; else what the directory says."
    )
    rated_on: PastDay = None
    inspection: Annotated[str, Field(max_length=80)] = ""
    home_registration: HomeRegistration | None = None
    vacancy_asked_on: PastDay = None
    vacancy: Vacancy | None = None
    vacancy_answer: Annotated[str, Field(max_length=300)] = ""
    miles: Annotated[int, Field(ge=0, le=2000)] | None = None
    travel_minutes: Annotated[int, Field(ge=0, le=2880)] | None = None
    is_recommended: bool = False
    why_not: Annotated[str, Field(max_length=300)] = ""
    cost_lines: tuple[CostLinePart, ...] = ()

    @field_validator("missing")
    @classmethod
    def _replaces_nothing_where_it_is_local(
        cls, missing: MissingProvisionPart | None, told: ValidationInfo
    ) -> MissingProvisionPart | None:
        if missing and told.data.get("is_local"):
            raise ValueError("An option in the area replaces no local provision")
        return missing

    @field_validator("fits")
    @classmethod
    def _judges_each_need_once(cls, fits: tuple[NeedFitPart, ...]) -> tuple[NeedFitPart, ...]:
        if len({fit.need for fit in fits}) < len(fits):
            raise ValueError("Judge each need once")
        return fits

    @field_validator("rated_on")
    @classmethod
    def _was_rated(cls, rated_on: date | None, told: ValidationInfo) -> date | None:
        if rated_on and told.data.get("rating") is None:
            raise ValueError("Say what the inspectors found, not only when")
        return rated_on

    @field_validator("vacancy", "vacancy_answer")
    @classmethod
    def _was_asked(cls, answer: Any, told: ValidationInfo) -> Any:
        if answer and told.data.get("vacancy_asked_on") is None:
            raise ValueError("Say on which day the provider was asked for a place")
        return answer

    @field_validator("cost_lines")
    @classmethod
    def _lines_run_within_it(
        cls, lines: tuple[CostLinePart, ...], told: ValidationInfo
    ) -> tuple[CostLinePart, ...]:
        first, last = told.data.get("starts_on"), told.data.get("ends_on")
        for number, line in enumerate(lines, start=1):
            days = [day for day in (line.starts_on, line.ends_on) if day]
            if any((first and day < first) or (last and day > last) for day in days):
                raise ValueError(f"Cost line {number} runs outside the placement’s own dates")
        return lines

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> "OptionPart":
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValueError("The end date is before the start date")
        return self
