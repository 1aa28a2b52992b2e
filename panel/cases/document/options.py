"""The placements weighed, what they cost and who pays."""

from typing import Annotated

from pydantic import Field, model_validator

from panel.cases.document.parts import AgencyCode, Day, Part
from panel.cases.vocabulary import CostKind, CostUnit, Setting, Suitability
from panel.money import WHOLE


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
