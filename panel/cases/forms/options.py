"""One placement weighed: how it fits, and what it costs."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms

from panel.agencies.models import Agency
from panel.cases.document import OptionPart
from panel.cases.forms.parts import FormWithRows, PartForm, RowForms, limit
from panel.cases.models import CostLine, PlacementOption
from panel.cases.vocabulary import CostKind, CostUnit, Setting, Suitability
from panel.money import WHOLE, BasisPoints, Pence
from panel.presentation import formatting
from panel.presentation.fields import DayField, PanelForm, PoundsField
from panel.presentation.percent import PercentField

LINES_ASKED = 4
DEAREST = Pence(100_000_000_00)  # of one line: more is a slip of the finger
PLAIN = "is_plainly_optional"  # the heading of the lines says it for all of them
NARROW = {"class": "govuk-input--width-3"}


class OptionForm(FormWithRows, PartForm):
    """How one placement would meet the child's needs."""

    kind = OptionPart
    made: OptionPart

    provider = forms.CharField(
        label="Provider",
        help_text="The school, home or service, by the name that it goes by",
        error_messages={"required": "Enter who would provide it"},
    )
    setting = forms.ChoiceField(label="Kind of placement", choices=Setting.choices)
    is_local = forms.BooleanField(label="It is in the county", required=False)
    suitability = forms.ChoiceField(
        label="Does it meet the child’s needs?",
        choices=Suitability.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it meets the child’s needs"},
    )
    suitability_reason = forms.CharField(
        label="Why it does or doesn’t", required=False, widget=forms.Textarea({"rows": 3})
    )
    inspection = forms.CharField(
        label="Latest inspection", help_text="For example, Good, May 2026", required=False
    )
    miles = forms.IntegerField(
        label="Miles from home", required=False, min_value=0, widget=forms.NumberInput(NARROW)
    )
    travel_minutes = forms.IntegerField(
        label="Minutes of travel, each way",
        required=False,
        min_value=0,
        widget=forms.NumberInput(NARROW),
    )
    weeks_per_year = forms.IntegerField(
        label="Weeks a year",
        initial=52,
        min_value=1,
        max_value=52,
        widget=forms.NumberInput(NARROW),
        error_messages={"required": "Enter how many weeks a year, from 1 to 52"},
    )
    starts_on = DayField(label="First day", help_text="The first that is paid for", required=False)
    ends_on = DayField(label="Last day", help_text="The last that is paid for", required=False)
    is_recommended = forms.BooleanField(label="We recommend this option", required=False)
    why_not = forms.CharField(
        label="If it isn’t recommended, why not",
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, data: Any = None, *, initial: Any = None, lines: "LineForms") -> None:
        super().__init__(data, initial=initial)
        self.rows: LineForms = lines

    def values(self) -> dict[str, Any]:
        """Add the cost lines."""
        return super().values() | {"cost_lines": self.rows.typed()}

    def field_at(self, pointer: str) -> str | None:
        """Tell a fault of the dates together at the last day."""
        return super().field_at(pointer or "/ends_on")


class LineForm(PanelForm):
    """One cost line and what each agency pays of it; an empty line is none."""

    what = forms.ChoiceField(
        label="Cost of", choices=[("", "Choose"), *CostKind.choices], required=False
    )
    description = forms.CharField(label="Description", required=False)
    rate = PoundsField(label="Rate", required=False)
    unit = forms.ChoiceField(label="For", choices=CostUnit.choices, required=False)

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
        return [self[name] for name in ("what", "description", "rate", "unit")]

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
        return typed

    def _ask_for_a_rate(self, rate: Pence | None) -> None:
        if rate is None or rate <= 0:
            self.add_error("rate", "Enter the rate, of more than nothing, like 1,026.00")
        elif rate > DEAREST:
            self.add_error("rate", "The rate must be £100,000,000 or less")

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
        }


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


def option_of(option: PlacementOption) -> dict[str, Any]:
    """Return an option's values, to fill its form."""
    return {
        name: getattr(option, name) for name in OptionPart.model_fields if name != "cost_lines"
    }


def _lines_of(option: PlacementOption | None) -> list[Mapping[str, Any]]:
    """Return an option's cost lines and empty ones after them, to fill the forms."""
    lines = [_line_of(line) for line in option.cost_lines.all()] if option else []
    return [*lines, *[{} for _ in range(max(1, LINES_ASKED - len(lines)))]]


def _line_of(line: CostLine) -> dict[str, Any]:
    shares = {f"share_{share.agency_id}": share.basis_points for share in line.shares.all()}
    return {
        "what": line.kind,
        "description": line.description,
        "rate": line.rate_pence,
        "unit": line.unit,
    } | shares
