"""What people type of the agreement behind a fund, checked; nothing here saves."""

from collections.abc import Collection
from typing import Any

from django import forms

from panel.agencies.models import Agency, Person, Role
from panel.money import Pence
from panel.policies.schema.fund import Term
from panel.pooledbudget.agreements.queries import TERMS
from panel.pooledbudget.models import Fund
from panel.presentation.fields import DayField, PanelForm, PoundsField

CHOOSE = "Choose an agency"  # nobody's money is moved, nor word given, by a choice not made
ENDS_BEFORE = "It must end no earlier than it starts"


class AgencyForm(PanelForm):
    """Something said for an agency, by somebody who may speak for one or for several."""

    agency = forms.ModelChoiceField(
        Agency.objects.none(), label="For which agency?", empty_label=CHOOSE
    )

    def __init__(self, data: Any = None, *, agencies: Collection[Agency]) -> None:
        super().__init__(data)
        field = self.fields["agency"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Agency.objects.filter(pk__in=[agency.pk for agency in agencies])
        if len(agencies) == 1:
            field.initial, field.widget = next(iter(agencies)).pk, forms.HiddenInput()


class AgreementForm(PanelForm):
    """What the partners agree: the seven terms, how long, and who manages the fund."""

    starts_on = DayField(label="When does it begin?")
    ends_on = DayField(
        label="When does it end?", help_text="Leave it empty while it is open.", required=False
    )
    below_pence = PoundsField(
        label="How far may each pot be promised beyond what has come in?",
        help_text="Leave it empty if it may not at all.",
        required=False,
    )
    manager = forms.ModelChoiceField(
        Person.objects.none(), label="Who manages the fund?", empty_label=None
    )

    def __init__(self, data: Any = None, *, fund: Fund, before: dict[str, object]) -> None:
        super().__init__(data, initial=before)
        for term, label in TERMS.items():
            self.fields[term] = forms.CharField(
                label=label,
                required=False,
                max_length=20_000,
                widget=forms.Textarea({"rows": 3}),
            )
        field = self.fields["manager"]
        assert isinstance(field, forms.ModelChoiceField)
        managers = fund.panel.appointments.filter(role=Role.FUND_MANAGER)
        field.queryset = Person.objects.filter(pk__in=managers.values("person_id"))

    def clean_below_pence(self) -> Pence:
        """Return how far, 0 where nothing was typed."""
        return Pence(self.cleaned_data["below_pence"] or 0)

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the start."""
        typed = super().clean()
        starts_on, ends_on = typed.get("starts_on"), typed.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", ENDS_BEFORE)
        return typed

    @property
    def terms(self) -> dict[Term, str]:
        """The words of each term."""
        return {term: self.cleaned_data[term] for term in TERMS}


class AgreementConsentForm(AgencyForm):
    """A partner's consent to the agreement."""

    accepts_manager = forms.BooleanField(
        label="It accepts the fund manager whom the agreement names", required=False
    )


class LeavingForm(AgencyForm):
    """Notice to leave the fund."""

    reason = forms.CharField(
        label="Why does it leave?", max_length=2_000, widget=forms.Textarea({"rows": 3})
    )
