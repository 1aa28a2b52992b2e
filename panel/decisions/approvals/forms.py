"""What a lead types who doesn't agree to their agency's share."""

from django import forms

from panel.presentation.fields import PanelForm


class RefuseForm(PanelForm):
    """Why an agency doesn't agree to its share."""

    reason = forms.CharField(
        label="Why doesn’t your agency agree to its share?",
        help_text="The need that the panel found stands. What is left open is who pays.",
        max_length=20_000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say why your agency doesn’t agree"},
    )
