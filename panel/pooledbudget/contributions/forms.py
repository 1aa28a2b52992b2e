"""What people type of agreed contributions, checked; nothing here saves."""

from typing import Any

from django import forms

from panel.agencies.models import Agency
from panel.money import Pence
from panel.policies.schema.fund import Fund as FundRules
from panel.pooledbudget.agreements.forms import AgencyForm
from panel.pooledbudget.contributions.presenters import COMPONENTS
from panel.pooledbudget.contributions.sources import COUNTED
from panel.pooledbudget.operations import Change, Components
from panel.presentation.fields import DayField, LinkedDay, PanelForm, PoundsField


class StatementFilter(PanelForm):
    """As of which day, and which instalments: those that a figure adds up. Asked by links."""

    on = LinkedDay()
    figure = forms.ChoiceField(choices=[(name, name) for name in COUNTED], required=False)
    agency = forms.SlugField(required=False)


class AgreedContributionForm(AgencyForm):
    """What an agency pays into a year, by the components that the panel's rules know."""

    def __init__(self, data: Any = None, *, agencies: list[Agency], rules: FundRules) -> None:
        super().__init__(data, agencies=agencies)
        charges = ("charges",) if rules.net_of_charges else ()
        self.components = (*rules.contribution_components, *charges)
        for name in self.components:
            self.fields[name] = PoundsField(label=COMPONENTS[name], required=False)

    @property
    def made(self) -> Components:
        """The components, nothing where nothing was typed."""
        typed = {f"{name}_pence": self.cleaned_data[name] or 0 for name in self.components}
        return Components(**{name: Pence(pence) for name, pence in typed.items()})


class ContributionChangeForm(AgreedContributionForm):
    """What an agency pays from a day on, and why it is another amount."""

    applies_from = DayField(label="From which day?")
    reason = forms.CharField(
        label="Why does it change?", max_length=2_000, widget=forms.Textarea({"rows": 3})
    )

    @property
    def change(self) -> Change:
        """From when, and why."""
        return Change(self.cleaned_data["applies_from"], self.cleaned_data["reason"])
