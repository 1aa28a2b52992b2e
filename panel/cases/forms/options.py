"""One placement weighed: how it fits, and what it costs."""

from collections.abc import Iterable
from typing import Any

from django import forms

from panel.cases.directory import queries as directory
from panel.cases.document import MissingProvisionPart, OptionPart
from panel.cases.forms.costs import NARROW, LineForms
from panel.cases.forms.parts import FormWithRows, PartForm, limit
from panel.cases.models import Need, PlacementOption
from panel.cases.vocabulary import NeedCode, Setting, Suitability
from panel.cases.vocabulary.options import HomeRegistration, PlacementGroup, Rating, Vacancy
from panel.presentation.fields import DayField

MISSING = tuple(f"missing_{name}" for name in MissingProvisionPart.model_fields)
FIT = "fit_"  # before the code of the need, in the name of a field


def choice(label: str, choices: Any, help_text: str = "") -> forms.ChoiceField:
    """Return a list to choose from that may be left alone."""
    listed = [("", "Choose"), *choices]
    return forms.ChoiceField(label=label, choices=listed, help_text=help_text, required=False)


class OptionForm(FormWithRows, PartForm):
    """How one placement would meet the child's needs."""

    kind = OptionPart
    made: OptionPart

    provider = forms.CharField(
        label="Provider",
        help_text="The school, home or service, by the name that it goes by",
        error_messages={"required": "Enter who would provide it"},
    )
    provider_number = forms.CharField(
        label="Its number in the directory",
        help_text="URN, SC-URN or ODS code; the directory then supplies the rating",
        required=False,
        widget=forms.TextInput({"class": "govuk-input--width-10"}),
    )
    placement_group = choice("Sort of provider", PlacementGroup.choices)
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
    rating = choice("What inspectors found", Rating.choices)
    rated_on = DayField(label="Inspected on", required=False)
    inspection = forms.CharField(
        label="More about the inspection",
        help_text="For example, safeguarding met",
        required=False,
    )
    home_registration = choice(
        "Registration as a children’s home",
        HomeRegistration.choices,
        "Needed if children live there for 295 days a year or more",
    )
    vacancy_asked_on = DayField(label="Asked for a place on", required=False)
    vacancy = choice("What it answered", Vacancy.choices)
    vacancy_answer = forms.CharField(label="In its words", required=False)
    missing_group = choice("Sort of place that is missing", PlacementGroup.choices)
    missing_need = choice("For which need", NeedCode.choices)
    missing_area = forms.CharField(
        label="In which area",
        help_text="A district or town",
        required=False,
        widget=forms.TextInput({"class": "govuk-input--width-20"}),
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

    def __init__(
        self,
        data: Any = None,
        *,
        initial: Any = None,
        lines: LineForms,
        needs: Iterable[Need] = (),
    ) -> None:
        super().__init__(data, initial=initial)
        self.rows: LineForms = lines
        self.needs = list(needs)
        limit(self.fields["missing_area"], 60)
        for need in self.needs:
            self._ask_about(need)

    def _ask_about(self, need: Need) -> None:
        name = f"{FIT}{need.code}"
        self.fields[name] = choice(need.get_code_display(), Suitability.choices)
        self.fields[f"{name}_reason"] = forms.CharField(label="In what way", required=False)
        limit(self.fields[f"{name}_reason"], 300)

    @property
    def fit_fields(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """For each need the boxes for how far, and in what way, the option meets it."""
        names = [f"{FIT}{need.code}" for need in self.needs]
        return [(self[name], self[f"{name}_reason"]) for name in names]

    def clean_provider_number(self) -> str:
        """Refuse a number that the directory doesn't hold."""
        number: str = self.cleaned_data["provider_number"].upper()
        if number and directory.listed(number) is None:
            raise forms.ValidationError("The directory holds no provider of this number")
        return number

    def clean(self) -> dict[str, Any]:
        """Ask for what is begun and not finished."""
        typed = self.cleaned_data
        if any(typed.get(name) for name in MISSING):
            for name in MISSING:
                if not typed.get(name) and name not in self.errors:
                    self.add_error(name, f"“{self.fields[name].label}” needs an answer too")
        for need in self.needs:
            name = f"{FIT}{need.code}"
            if typed.get(f"{name}_reason") and not typed.get(name):
                self.add_error(name, f"Say how far it meets the need “{self.fields[name].label}”")
        return super().clean()

    def values(self) -> dict[str, Any]:
        """Put together what the document holds as parts of their own."""
        typed = super().values()
        plain = {
            name: value for name, value in typed.items() if not name.startswith((FIT, "missing_"))
        }
        if typed.get("missing_group"):
            plain["missing"] = {name.removeprefix("missing_"): typed[name] for name in MISSING}
        judged = [need for need in self.needs if typed.get(f"{FIT}{need.code}")]
        fits = [self._fit(need, typed) for need in judged]
        return plain | {"fits": fits, "cost_lines": self.rows.typed()}

    def _fit(self, need: Need, typed: dict[str, Any]) -> dict[str, Any]:
        name = f"{FIT}{need.code}"
        return {"need": need.code, "fit": typed[name], "reason": typed.get(f"{name}_reason", "")}

    def field_at(self, pointer: str) -> str | None:
        """Tell a fault of the dates together at the last day, and one of a part at its box."""
        if pointer.startswith("/missing"):
            return f"missing_{(pointer + '/group').split('/')[2]}"
        return super().field_at(pointer or "/ends_on")


def option_of(option: PlacementOption) -> dict[str, Any]:
    """Return an option's values, to fill its form."""
    plain = set(OptionPart.model_fields) - {"cost_lines", "fits", "missing", "provider_number"}
    values = {name: getattr(option, name) for name in (*plain, *MISSING)}
    listed = option.listed_as
    fits = {f"{FIT}{fit.need}": fit.fit for fit in option.fits.all()}
    reasons = {f"{FIT}{fit.need}_reason": fit.reason for fit in option.fits.all()}
    return values | fits | reasons | {"provider_number": listed.number if listed else ""}
