"""What people type of a virement, checked; nothing here saves."""

from collections.abc import Collection, Iterable
from typing import Any

from django import forms

from panel.agencies.models import Agency
from panel.pooledbudget.agreements.forms import CHOOSE
from panel.pooledbudget.models import FundYear, Route
from panel.pooledbudget.operations import VirementTerms
from panel.pooledbudget.virements.queries import Sources
from panel.presentation.fields import PanelForm, PoundsField, offer


class VirementForm(PanelForm):
    """From where to where money is to move, how much, and why."""

    route = forms.TypedChoiceField(
        label="Which way does it go?",
        choices=Route.choices,
        coerce=Route,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose which way it goes"},
    )
    from_agency = forms.ModelChoiceField(
        Agency.objects.none(),
        label="From whose pot?",
        help_text="Only between agencies’ pots.",
        required=False,
        empty_label="Nobody’s in particular",
    )
    to_agency = forms.ModelChoiceField(
        Agency.objects.none(),
        label="For which agency?",
        help_text="Out of the fund, the one whose money leaves.",
        empty_label=CHOOSE,
    )
    to_year = forms.TypedChoiceField(
        label="Into which fund?",
        help_text="Only out of the fund.",
        required=False,
        coerce=int,
        empty_value=None,
    )
    amount_pence = PoundsField(label="How much?")
    reason = forms.CharField(label="Why?", max_length=2_000, widget=forms.Textarea({"rows": 3}))

    def __init__(
        self,
        data: Any = None,
        *,
        agencies: Collection[Agency],
        sources: Sources,
        others: Iterable[FundYear],
    ) -> None:
        super().__init__(data)
        offer(self, "route", [(route.value, route.label) for route in sources.routes])
        if len(sources.routes) == 1:
            self.fields["route"].initial = sources.routes[0].value
        of = {"from_agency": sources.pots, "to_agency": {agency.pk for agency in agencies}}
        for name, ids in of.items():
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = Agency.objects.filter(pk__in=ids)
        offer(self, "to_year", [("", "None"), *((str(year.pk), str(year)) for year in others)])
        for route, name in ((Route.POTS, "from_agency"), (Route.OUT, "to_year")):
            if route not in sources.routes:
                del self.fields[name]
            elif len(sources.routes) == 1:
                self.fields[name].required, self.fields[name].help_text = True, ""

    @property
    def made(self) -> VirementTerms:
        """What is to move; out of a fund, an agency's money stays its own."""
        typed = self.cleaned_data
        leaving = typed["to_agency"] if typed["route"] is Route.OUT else typed.get("from_agency")
        is_drawn = typed["route"] is Route.RESERVE
        return VirementTerms(
            route=typed["route"],
            to_agency_id=typed["to_agency"].pk,
            pence=typed["amount_pence"],
            reason=typed["reason"],
            from_agency_id=leaving.pk if leaving and not is_drawn else None,
            to_year_id=typed["to_year"] if typed["route"] is Route.OUT else None,
        )
