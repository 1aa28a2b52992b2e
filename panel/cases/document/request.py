"""A whole placement request."""

from typing import Annotated

from pydantic import Field, field_validator

from panel.cases.document.child import ChildPart
from panel.cases.document.options import OptionPart
from panel.cases.document.parts import AgencyCode, Part
from panel.cases.document.telling import NeedPart, StoryPart
from panel.cases.vocabulary import RequestKind


class RequestDocument(Part):
    """A whole placement request, as the referring agency makes it."""

    referring_agency: AgencyCode
    kind: RequestKind = RequestKind.NEW
    child: ChildPart
    story: StoryPart = StoryPart()
    needs: Annotated[tuple[NeedPart, ...], Field(max_length=13)] = ()
    options: Annotated[tuple[OptionPart, ...], Field(max_length=26)] = ()

    @field_validator("needs")
    @classmethod
    def _names_each_need_once(cls, needs: tuple[NeedPart, ...]) -> tuple[NeedPart, ...]:
        if len({need.code for need in needs}) < len(needs):
            raise ValueError("Name each need once")
        return needs

    @field_validator("options")
    @classmethod
    def _recommends_at_most_one(cls, options: tuple[OptionPart, ...]) -> tuple[OptionPart, ...]:
        if sum(option.is_recommended for option in options) > 1:
            raise ValueError("Recommend one option, not more")
        return options
