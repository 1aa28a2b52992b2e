"""What people look for."""

from django import forms

from panel.cases.stages import Stage
from panel.presentation.fields import PanelForm


class FindForm(PanelForm):
    """Words and a stage to narrow the list of cases by."""

    q = forms.CharField(label="Reference or initials", required=False, max_length=80)
    stage = forms.ChoiceField(label="Stage", choices=[("", "Any"), *Stage.choices], required=False)
