"""What people look for in the directory of providers, and enter in it."""

from typing import Any

from django import forms

from panel.cases.directory import establishments
from panel.cases.directory.establishments import Reading
from panel.cases.document import ProviderPart
from panel.cases.forms.parts import PartForm
from panel.cases.vocabulary.options import Inspectorate, PlacementGroup, Rating
from panel.presentation.fields import DayField, PanelForm
from panel.sheets import NotTheSheet

LARGEST = 120  # megabytes: twice what the whole list takes


class DirectoryFilter(PanelForm):
    """Words and a sort to narrow the directory by."""

    q = forms.CharField(label="Name, number or place", required=False, max_length=80)
    placement_group = forms.ChoiceField(
        label="Sort of provider", choices=[("", "Any"), *PlacementGroup.choices], required=False
    )
    closed = forms.BooleanField(label="Closed ones too", required=False)


class CapitalsField(forms.CharField):
    """A code whose letters are capitals, however they are typed."""

    def to_python(self, value: Any) -> str:
        """Write it in capitals."""
        return str(super().to_python(value)).upper()


class ProviderForm(PartForm):
    """One provider: what the national list doesn't hold is entered by hand."""

    kind = ProviderPart
    made: ProviderPart

    name = forms.CharField(
        label="Name", error_messages={"required": "Enter the name that it goes by"}
    )
    placement_group = forms.ChoiceField(label="Sort of provider", choices=PlacementGroup.choices)
    urn = forms.CharField(
        label="URN", help_text="Six digits, for a school or college", required=False
    )
    social_care_urn = CapitalsField(
        label="SC-URN", help_text="For a children’s home, such as SC123456", required=False
    )
    ods_code = CapitalsField(label="ODS code", help_text="For an NHS service", required=False)
    ukprn = forms.CharField(label="UKPRN", required=False)
    authority = forms.CharField(label="Local authority", required=False)
    postcode = forms.CharField(label="Postcode", required=False)
    inspectorate = forms.ChoiceField(label="Inspected by", choices=Inspectorate.choices)
    rating = forms.ChoiceField(
        label="What inspectors found", choices=[("", "Choose"), *Rating.choices], required=False
    )
    rated_on = DayField(label="Inspected on", required=False)
    is_open = forms.BooleanField(label="It is open", required=False, initial=True)


class ImportForm(PanelForm):
    """The national list's file; `reading` is what it holds."""

    reading: Reading

    file = forms.FileField(
        label="The national list’s CSV",
        help_text="“All establishment data”, as it is published",
        error_messages={"required": "Choose the national list’s CSV"},
    )

    def clean(self) -> dict[str, Any]:
        """Read the file; one that isn't the national list's is refused whole."""
        typed = super().clean() or {}
        if file := typed.get("file"):
            self._read(file)
        return typed

    def _read(self, file: Any) -> None:
        if file.size > LARGEST * 2**20:
            self.add_error("file", f"The file must be smaller than {LARGEST} MB")
            return
        try:
            self.reading = establishments.read(file.read())
        except NotTheSheet as refused:
            self.add_error("file", str(refused))
