"""The kinds of value that the fields of a document hold."""

import re
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field
from stdnum.exceptions import ValidationError as InvalidNumber
from stdnum.gb import nhs, upn

from panel.clock import EARLIEST, LATEST
from panel.deadlines.rules import EHC_05
from panel.parsing import Part

__all__ = [
    "AgencyCode",
    "Day",
    "Line",
    "Name",
    "NhsNumber",
    "Paragraph",
    "Part",
    "Phone",
    "PlanDay",
    "Postcode",
    "Text",
    "Uln",
    "Upn",
]


def _nhs_number(text: str) -> str:
    """Accept an empty text or a valid NHS number, and return it without its spaces."""
    try:
        return nhs.validate(text) if text else ""
    except InvalidNumber as invalid:
        raise ValueError("This isn't a valid NHS number: check its ten digits") from invalid


def _upn(text: str) -> str:
    """Accept an empty text or a valid unique pupil number."""
    try:
        return upn.validate(text) if text else ""
    except InvalidNumber as invalid:
        raise ValueError("This isn't a valid unique pupil number") from invalid


def _uln(text: str) -> str:
    """Accept an empty text or a valid unique learner number.

    Ten digits, the first not 0; each times 10, 9 … 1, added up, leaves 10 when divided by 11. Ten
    nines stand for "not known" and are nobody's.

    Source: HESA, C17051, unique learner number.
    """
    digits = text.replace(" ", "")
    if not digits:
        return ""
    if not (len(digits) == 10 and digits.isascii() and digits.isdigit()):
        raise ValueError("This isn't a valid unique learner number: it has ten digits")
    weighed = sum(int(digit) * (10 - place) for place, digit in enumerate(digits))
    if digits[0] == "0" or digits == "9" * 10 or weighed % 11 != 10:
        raise ValueError("This isn't a valid unique learner number: check its ten digits")
    return digits


def _postcode(text: str) -> str:
    """Accept an empty text or a postcode of the United Kingdom, and space it as the post does."""
    bare = "".join(text.split()).upper()
    if bare and not POSTCODE.fullmatch(bare):
        raise ValueError("This isn't a full postcode, such as ME14 1XQ")
    return f"{bare[:-3]} {bare[-3:]}" if bare else ""


POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}")

AgencyCode = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=50)]
Day = Annotated[date, Field(ge=EARLIEST, le=LATEST)]
PlanDay = Annotated[date, Field(ge=EHC_05.effective_from, le=LATEST)]
Line = Annotated[str, Field(max_length=200)]
Name = Annotated[str, Field(max_length=160)]
Phone = Annotated[str, Field(max_length=30)]
Paragraph = Annotated[str, Field(max_length=2_000)]
Text = Annotated[str, Field(max_length=20_000)]
NhsNumber = Annotated[str, AfterValidator(_nhs_number)]
Upn = Annotated[str, AfterValidator(_upn)]
Uln = Annotated[str, AfterValidator(_uln)]
Postcode = Annotated[str, AfterValidator(_postcode)]
