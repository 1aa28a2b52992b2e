"""The cost lines of an option: what each charges, when, and who pays."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms
from django.core.serializers.json import DjangoJSONEncoder

from panel.agencies.models import Agency
from panel.cases import document
from panel.cases.document import CostLinePart
from panel.cases.forms.parts import PLAIN, RowForms, limit
from panel.cases.models import CostLine, PlacementOption
from panel.cases.vocabulary import CostKind, CostUnit
from panel.cases.vocabulary.options import FundingSource, Vat
from panel.money import WHOLE, BasisPoints, Pence
from panel.presentation import formatting
from panel.presentation.fields import DayField, PanelForm, PoundsField
from panel.presentation.percent import PercentField

LINES_ASKED = 4
DEAREST = Pence(100_000_000_00)  # of one line: more is a slip of the finger
NARROW = {"class": "govuk-input--width-3"}

#: Asked under “More about this cost”, by the names that the document has for them.
MORE = (
    "weeks_per_year",
    "days_per_week",
    "starts_on",
    "ends_on",
    "uplift_basis_points",
    "uplift_from",
    "vat",
)
REWORKED = frozenset({"days_per_week", "uplift_basis_points"})
TYPED_AS = {"kind": "what", "rate_pence": "rate"}  # the document's name → the field's


class LineForm(PanelForm):
    """One cost line and what each agency pays of it; an empty line is none."""

    what = forms.ChoiceField(
        label="Cost of", choices=[("", "Choose"), *CostKind.choices], required=False
    )
    description = forms.CharField(label="Description", required=False)
    rate = PoundsField(label="Rate", required=False, most=DEAREST)
    unit = forms.ChoiceField(label="For", choices=CostUnit.choices, required=False)
    funding_source = forms.ChoiceField(
        label="Paid from", choices=[("", "Choose"), *FundingSource.choices], required=False
    )
    weeks_per_year = forms.IntegerField(
        label="Weeks a year, if not the option’s",
        required=False,
        min_value=1,
        max_value=52,
        widget=forms.NumberInput(NARROW),
    )
    days_per_week = forms.IntegerField(
        label="Days a week, of a daily rate",
        required=False,
        min_value=1,
        max_value=7,
        widget=forms.NumberInput(NARROW),
    )
    starts_on = DayField(label="First day, or the day of a one-off", required=False)
    ends_on = DayField(label="Last day", required=False)
    uplift_basis_points = PercentField(label="Uplift", required=False)
    uplift_from = DayField(label="Uplift from", required=False)
    vat = forms.ChoiceField(label="VAT", choices=Vat.choices, required=False)

    def __init__(self, *args: Any, agencies: Iterable[Agency] = (), **named: Any) -> None:
        super().__init__(*args, **named)
        limit(self.fields["description"], 160)
        self.agencies = {f"share_{agency.pk}": agency for agency in agencies}
        for name, agency in self.agencies.items():
            self.fields[name] = PercentField(label=f"{agency.name} pays", required=False)
        for field in self.fields.values():
            setattr(field, PLAIN, True)

    @property
    def share_fields(self) -> list[forms.BoundField]:
        """The boxes for what each agency pays."""
        return [self[name] for name in self.agencies]

    @property
    def money_fields(self) -> list[forms.BoundField]:
        """The boxes for what is paid."""
        return [self[name] for name in ("what", "description", "rate", "unit", "funding_source")]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """The boxes that most lines leave as they are."""
        return [self[name] for name in MORE]

    @property
    def says_more(self) -> bool:
        """Whether any of those boxes is filled or faulty, so that they are to be seen."""
        return any(
            self.errors.get(name) or self._is_filled(name) for name in MORE if name != "vat"
        )

    def _is_filled(self, name: str) -> bool:
        value = self[name].value()
        return any(value) if isinstance(value, list) else bool(value)  # a day is three boxes

    def clean(self) -> dict[str, Any]:
        """Ask for what a line that is begun still lacks."""
        typed = super().clean() or {}
        shares = [BasisPoints(typed[name]) for name in self.agencies if typed.get(name)]
        if not typed.get("what") and (shares or typed.get("description") or typed.get("rate")):
            self.add_error("what", "Choose what this is the cost of")
        if typed.get("what") and "rate" not in self.errors:
            self._ask_for_a_rate(typed.get("rate"))
        if shares and not self._misread() and sum(shares) != WHOLE:
            come_to = formatting.percent(BasisPoints(sum(shares)))
            first = next(iter(self.agencies))
            self.add_error(first, f"The shares come to {come_to}. Make them come to 100%")
        if typed.get("what") and not self.errors:
            self._make()
        return typed

    def _make(self) -> None:
        """Make the line; each of its faults is told at the field it points to."""
        try:
            document.parse(CostLinePart, json.dumps(self.typed(), cls=DjangoJSONEncoder))
        except document.Faulty as faulty:
            for fault in faulty.faults:
                name = fault.pointer.split("/")[1]
                self.add_error(TYPED_AS.get(name, name), fault.sentence)

    def _ask_for_a_rate(self, rate: Pence | None) -> None:
        if not rate:
            self.add_error("rate", "Enter the rate, of more than nothing, like 1,026.00")

    def _misread(self) -> bool:
        return any(name in self.errors for name in self.agencies)

    def typed(self) -> dict[str, Any]:
        """Return the line as the document writes it."""
        typed = self.cleaned_data
        return {
            "kind": typed["what"],
            "description": typed["description"],
            "rate_pence": typed["rate"],
            "unit": typed["unit"],
            "shares": {a.code: typed[name] for name, a in self.agencies.items() if typed[name]},
        } | {name: typed[name] for name in ("funding_source", *MORE) if typed.get(name)}


class LineForms(RowForms):
    """The cost lines of an option."""

    row_name = "Cost line"

    def typed(self) -> list[dict[str, Any]]:
        """Return the lines that aren't empty, as the document writes them."""
        return [form.typed() for form in self.forms if form.cleaned_data.get("what")]


def line_forms(data: Any, option: PlacementOption | None, agencies: Iterable[Agency]) -> LineForms:
    """Return the forms for an option's cost lines, filled with those there are."""
    made = forms.formset_factory(LineForm, formset=LineForms, extra=0)
    forms_of = made(
        data, initial=_lines_of(option), prefix="line", form_kwargs={"agencies": list(agencies)}
    )
    return cast("LineForms", forms_of)


def _lines_of(option: PlacementOption | None) -> list[Mapping[str, Any]]:
    """Return an option's cost lines and empty ones after them, to fill the forms."""
    lines = [_line_of(line) for line in option.cost_lines.all()] if option else []
    return [*lines, *[{} for _ in range(max(1, LINES_ASKED - len(lines)))]]


def _line_of(line: CostLine) -> dict[str, Any]:
    shares = {f"share_{share.agency_id}": share.basis_points for share in line.shares_in_force()}
    return {
        "what": line.kind,
        "description": line.description,
        "rate": line.rate_pence,
        "unit": line.unit,
        "funding_source": line.funding_source,
        "days_per_week": line.days_per_week if line.unit == CostUnit.DAY else None,
        "uplift_basis_points": line.uplift_basis_points or None,
        **{name: getattr(line, name) for name in MORE if name not in REWORKED},
    } | shares
