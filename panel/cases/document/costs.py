"""What an option costs, line by line, and who pays."""

from datetime import date
from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from panel.cases.document.parts import AgencyCode, Day, Part
from panel.cases.vocabulary import CostKind, CostUnit
from panel.cases.vocabulary.options import FundingSource, Vat
from panel.money import WHOLE

HIGH_NEEDS_REFUSED = (
    "High needs money (DSG) pays for education only. "
    "Choose another source, or make this a cost of education"
)


class CostLinePart(Part):
    """One element of cost. `shares`: agency code to basis points, 10,000 in all to be whole.

    What is left out is as the option has it: its weeks a year, its first day, its last. A one-off
    falls on `starts_on`.
    """

    kind: CostKind
    description: Annotated[str, Field(max_length=160)] = ""
    rate_pence: Annotated[int, Field(gt=0, le=10**10)]
    unit: CostUnit
    days_per_week: Annotated[int, Field(ge=1, le=7)] = Field(
        default=7, description="How many days a week a daily rate is charged for."
    )
    weeks_per_year: Annotated[int, Field(ge=1, le=52)] | None = None
    starts_on: Day | None = None
    ends_on: Day | None = Field(default=None, description="The last day, included.")
    uplift_basis_points: Annotated[int, Field(ge=0, le=WHOLE)] = Field(
        default=0, description="How much higher the rate is from `uplift_from` on."
    )
    uplift_from: Day | None = Field(default=None, validate_default=True)
    vat: Vat = Field(default=Vat.NONE, description="A mark only: no VAT is added to the rate.")
    funding_source: FundingSource | None = None
    shares: dict[AgencyCode, Annotated[int, Field(gt=0, le=WHOLE)]] = {}

    @field_validator("ends_on")
    @classmethod
    def _ends_after_it_starts(cls, ends_on: date | None, told: ValidationInfo) -> date | None:
        starts_on = told.data.get("starts_on")
        if starts_on and ends_on and ends_on < starts_on:
            raise ValueError("The last day of this cost is before its first")
        return ends_on

    @field_validator("uplift_from")
    @classmethod
    def _rises_by_so_much_from_a_day(
        cls, uplift_from: date | None, told: ValidationInfo
    ) -> date | None:
        if bool(uplift_from) != bool(told.data.get("uplift_basis_points")):
            raise ValueError("An uplift needs both its size and the day it starts on")
        return uplift_from

    @field_validator("funding_source")
    @classmethod
    def _high_needs_pays_for_education(
        cls, source: FundingSource | None, told: ValidationInfo
    ) -> FundingSource | None:
        if source == FundingSource.HIGH_NEEDS and told.data.get("kind") != CostKind.EDUCATION:
            raise ValueError(HIGH_NEEDS_REFUSED)
        return source
