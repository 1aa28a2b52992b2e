"""What people ask of recharges on the fund's pages, checked; nothing here saves."""

from typing import Any

from django import forms

from panel.agencies.models import Agency
from panel.money import Pence
from panel.pooledbudget.agreements.forms import CHOOSE
from panel.pooledbudget.models import FundYear
from panel.pooledbudget.recharges.asked import BANDS, Asked
from panel.pooledbudget.recharges.document import RechargePart
from panel.pooledbudget.stages import RechargeStage
from panel.presentation.fields import DayField, LinkedDay, PanelForm, PoundsField


class RechargeFilter(PanelForm):
    """Which recharges to list. What isn't asked here came with a figure that they add up to."""

    stage = forms.ChoiceField(
        label="Where it stands", choices=[("", "Anywhere"), *RechargeStage.choices], required=False
    )
    year = forms.IntegerField(required=False, widget=forms.HiddenInput())
    agency = forms.SlugField(required=False, widget=forms.HiddenInput())
    owed = LinkedDay()
    late = forms.ChoiceField(
        choices=[(name, name) for name, _, _ in BANDS], required=False, widget=forms.HiddenInput()
    )
    on = LinkedDay()

    @property
    def made(self) -> Asked:
        """What is asked for; all of them where that can't be read."""
        return Asked(**self.cleaned_data) if self.is_valid() else Asked()


class RechargeForm(PanelForm):
    """What an agency is asked to pay back, found at `made`."""

    agency = forms.ModelChoiceField(
        Agency.objects.none(), label="Which agency shall pay it back?", empty_label=CHOOSE
    )
    about = forms.CharField(
        label="Which request was it paid for?",
        help_text="Its reference, as in JRAP-2026-00042.",
        max_length=80,
        widget=forms.TextInput({"spellcheck": "false"}),
    )
    amount_pence = PoundsField(label="Amount")
    issued_on = DayField(label="When is it issued?")
    due_on = DayField(label="When is it due?")
    reason = forms.CharField(
        label="What is it for?",
        help_text="The agency and the auditor read it. Name no child.",
        max_length=100,
    )

    def __init__(self, data: Any = None, *, fund_year: FundYear) -> None:
        super().__init__(data)
        field = self.fields["agency"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Agency.objects.filter(accounts__fund_year=fund_year).distinct()

    @property
    def made(self) -> RechargePart:
        """The recharge, once the form is valid."""
        return RechargePart(**self.cleaned_data | {"agency": self.cleaned_data["agency"].code})

    def clean_amount_pence(self) -> Pence:
        """Refuse a recharge of nothing."""
        pence: Pence = self.cleaned_data["amount_pence"]
        if not pence:
            raise forms.ValidationError("The amount must be more than £0.00")
        return pence


class RecoveredForm(PanelForm):
    """When an agency paid a recharge back."""

    recovered_on = DayField(label="When was it paid back?")
