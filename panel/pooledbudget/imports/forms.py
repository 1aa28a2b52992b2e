"""What people ask of an import, checked; nothing here saves."""

from typing import Any

from django import forms

from panel.pooledbudget.models.imports import ImportKind
from panel.presentation.fields import PanelForm

LARGEST = 10  # megabytes: twenty thousand rows take three


class ImportForm(PanelForm):
    """A file of invoices or receipts."""

    kind = forms.TypedChoiceField(
        label="What does the file list?",
        choices=ImportKind.choices,
        coerce=ImportKind,
        widget=forms.RadioSelect,
    )
    file = forms.FileField(
        label="The file, as CSV",
        error_messages={"required": "Choose the file"},
    )

    def clean_file(self) -> Any:
        """Refuse a file that is too large to be one."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST * 2**20:
            raise forms.ValidationError(f"The file must be smaller than {LARGEST} MB")
        return file
