"""What people ask of the fund's pages, checked; nothing here saves."""

from typing import Any

from django import forms

from panel.agencies.models import Agency
from panel.pooledbudget.accounts import CHART
from panel.pooledbudget.models import FundYear


class LedgerFilter(forms.Form):
    """Which entries of the ledger to show."""

    about = forms.CharField(
        label="Request or paper",
        required=False,
        max_length=80,
        widget=forms.TextInput({"spellcheck": "false"}),
    )
    kind = forms.ChoiceField(
        label="Account",
        required=False,
        choices=[("", "Any account"), *((kind.value, of.name) for kind, of in CHART.items())],
    )
    agency = forms.ModelChoiceField(
        Agency.objects.none(), label="Agency", required=False, empty_label="Any agency"
    )

    def __init__(self, data: Any = None, *, fund_year: FundYear) -> None:
        super().__init__(data)
        field = self.fields["agency"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Agency.objects.filter(accounts__fund_year=fund_year).distinct()
