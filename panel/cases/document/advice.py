"""What an agency advises on a request."""

from typing import Annotated

from pydantic import Field

from panel.cases.document.parts import Part
from panel.cases.vocabulary import AdviceOpinion


class AdvicePart(Part):
    """What an agency's adviser says."""

    opinion: AdviceOpinion
    summary: Annotated[str, Field(min_length=1, max_length=20_000)]
