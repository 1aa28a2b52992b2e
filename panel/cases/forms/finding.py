"""What people look for."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from panel.cases.children.queries import Likeness
from panel.cases.stages import Stage
from panel.presentation import formatting
from panel.presentation.fields import PanelForm

ANOTHER, UNPROVEN = "another", "unproven"


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
        was_asked = data and {"same_as", "same_asked"} & data.keys()
        super().__init__(data if was_asked else None)
        self.likenesses = likenesses
        known = [
            (str(each.child.pk), _words(each)) if each.is_proven else (UNPROVEN, "Yes, it may be")
            for each in likenesses
        ]
        field = self.fields["same_as"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*dict(known).items(), (ANOTHER, "No, this is another child")]

    @property
    def answer(self) -> dict[str, Any]:
        """What was said, by the names that `operations.start` gives it; nothing if not asked."""
        if not self.likenesses:
            return {}
        chosen = self.cleaned_data["same_as"]
        return {"same_as": chosen, "is_another": chosen is None}

    def clean_same_as(self) -> int | None:
        """
        Return the id of the record chosen; None for another child.

        A name and a day are no proof: a record opens to a number that it holds as well.
        """
        chosen: str = self.cleaned_data["same_as"]
        if chosen == UNPROVEN:
            raise ValidationError(
                "Enter a number that the child is recorded under, or ask the panel’s coordinator"
            )
        if chosen == ANOTHER and any(likeness.numbers for likeness in self.likenesses):
            raise ValidationError("A number below is this child’s: check it")
        return None if chosen == ANOTHER else int(chosen)


def _words(likeness: Likeness) -> str:
    child = likeness.child
    born = formatting.day(child.born_on)
    shared = formatting.listed([*likeness.numbers, "date of birth", "a name like it"])
    return f"Yes: {child.initials}, born {born}. The same {shared}."
