"""A form field for a share typed as a percentage and kept in basis points."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from panel.money import WHOLE, BasisPoints
from panel.presentation import formatting

PERCENT = re.compile(r"(?P<whole>[0-9]{1,3})(?:\.(?P<part>[0-9]{1,2}))?\s*%?")


class PercentInput(forms.TextInput):
    """A box with a % behind it."""

    template_name = "forms/widgets/percent.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", "class": "govuk-input--width-4"} | (attrs or {}))


class PercentField(forms.CharField):
    """A percentage to two places at most, read as basis points; empty is None."""

    widget = PercentInput

    def prepare_value(self, value: Any) -> Any:
        """Show basis points as a percentage, and what a person typed as they typed it."""
        if isinstance(value, int):
            return formatting.percent(BasisPoints(value)).removesuffix("%")
        return value

    def to_python(self, value: Any) -> Any:
        """
        Read what was typed.

        Raises:
            ValidationError: It is no percentage from 0 to 100.
        """
        if value in self.empty_values:
            return None
        found = PERCENT.fullmatch(str(value).strip())
        points = _points(found) if found else WHOLE + 1
        if points > WHOLE:
            raise ValidationError("Enter a percentage from 0 to 100, like 38.32")
        return BasisPoints(points)


def _points(found: re.Match[str]) -> int:
    return int(found["whole"]) * 100 + int((found["part"] or "").ljust(2, "0"))
