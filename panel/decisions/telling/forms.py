"""What people type once an outcome was told."""

from django import forms

from panel.cases.forms.parts import PartForm
from panel.decisions.outcomes.document import ToldPart
from panel.presentation.fields import DayField


class ToldForm(PartForm):
    """That an outcome was told: on which day, and to whom."""

    kind = ToldPart
    made: ToldPart

    told_on = DayField(
        label="On which day was it told?",
        error_messages={"required": "Enter the day on which it was told"},
    )
    note = forms.CharField(
        label="Who was told?",
        help_text="And anything they said that the panel should know.",
        error_messages={"required": "Say who was told"},
    )
