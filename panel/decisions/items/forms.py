"""What people type to bring a request onto an agenda."""

from typing import Any

from django import forms

from panel.meetings.models import AgendaItem
from panel.presentation.fields import PanelForm


class ListingForm(PanelForm):
    """Which request comes onto an agenda, and why the chair takes it where it comes late."""

    add = forms.CharField(widget=forms.HiddenInput, max_length=40)
    waiver = forms.CharField(
        label="Why the chair takes it late",
        help_text="It is printed on the decision record.",
        required=False,
        max_length=AgendaItem._meta.get_field("waiver").max_length,
        error_messages={"required": "Say why it is taken although it comes late"},
    )

    def __init__(self, data: Any = None, *, is_late: bool) -> None:
        super().__init__(data)
        self.fields["waiver"].required = is_late
