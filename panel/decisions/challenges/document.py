"""A challenge to a decision and what came of it, as plain documents shared by forms and API."""

from datetime import date
from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from panel.cases.document import Day, Line, Part, Text
from panel.cases.vocabulary.challenges import Asker, ChallengeKind, ChallengeOutcome, Order

Told = Annotated[Text, Field(min_length=1)]


class ChallengePart(Part):
    """Who turned to whom, when and why; when they had been told of the decision.

    Left out, `notified_on` is the day on which the letter is recorded as sent, or the decision's.
    `certificate_on` is that of mediation. `late_because` is asked for once the time is over.
    """

    kind: ChallengeKind
    asker: Asker
    asked_on: Day
    grounds: Told
    notified_on: Day | None = None
    certificate_on: Day | None = None
    late_because: Annotated[str, Field(max_length=300)] = ""

    @field_validator("certificate_on")
    @classmethod
    def _is_of_an_appeal(cls, day: date | None, told: ValidationInfo) -> date | None:
        if day is not None and told.data.get("kind") is not ChallengeKind.TRIBUNAL:
            raise ValueError("Only an appeal to the Tribunal has a mediation certificate")
        return day


class ChallengeEndPart(Part):
    """What came of it. `heard_by` is the number of the chair who heard the panel's own review."""

    outcome: ChallengeOutcome
    outcome_on: Day
    findings: Told
    orders: tuple[Order, ...] = ()
    heard_by: int | None = None
    heard_elsewhere: Annotated[str, Field(max_length=160)] = ""

    @field_validator("orders")
    @classmethod
    def _each_once(cls, orders: tuple[Order, ...]) -> tuple[Order, ...]:
        if len(set(orders)) < len(orders):
            raise ValueError("One thing is ordered twice")
        return orders


class StepPart(Part):
    """Which of the things owed is done, by the id of its rule, such as `TRI-02`."""

    step: Annotated[Line, Field(min_length=1)]
