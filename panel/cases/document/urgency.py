"""What a coordinator says of a request that can't wait for a meeting."""

from typing import Annotated

from pydantic import Field

from panel.cases.document.days import Tense
from panel.cases.document.parts import Day, Paragraph, Part


class UrgencyPart(Part):
    """Why it can't wait for a meeting, and when the child needs the place."""

    reason: Annotated[Paragraph, Field(min_length=1)]
    needed_on: Annotated[Day, Tense.COMING]


class CanWaitPart(Part):
    """Why a request taken as urgent is left to a meeting after all."""

    reason: Annotated[Paragraph, Field(min_length=1)]
