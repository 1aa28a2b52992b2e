"""A paper of a request."""

from typing import Annotated

from pydantic import Field, StringConstraints

from panel.cases.document.parts import Part
from panel.cases.vocabulary import PaperSection


class PaperPart(Part):
    """What a paper is called, and whom it is for. The title never names the child."""

    title: Annotated[
        str, StringConstraints(strip_whitespace=True), Field(min_length=1, max_length=150)
    ]
    section: PaperSection = PaperSection.GENERAL


class WithholdPart(Part):
    """Why a paper is withheld."""

    reason: Annotated[str, Field(min_length=1, max_length=200)]
