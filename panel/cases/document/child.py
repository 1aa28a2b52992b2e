"""Who a request is for."""

from typing import Annotated

from pydantic import Field

from panel.cases.document.parts import Day, Line, NhsNumber, Part, Upn
from panel.cases.vocabulary import LegalStatus


class ChildPart(Part):
    """Who it is for."""

    given_name: Annotated[str, Field(min_length=1, max_length=80)]
    family_name: Annotated[str, Field(min_length=1, max_length=80)]
    born_on: Day
    nhs_number: NhsNumber = ""
    upn: Upn = ""
    communication: Line = ""
    education_setting: Line = ""
    legal_status: LegalStatus = LegalStatus.NONE
    has_plan: bool = Field(default=False, description="An EHC plan is in force.")
