"""What people say of a plan against a variance, checked; nothing here saves."""

from datetime import date
from typing import Any

from django import forms

from panel.agencies.models import Person
from panel.pooledbudget.models import ActionPlan, FundYear, VarianceAlert
from panel.pooledbudget.variances import queries as variances
from panel.presentation.fields import PanelForm, offer

LONGEST = 4_000  # characters
WHOLE = "whole"  # no agency’s code: the whole fund’s variance


def _text(label: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, max_length=LONGEST, widget=forms.Textarea({"rows": 6})
    )


class PlanForm(PanelForm):
    """What is to be done against whose variance, and by whom."""

    against = forms.ChoiceField(label="Against whose variance?")
    owner = forms.ModelChoiceField(
        Person.objects.none(), label="Who answers for it?", empty_label=None
    )
    actions = _text("What is to be done?", "With options and what each would save. Name no child.")

    def __init__(self, data: Any = None, *, fund_year: FundYear, on: date) -> None:
        super().__init__(data)
        alerts = {_value(alert): alert for alert in variances.standing(fund_year)}
        self.agency_ids = {value: alert.agency_id for value, alert in alerts.items()}
        choices = [(value, str(alert.agency or "Whole fund")) for value, alert in alerts.items()]
        offer(self, "against", choices)
        owner = self.fields["owner"]
        assert isinstance(owner, forms.ModelChoiceField)
        owner.queryset = variances.owners(fund_year, on=on)


def _value(alert: VarianceAlert) -> str:
    return alert.agency.code if alert.agency else WHOLE


class ProgressForm(PanelForm):
    """How a plan goes."""

    said = _text("How does it go?", "It stands as you write it. Name no child.")


class PlanEndForm(PanelForm):
    """What came of a plan."""

    outcome = forms.CharField(
        label="What came of it?", max_length=ActionPlan._meta.get_field("outcome").max_length
    )
