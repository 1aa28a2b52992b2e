"""What people say of a child's plan: a step of it, and why a limit could not be kept."""

from datetime import timedelta
from typing import Annotated

from pydantic import Field, model_validator

from panel.cases.document.parts import Day, Part
from panel.cases.plan.steps import SPAN_WEEKS, SPANNING, ExceptionCode, PlanStepKind
from panel.working_days import ONE_DAY


class PlanStepPart(Part):
    """What was done about a child's plan, and on which day."""

    kind: PlanStepKind
    happened_on: Day


class TakingBackPart(Part):
    """Why a step was recorded wrongly."""

    reason: Annotated[str, Field(min_length=1, max_length=200)]


class ExceptionPart(Part):
    """Why the law lets a limit be missed, from when to when, and what shows it."""

    code: ExceptionCode
    first_day: Day
    last_day: Day
    evidence: Annotated[str, Field(min_length=1, max_length=300)]
    parent_informed_on: Day

    @model_validator(mode="after")
    def _spans_enough(self) -> "ExceptionPart":
        if self.last_day < self.first_day:
            raise ValueError("The last day is before the first")
        span = self.last_day - self.first_day + ONE_DAY
        if self.code in SPANNING and span < timedelta(weeks=SPAN_WEEKS):
            raise ValueError("The law asks for four weeks or more of it")
        return self
