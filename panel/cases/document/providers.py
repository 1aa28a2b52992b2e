"""One entry of the directory of providers."""

from typing import Annotated

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from panel.cases.document.days import PastDay
from panel.cases.document.parts import Day, Part
from panel.cases.vocabulary.options import Inspectorate, PlacementGroup, Rating
from panel.parsing import formed

SHORT_POSTCODE = 5  # without its space, such as M11AE


def _postcode(text: str) -> str:
    """Return a postcode in capitals with its one space."""
    letters = "".join(text.upper().split())
    return f"{letters[:-3]} {letters[-3:]}" if len(letters) >= SHORT_POSTCODE else letters


class ProviderPart(Part):
    """A school, college, home or service, as its registers know it; one number is needed."""

    name: Annotated[str, Field(min_length=1, max_length=160)]
    placement_group: PlacementGroup
    ukprn: Annotated[str, formed(r"1[0-9]{7}", "A UKPRN has eight digits, the first a 1")] = ""
    urn: Annotated[str, formed(r"[1-9][0-9]{5}", "A URN has six digits, the first not a 0")] = ""
    social_care_urn: Annotated[
        str, formed(r"SC[0-9]{4,8}", "An SC-URN is SC and four to eight digits")
    ] = ""
    ods_code: Annotated[
        str,
        Field(validate_default=True),
        formed(r"[0-9A-Z]{3,10}", "An ODS code has three to ten digits and capitals"),
    ] = ""
    authority_code: Annotated[str, formed(r"[0-9]{3}", "An authority’s code has three digits")] = (
        ""
    )
    authority: Annotated[str, Field(max_length=80)] = ""
    establishment_number: Annotated[
        str, formed(r"[0-9]{4}", "An establishment’s number has four digits")
    ] = ""
    postcode: Annotated[str, Field(max_length=10), AfterValidator(_postcode)] = ""
    inspectorate: Inspectorate = Inspectorate.OFSTED
    rating: Rating | None = None
    rated_on: PastDay = None
    is_open: bool = True

    @field_validator("ods_code")
    @classmethod
    def _has_a_number(cls, ods_code: str, told: ValidationInfo) -> str:
        if not (ods_code or told.data.get("urn", "?") or told.data.get("social_care_urn", "?")):
            raise ValueError("A URN, an SC-URN or an ODS code is needed to tell providers apart")
        return ods_code

    @field_validator("rated_on")
    @classmethod
    def _was_rated(cls, rated_on: Day | None, told: ValidationInfo) -> Day | None:
        if rated_on and told.data.get("rating") is None:
            raise ValueError("Say what the inspectors found, not only when")
        return rated_on
