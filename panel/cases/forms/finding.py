"""What people look for."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from panel.cases.children import Likeness
from panel.cases.stages import Stage
from panel.presentation import formatting
from panel.presentation.fields import PanelForm

ANOTHER = "another"


class FindForm(PanelForm):
    """Words and a stage to narrow the list of cases by."""

    q = forms.CharField(label="Reference or initials", required=False, max_length=80)
    stage = forms.ChoiceField(label="Stage", choices=[("", "Any"), *Stage.choices], required=False)


class SameChildForm(PanelForm):
    """Whether the child told of is one on record. Nothing is joined without an answer."""

    same_as = forms.ChoiceField(
        label="Is this the same child?",
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether this is the same child"},
    )

    def __init__(self, data: Any, likenesses: Sequence[Likeness]) -> None:
        super().__init__(data if data and "same_as" in data else None)
        self.likenesses = likenesses
        known = [(str(likeness.child.pk), _words(likeness)) for likeness in likenesses]
        field = self.fields["same_as"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*known, (ANOTHER, "No, this is another child")]

    def clean_same_as(self) -> int | None:
        """
        Return the id of the record chosen; None for another child.

        A number belongs to one child alone, so another child can't have it.
        """
        chosen: str = self.cleaned_data["same_as"]
        if chosen != ANOTHER:
            return int(chosen)
        if any(likeness.is_by_number for likeness in self.likenesses):
            raise ValidationError("A number below is recorded for somebody else: check it")
        return None


def _words(likeness: Likeness) -> str:
    child = likeness.child
    born = formatting.day(child.born_on)
    return f"Yes: {child.initials}, born {born}. The same {formatting.listed([*likeness.shared])}."
