"""What whoever signs a report off adds to it."""

from typing import Any

from django import forms

from panel.presentation.fields import PanelForm
from panel.reports.document import MOST_WORDS
from panel.reports.kinds import Kind


class SignOffForm(PanelForm):
    """The words beside the figures: asked for where the law asks that they be explained."""

    commentary = forms.CharField(
        label="What lies behind the figures",
        help_text="Why they vary, the risks, and what is done about them. Name no child.",
        max_length=MOST_WORDS,
        widget=forms.Textarea({"rows": 6}),
    )

    def __init__(self, data: Any = None, *, kind: Kind) -> None:
        super().__init__(data)
        self.fields["commentary"].required = kind.needs_commentary
