"""Who the request is for."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from stdnum.gb import nhs

from panel.agencies.models import Agency
from panel.cases.document import ChildPart, CommunicationPart, IdentityPart, StandingPart
from panel.cases.document.days import Tense
from panel.cases.forms.parts import PartForm
from panel.cases.models import Child
from panel.cases.vocabulary import LegalStatus, RequestKind
from panel.cases.vocabulary.telling import PlanStage, Sex
from panel.presentation.fields import DayField, PanelForm

CODE = {"class": "govuk-input--width-20", "autocomplete": "off", "spellcheck": "false"}
DIGITS = CODE | {"inputmode": "numeric"}


class IdentityForm(PartForm):
    """Who they are."""

    kind = IdentityPart
    made: IdentityPart

    given_name = forms.CharField(
        label="Given name", error_messages={"required": "Enter the child’s given name"}
    )
    family_name = forms.CharField(
        label="Family name", error_messages={"required": "Enter the child’s family name"}
    )
    known_as = forms.CharField(label="Known as", required=False)
    born_on = DayField(
        label="Date of birth",
        help_text="For example, 27 3 2013",
        error_messages={"required": "Enter the child’s date of birth"},
    )
    sex = forms.ChoiceField(label="Sex", choices=[("", "Choose"), *Sex.choices], required=False)
    nhs_number = forms.CharField(
        label="NHS number",
        help_text="10 digits, if you have it",
        required=False,
        widget=forms.TextInput(DIGITS),
    )
    upn = forms.CharField(
        label="Unique pupil number",
        help_text="A letter and 12 digits, if you have it",
        required=False,
        widget=forms.TextInput(CODE),
    )
    uln = forms.CharField(
        label="Unique learner number",
        help_text="10 digits, from age 14, if you have it",
        required=False,
        widget=forms.TextInput(DIGITS),
    )

    def __init__(self, *args: Any, on: date, **named: Any) -> None:
        super().__init__(*args, **named)
        self.on = on

    def clean_born_on(self) -> date:
        """Refuse a birth still to come, and whoever is too old for a child's plan."""
        born_on: date = self.cleaned_data["born_on"]
        if born_on > self.on:
            raise ValidationError("The date of birth must be in the past")
        if not Tense.OF_A_CHILD.allows(born_on, on=self.on):
            raise ValidationError(Tense.OF_A_CHILD.value.rstrip("."))
        return born_on


class CommunicationForm(PartForm):
    """How they make themselves understood."""

    kind = CommunicationPart
    made: CommunicationPart

    communication = forms.CharField(
        label="How they communicate",
        help_text="For example, signs and picture cards",
        required=False,
    )
    language = forms.CharField(label="Language at home", required=False)
    interpreter = forms.CharField(
        label="What interpreting is needed",
        help_text="For the child or the family. Leave empty if none is.",
        required=False,
    )


class StandingForm(PartForm):
    """School, plan and legal status."""

    kind = StandingPart
    made: StandingPart

    education_setting = forms.CharField(label="Where they learn now", required=False)
    year_group = forms.CharField(
        label="Year group",
        help_text="For example, Year 9",
        required=False,
        widget=forms.TextInput({"class": "govuk-input--width-10"}),
    )
    legal_status = forms.ChoiceField(label="Legal status", choices=LegalStatus.choices)
    plan_stage = forms.ChoiceField(
        label="Education, health and care plan",
        choices=[
            (stage.value, "Choose" if stage is PlanStage.UNKNOWN else stage.label)
            for stage in PlanStage
        ],
        required=False,
    )


class ChildForm(StandingForm, CommunicationForm, IdentityForm):
    """Who the request is for, and which agency makes it."""

    kind = ChildPart  # type: ignore[assignment]  # it is each of the three parts
    made: ChildPart
    field_order = ("referring_agency", "request_kind")

    referring_agency = forms.ModelChoiceField(
        Agency.objects.none(), to_field_name="code", empty_label=None, label="Referring agency"
    )
    request_kind = forms.ChoiceField(label="What is asked for", choices=RequestKind.choices)

    def __init__(
        self, data: Any = None, *, initial: Any = None, agencies: Iterable[int], on: date
    ) -> None:
        super().__init__(data, initial=initial, on=on)
        field = self.fields["referring_agency"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Agency.objects.filter(pk__in=agencies)

    def values(self) -> dict[str, Any]:
        """Leave out what belongs to the request and not to the child."""
        outside = {"referring_agency", "request_kind"}
        return {name: value for name, value in super().values().items() if name not in outside}


class RecordForm(PanelForm):
    """What finds the record of a child who is known already; both must fit."""

    nhs_number = forms.CharField(
        label="NHS number",
        widget=forms.TextInput(DIGITS),
        error_messages={"required": "Enter the child’s NHS number"},
    )
    born_on = DayField(
        label="Date of birth", error_messages={"required": "Enter the child’s date of birth"}
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, prefix="known")

    def clean_nhs_number(self) -> str:
        """Return the digits alone."""
        typed: str = self.cleaned_data["nhs_number"]
        if not nhs.is_valid(typed):
            raise ValidationError("This isn’t a valid NHS number: check its ten digits")
        return nhs.compact(typed)


def record_of(child: Child) -> dict[str, Any]:
    """Return what is recorded of a child, to fill the form."""
    return {name: getattr(child, name) for name in ChildForm.base_fields if hasattr(child, name)}
