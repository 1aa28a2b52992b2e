"""What people type to keep a case to a few, and to open it all the same."""

from collections.abc import Iterable
from typing import Any

from django import forms

from panel.agencies.models import Person
from panel.cases.models import EmergencyAccess, Restriction
from panel.presentation.fields import PanelForm


class RestrictForm(PanelForm):
    """Who may still read a case, and why nobody else."""

    named_ids = forms.TypedMultipleChoiceField(
        label="Who may still read it?",
        help_text="You are among them, and its referrer unless you say otherwise. Name everybody "
        "who has to act on it, or it can’t go on: advisers, members and leads.",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.CharField(
        label="Why is it kept to them?",
        help_text="For example, a colleague is related to the child. Do not use the child’s name.",
        max_length=Restriction._meta.get_field("reason").max_length,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say why the case is kept to a few"},
    )

    def __init__(self, data: Any, *, people: Iterable[Person], initial: Any) -> None:
        super().__init__(data, initial=initial)
        field = self.fields["named_ids"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = [(person.pk, person.name) for person in people]


class LiftForm(PanelForm):
    """Why a case needn't be kept to a few any longer."""

    reason = forms.CharField(
        label="Why can everybody read it again?",
        max_length=Restriction._meta.get_field("lifted_because").max_length,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say why the restriction is lifted"},
    )


class EmergencyForm(PanelForm):
    """Which restricted case has to be read now, and why there is no time to ask."""

    reference = forms.CharField(
        label="Reference of the case",
        max_length=24,
        widget=forms.TextInput({"class": "govuk-input--width-20", "autocomplete": "off"}),
        error_messages={"required": "Enter the reference of the case"},
    )
    reason = forms.CharField(
        label="Why must you read it now?",
        help_text="The chair and the administrators are told that you opened it. Do not use the "
        "child’s name.",
        max_length=EmergencyAccess._meta.get_field("reason").max_length,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say why you must read the case now"},
    )
