"""What people type to find, check and correct decision records."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files import File

from panel.cases.forms.parts import PartForm
from panel.decisions.models import Outcome
from panel.decisions.outcomes.document import CorrectionPart
from panel.presentation.fields import PanelForm

LARGEST_PDF = 20_000_000  # bytes
TOO_LARGE = "Choose a PDF of at most 20 MB"


class RegisterFilter(PanelForm):
    """Which records of the register to show."""

    q = forms.CharField(label="Reference or provider", required=False, max_length=80)
    outcome = forms.ChoiceField(
        label="Outcome", required=False, choices=[("", "All outcomes"), *Outcome.choices]
    )


class VerifyForm(PanelForm):
    """A file to be checked against the register; it is never kept."""

    file = forms.FileField(
        label="Choose a PDF",
        help_text="At most 20 MB. It is checked in memory and not kept.",
        widget=forms.FileInput({"accept": "application/pdf"}),
        error_messages={
            "required": TOO_LARGE,  # one that is far too large isn't even kept in memory
            "empty": "The file is empty. Choose another",
        },
    )

    def clean_file(self) -> "File[bytes]":
        """Refuse a file larger than any record."""
        file: File[bytes] = self.cleaned_data["file"]
        if file.size > LARGEST_PDF:
            raise ValidationError(TOO_LARGE)
        return file


class CorrectForm(PartForm):
    """Why a decision record is replaced."""

    reason = forms.CharField(
        label="What was wrong, and what is right?",
        help_text="A sentence or two, printed on the new record. Leave out the child’s name. The "
        "new record says what the case says now; the one it replaces stays in the register.",
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Say what was wrong"},
    )

    kind = CorrectionPart
    made: CorrectionPart
