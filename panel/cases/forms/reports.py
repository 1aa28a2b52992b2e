"""What a report is narrowed by."""

from collections.abc import Iterable
from typing import Any

from django import forms

from panel.presentation.fields import PanelForm


class GapFilter(PanelForm):
    """The financial year in which requests were sent."""

    year = forms.TypedChoiceField(
        label="Requests sent in", coerce=int, empty_value=None, required=False
    )

    def __init__(self, data: Any, *, years: Iterable[int]) -> None:
        super().__init__(data)
        field = self.fields["year"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Any year"), *((str(y), f"{y} to {y + 1}") for y in years)]

    @property
    def chosen(self) -> int | None:
        """The year asked for; None is any, and what is no year asks for any."""
        return self.cleaned_data["year"] if self.is_valid() else None
