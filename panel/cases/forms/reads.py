"""What auditors narrow the log of reads by."""

from django import forms

from panel.presentation.fields import PanelForm


class ReadsFilter(PanelForm):
    """Who read, what of, and since when."""

    by = forms.CharField(label="Who (name or address)", required=False, max_length=120)
    subject = forms.CharField(label="Reference", required=False, max_length=80)
    since = forms.DateField(
        label="Since",
        required=False,
        input_formats=["%d %m %Y", "%d/%m/%Y", "%Y-%m-%d"],
        error_messages={"invalid": "Enter a date, like 31 3 2026"},
    )
