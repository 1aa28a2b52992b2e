"""What one request has to do with another."""

from typing import Annotated

from pydantic import Field

from panel.cases.document.parts import Part
from panel.cases.vocabulary import LinkKind

Reference = Annotated[str, Field(min_length=1, max_length=24)]


class LinkPart(Part):
    """Which other request this one belongs to, by its reference, and how."""

    kind: LinkKind
    reference: Reference


class UnlinkPart(Part):
    """With which other request this one has nothing to do after all, by its reference, and why."""

    reference: Reference
    reason: Annotated[str, Field(min_length=1, max_length=300)]
