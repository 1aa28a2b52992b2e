"""What was done before a request, what comes after it, and who stands behind it."""

from django import forms

from panel.cases.document import DeclarationPart, PlansPart, PreparationPart
from panel.cases.forms.parts import PartForm
from panel.cases.telling_vocabulary import Advocacy, Attachment, Grade
from panel.presentation.fields import DayField


class PreparationForm(PartForm):
    """What was done before."""

    kind = PreparationPart
    made: PreparationPart

    agencies_met_on = DayField(
        label="When did the agencies meet about the child?",
        help_text="The multi-agency meeting that led to this request",
        required=False,
    )
    has_health_need = forms.BooleanField(label="A need may be for health to meet", required=False)
    health_told_on = DayField(label="When was health told of that need?", required=False)
    advocacy = forms.ChoiceField(
        label="Was the child offered an advocate?",
        choices=[("", "Choose"), *Advocacy.choices],
        required=False,
    )


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
    made: DeclarationPart

    attached = forms.MultipleChoiceField(
        label="Which documents go with it?",
        choices=Attachment.choices,
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

    def field_at(self, pointer: str) -> str | None:
        """Tell a fault of the whole, a sign-off that isn't whole, at its name."""
        return super().field_at(pointer) or "signed_off_name"
