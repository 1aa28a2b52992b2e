"""What a lead types who consents to going over the fund's money."""

from django import forms

from panel.presentation.fields import PanelForm


class OverspendForm(PanelForm):
    """Why an agency consents to going over the fund's money."""

    prefix = "over"  # the page has another box for a reason

    reason = forms.CharField(
        label="Why does your agency consent?",
        max_length=2_000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say why your agency consents"},
    )
