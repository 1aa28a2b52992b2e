"""What people ask of the ledger, checked; nothing here saves."""

from typing import Any

from django import forms

from panel.agencies.models import Agency
from panel.pooledbudget.accounts import CHART, AccountGroup, AccountKind, Verb
from panel.pooledbudget.extracts.extract import Extract, Measure
from panel.pooledbudget.extracts.presenters import GROUP_NAMES
from panel.pooledbudget.models import FundYear
from panel.presentation.fields import LinkedDay, PanelForm

ACCOUNTS = (
    ("", "Any account"),
    *((kind.value, of.name) for kind, of in CHART.items()),
    ("Several together", [(group.value, name) for group, name in GROUP_NAMES.items()]),
)


class LedgerFilter(PanelForm):
    """Which entries of the ledger to show, found at `made`.

    What isn't asked here came with a figure that was followed to its entries.
    """

    year = forms.IntegerField(required=False, widget=forms.HiddenInput())
    about = forms.CharField(
        label="Request or paper",
        required=False,
        max_length=80,
        widget=forms.TextInput({"spellcheck": "false"}),
    )
    kind = forms.ChoiceField(label="Account", required=False, choices=ACCOUNTS)
    agency = forms.ModelChoiceField(
        Agency.objects.none(), label="Agency", required=False, empty_label="Any agency"
    )
    verb = forms.TypedChoiceField(
        label="What happened",
        required=False,
        choices=[("", "Anything"), *((verb.value, verb.capitalize()) for verb in Verb)],
        coerce=Verb,
        empty_value=None,
    )
    number = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput())
    first = LinkedDay()
    last = LinkedDay()
    by = forms.DateTimeField(required=False, widget=forms.HiddenInput())
    gross = forms.BooleanField(required=False, widget=forms.HiddenInput())
    measure = forms.TypedChoiceField(
        required=False,
        choices=[(measure.value, measure.value) for measure in Measure],
        coerce=Measure,
        empty_value=Measure.GREW,
        widget=forms.HiddenInput(),
    )
    back = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(self, data: Any = None, *, fund_year: FundYear) -> None:
        super().__init__(data)
        self.fund_year = fund_year
        self.fields["year"].initial = fund_year.pk
        field = self.fields["agency"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Agency.objects.filter(accounts__fund_year=fund_year).distinct()

    @property
    def made(self) -> Extract:
        """The part of the ledger that is asked for; all of it where that can't be read."""
        if not self.is_valid():
            return Extract(year=self.fund_year.pk)
        asked = self.cleaned_data | {"year": self.fund_year.pk}
        agency, kind, _ = asked.pop("agency"), asked.pop("kind"), asked.pop("back")
        return Extract(
            agency=agency.pk if agency else None,
            kind=_kind(kind) if kind else None,
            is_gross=asked.pop("gross"),
            **asked,
        )


def _kind(asked: str) -> AccountKind | AccountGroup:
    return AccountGroup(asked) if asked in GROUP_NAMES else AccountKind(asked)
