"""What administrators type about people, seats and what may be approved; nothing here saves."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from panel.agencies.limits import Limits
from panel.agencies.models import Agency, Delegation, Grade, Panel, Person, Role, Seat
from panel.presentation.fields import DayField, PanelForm, PoundsField

NO_GRADE = ("", "Any")
NO_GRADE_YET = ("", "Choose a grade")


class _OfSomebody(PanelForm):
    """A form about one person, found by the address with which they sign in."""

    person = forms.EmailField(
        label="E-mail address of the person",
        error_messages={"required": "Enter the address with which they sign in"},
    )

    def clean_person(self) -> int:
        """Return the person's id."""
        found = Person.objects.at_address(self.cleaned_data["person"])
        if found is None or not found.is_active:
            raise ValidationError("Nobody signs in with that address: add the person first")
        return found.pk


class _OfPanels(PanelForm):
    """A form about one of the panels that a person runs, and perhaps an agency on it."""

    panel = forms.ModelChoiceField(Panel.objects.none(), empty_label=None)
    agency = forms.ModelChoiceField(
        Agency.objects.none(), required=False, empty_label="None: the whole panel"
    )

    def __init__(self, data: Any = None, *, panels: Collection[int]) -> None:
        super().__init__(data)
        panel, agency = self.fields["panel"], self.fields["agency"]
        assert isinstance(panel, forms.ModelChoiceField)
        assert isinstance(agency, forms.ModelChoiceField)
        panel.queryset = Panel.objects.filter(pk__in=panels)
        agency.queryset = Agency.objects.filter(panels__in=panels).distinct()
        if len(panels) == 1:
            panel.initial, panel.widget = next(iter(panels)), forms.HiddenInput()


class _Limited(PanelForm):
    """A form that says up to what amounts somebody may approve."""

    weekly_pence = PoundsField(
        label="A week, up to",
        help_text="Without another limit, what is paid once is held against it too.",
        required=False,
    )
    yearly_pence = PoundsField(label="A year, up to", required=False)
    lifetime_pence = PoundsField(label="Over a placement’s lifetime, up to", required=False)

    @property
    def limits(self) -> Limits:
        """The limits typed; those left empty are none."""
        typed = self.cleaned_data
        return Limits(typed["weekly_pence"], typed["yearly_pence"], typed["lifetime_pence"])


class AppointForm(_OfSomebody, _OfPanels, _Limited):
    """Who is appointed to what, for whom, from when."""

    role = forms.ChoiceField(choices=Role.choices)
    starts_on = DayField(label="From", error_messages={"required": "Enter the first day"})

    field_order = ("panel", "person", "role", "agency", "starts_on")


class DeputyForm(_OfSomebody, _Limited):
    """Who acts for a lead, how senior they are, for how long and up to what."""

    grade = forms.TypedChoiceField(
        label="Their grade", choices=Grade.choices, coerce=lambda text: Grade(int(text))
    )
    starts_on = DayField(label="From", error_messages={"required": "Enter the first day"})
    last_day = DayField(label="Last day", error_messages={"required": "Enter the last day"})

    field_order = ("person", "grade", "starts_on", "last_day")


class GradeForm(PanelForm):
    """How senior somebody is who approves for an agency."""

    grade = forms.TypedChoiceField(
        label="Grade",
        help_text="Rules may ask that somebody of a grade is among those who approve.",
        choices=[NO_GRADE_YET, *Grade.choices],
        coerce=lambda text: Grade(int(text)),
        error_messages={"required": "Choose their grade"},
    )


class EndForm(PanelForm):
    """When something that holds for a time ends."""

    last_day = DayField(label="Last day", error_messages={"required": "Enter the last day"})


class SeatForm(_OfPanels):
    """What a seat is called and asks of whoever takes it."""

    title = forms.CharField(
        label="What is it called?",
        help_text="For example, Head of SEND",
        max_length=Seat._meta.get_field("title").max_length,
    )
    grade = forms.TypedChoiceField(choices=Grade.choices, coerce=lambda text: Grade(int(text)))
    is_voting = forms.BooleanField(
        label="Gives positions (else it advises)", required=False, initial=True
    )
    applies_from_age = forms.IntegerField(
        label="Takes part from which age of the child?",
        required=False,
        min_value=0,
        max_value=25,
        widget=forms.TextInput({"inputmode": "numeric", "class": "govuk-input--width-2"}),
    )
    substitute_grade = forms.TypedChoiceField(
        label="Least grade of a substitute",
        choices=[NO_GRADE, *Grade.choices],
        required=False,
        coerce=lambda text: Grade(int(text)),
        empty_value=None,
    )

    field_order = ("panel", "title", "agency", "grade")


class FillForm(_OfSomebody):
    """Who holds a seat, from when. `held_by`: who does now; empty for nobody."""

    starts_on = DayField(label="From", error_messages={"required": "Enter the first day"})

    def __init__(self, data: Any = None, *, held_by: str) -> None:
        super().__init__(data)
        self.fields["starts_on"].help_text = (
            f"{held_by} holds it now. Whoever holds it then does so until the day before."
            if held_by
            else "Nobody holds it now."
        )


class SubstituteForm(_OfSomebody):
    """Who takes a seat when its holder can't come."""

    grade = forms.TypedChoiceField(
        label="Their grade", choices=Grade.choices, coerce=lambda text: Grade(int(text))
    )
    starts_on = DayField(label="From", error_messages={"required": "Enter the first day"})
    last_day = DayField(label="Last day", required=False)


class DelegateForm(_OfPanels, _Limited):
    """What an agency's scheme of delegation lets its leads approve."""

    source = forms.CharField(
        label="Where is it written?",
        help_text="The scheme and its paragraph",
        max_length=Delegation._meta.get_field("source").max_length,
    )
    starts_on = DayField(
        label="From",
        help_text="One mistyped from the same day is replaced, if nothing was approved under it.",
        error_messages={"required": "Enter the first day"},
    )

    field_order = ("panel", "agency", "source", "starts_on")

    def __init__(self, data: Any = None, *, panels: Collection[int]) -> None:
        super().__init__(data, panels=panels)
        agency = self.fields["agency"]
        assert isinstance(agency, forms.ModelChoiceField)
        agency.required, agency.empty_label = True, None

    def clean(self) -> dict[str, Any]:
        """Ask for one limit at least."""
        typed = super().clean() or self.cleaned_data
        if not self.errors and not self.limits.are_written:
            self.add_error("weekly_pence", "Enter at least one amount")
        return typed
