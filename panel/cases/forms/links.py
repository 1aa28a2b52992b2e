"""What people type to link a request with another, and to take that back."""

from django import forms

from panel.cases.document import LinkPart, UnlinkPart
from panel.cases.forms.parts import PartForm
from panel.cases.vocabulary import LinkKind


class LinkForm(PartForm):
    """Which other request this one belongs to, and how."""

    made: LinkPart

    relation = forms.ChoiceField(
        label="This request …",
        choices=LinkKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what this request has to do with the other"},
    )
    reference = forms.CharField(
        label="… the case with the reference",
        widget=forms.TextInput({"class": "govuk-input--width-20", "autocomplete": "off"}),
        error_messages={"required": "Enter the reference of the other case"},
    )

    kind = LinkPart

    def values(self) -> dict[str, str]:
        """Name the relation as the document does."""
        return {
            "kind": self.cleaned_data["relation"],
            "reference": self.cleaned_data["reference"],
        }


class UnlinkForm(PartForm):
    """Which link is taken back, and why."""

    made: UnlinkPart

    reference = forms.CharField(
        label="The other case’s reference",
        widget=forms.TextInput({"class": "govuk-input--width-20", "autocomplete": "off"}),
        error_messages={"required": "Enter the reference of the other case"},
    )
    reason = forms.CharField(
        label="Why is the link wrong?",
        help_text="Whoever may see both cases reads it. Do not use a child’s name.",
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say why the link is taken back"},
    )

    kind = UnlinkPart
