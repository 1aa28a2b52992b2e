"""What people type about meetings, checked; nothing here saves."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet

from panel.agencies.models import Panel
from panel.cases.vocabulary import RequestKind
from panel.clock import LONDON
from panel.meetings.models import AgendaItem, Guest, Interest, Meeting, Recusal, View
from panel.meetings.places import Place
from panel.presentation.fields import DayField, PanelForm

TIMES = ("%H:%M", "%H.%M", "%I:%M%p", "%I.%M%p", "%I:%M %p", "%I%p", "%I %p")
SOUGHT = {
    RequestKind.NEW: "placement",
    RequestKind.CHANGE: "change",
    RequestKind.EXTENSION: "extension",
}


class WhenForm(PanelForm):
    """When and where a panel meets."""

    day = DayField(
        label="Date",
        help_text="For example, 1 12 2026",
        error_messages={"required": "Enter the date of the meeting"},
    )
    time = forms.TimeField(
        label="Start time",
        input_formats=TIMES,
        help_text="For example, 9:30am or 14:00",
        error_messages={
            "required": "Enter the time at which it starts",
            "invalid": "Enter a time, like 9:30am or 14:00",
        },
        widget=forms.TimeInput({"class": "govuk-input--width-5"}, format="%H:%M"),
    )
    place = forms.CharField(
        label="Place",
        help_text="A room, a video call, or both",
        required=False,
        max_length=Meeting._meta.get_field("place").max_length,
    )

    @property
    def starts_at(self) -> datetime:
        """The moment that the date and the time make in London."""
        typed = self.cleaned_data
        return datetime.combine(typed["day"], typed["time"], LONDON)


class PlanForm(WhenForm):
    """Which panel next meets when and where."""

    panel = forms.ModelChoiceField(
        Panel.objects.none(),
        empty_label=None,
        error_messages={"required": "Choose a panel"},
    )

    field_order = ("panel",)

    def __init__(self, data: Any = None, *, panels: QuerySet[Panel]) -> None:
        super().__init__(data)
        field = self.fields["panel"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = panels
        if len(panels) == 1:
            field.initial, field.widget = panels[0].pk, forms.HiddenInput()


class CancelForm(PanelForm):
    """Why a meeting won't be held."""

    reason = forms.CharField(
        label="Why is it cancelled?",
        help_text="Everybody who may open the meeting reads it. Leave out names.",
        max_length=Meeting._meta.get_field("cancelled_because").max_length,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say why the meeting is cancelled"},
    )


class PositionForm(PanelForm):
    """What a member thinks the panel should do."""

    view = forms.ChoiceField(
        choices=View.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose your position"},
    )
    reasons = forms.CharField(
        label="Reasons and evidence you rely on",
        help_text="Name the paper and page. Do not use the child’s full name.",
        max_length=20_000,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": "Give your reasons"},
    )

    def __init__(self, data: Any = None, *, initial: dict[str, Any], item: AgendaItem) -> None:
        super().__init__(data, initial=initial)
        asked = f"agree the {SOUGHT[RequestKind(item.placement_request.kind)]}"
        asked = asked if item.ratifies is None else "ratify what was agreed"
        self.fields["view"].label = f"Should the panel {asked}?"


class InterestForm(PanelForm):
    """What interest a person has in an item, and how far they stand back for it."""

    reason = forms.CharField(
        label="What is your interest?",
        help_text="For example, you know the family, or you supervised the author of a report. "
        "It is printed in the decision record.",
        max_length=Interest._meta.get_field("reason").max_length,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say what your interest is"},
    )
    level = forms.TypedChoiceField(
        label="What will you do?",
        coerce=Recusal,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you will do"},
    )

    def __init__(self, data: Any = None, *, levels: Iterable[str]) -> None:
        super().__init__(data)
        field = self.fields["level"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(level, Recusal(level).label) for level in levels]


class GuestForm(PanelForm):
    """Who else is in the room for an item."""

    kind = forms.TypedChoiceField(
        label="As what are they here?",
        choices=Guest.Kind.choices,
        coerce=Guest.Kind,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose as what they are here"},
    )
    who = forms.CharField(
        label="Who is it?",
        help_text="For example, mother, or new member for health. Do not write the child’s name.",
        max_length=Guest._meta.get_field("who").max_length,
        error_messages={"required": "Say who it is"},
    )


class AttendanceForm(PanelForm):
    """Who is in the room when the meeting starts."""

    present = forms.TypedMultipleChoiceField(
        label="Who is here?",
        help_text="Everybody else with a seat is written down as absent.",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick everybody who is here"},
    )

    def __init__(self, data: Any = None, *, places: Iterable[Place]) -> None:
        super().__init__(data)
        field = self.fields["present"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = [(place.person.pk, str(place)) for place in places]
