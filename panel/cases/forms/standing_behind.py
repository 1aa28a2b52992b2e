"""What comes after a request, which papers go with it, and who stands behind it."""

from collections.abc import Iterable
from typing import Any

from django import forms

from panel.cases.document import DeclarationPart, PlansPart
from panel.cases.forms.parts import PartForm
from panel.cases.papers import required as required_papers
from panel.cases.vocabulary.telling import Attachment, Grade
from panel.presentation.fields import DayField, offer

ASKED_FOR = "this panel asks for it"


class PlansForm(PartForm):
    """What comes after."""

    kind = PlansPart
    made: PlansPart

    review_plan = forms.CharField(
        label="How the placement will be reviewed",
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    return_plan = forms.CharField(
        label="How the child comes back to the area",
        help_text="For a placement outside it",
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    transition_plan = forms.CharField(
        label="What comes next in their life",
        help_text="The next school, or adult services",
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    if_delayed = forms.CharField(
        label="What follows if this is late or declined",
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    split_reason = forms.CharField(
        label="Why the cost should be shared as the options say",
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


class DeclarationForm(PartForm):
    """Which documents go with it, and the sign-off."""

    kind = DeclarationPart
    needed_to_send = ("signed_off_name", "signed_off_grade", "signed_off_on")
    made: DeclarationPart

    attached = forms.MultipleChoiceField(
        label="Which documents go with it?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    is_declared = forms.BooleanField(
        label="This is true as far as we know, and the family knows what is shared, and why",
        required=False,
    )
    signed_off_name = forms.CharField(label="Signed off by", required=False)
    signed_off_grade = forms.ChoiceField(
        label="Their grade", choices=[("", "Choose"), *Grade.choices], required=False
    )
    signed_off_on = DayField(label="On", required=False)

    def __init__(self, *args: Any, asked: Iterable[str], **named: Any) -> None:
        super().__init__(*args, **named)
        needed = {name: f"{required_papers.label(name)} ({ASKED_FOR})" for name in asked}
        choices = needed | {v: label for v, label in Attachment.choices if v not in needed}
        offer(self, "attached", choices.items())

    def field_at(self, pointer: str) -> str | None:
        """Tell a fault of the whole, a sign-off that isn't whole, at its name."""
        return super().field_at(pointer) or "signed_off_name"
