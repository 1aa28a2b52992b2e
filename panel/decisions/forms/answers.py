"""What people type on the way to a decision and after it: when it is heard, told or refused."""

from collections.abc import Collection
from typing import Any

from django import forms

from panel.agencies.models import Agency
from panel.cases.forms.parts import PartForm
from panel.decisions.document import ToldPart
from panel.meetings.models import AgendaItem
from panel.pooledbudget.agreements.forms import AgencyForm
from panel.presentation.fields import DayField, PanelForm


class ListingForm(PanelForm):
    """Which request comes onto an agenda, and why the chair takes it where it comes late."""

    add = forms.CharField(widget=forms.HiddenInput, max_length=40)
    waiver = forms.CharField(
        label="Why the chair takes it late",
        help_text="It is printed on the decision record.",
        required=False,
        max_length=AgendaItem._meta.get_field("waiver").max_length,
        error_messages={"required": "Say why it is taken although it comes late"},
    )

    def __init__(self, data: Any = None, *, is_late: bool) -> None:
        super().__init__(data)
        self.fields["waiver"].required = is_late


class ToldForm(PartForm):
    """That an outcome was told: on which day, and to whom."""

    kind = ToldPart
    made: ToldPart

    told_on = DayField(
        label="On which day was it told?",
        error_messages={"required": "Enter the day on which it was told"},
    )
    note = forms.CharField(
        label="Who was told?",
        help_text="And anything they said that the panel should know.",
        error_messages={"required": "Say who was told"},
    )


class RefuseForm(PanelForm):
    """Why an agency doesn't agree to its share."""

    reason = forms.CharField(
        label="Why doesn’t your agency agree to its share?",
        help_text="The need that the panel found stands. What is left open is who pays.",
        max_length=20_000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say why your agency doesn’t agree"},
    )


class OverspendForm(PanelForm):
    """Why an agency consents to going over the fund's money."""

    prefix = "over"  # the page has another box for a reason

    reason = forms.CharField(
        label="Why does your agency consent?",
        max_length=2_000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say why your agency consents"},
    )


class ExpenditureForm(AgencyForm):
    """Why a partner consents to spend on what the fund isn't there for."""

    reason = forms.CharField(
        label="Why does it consent?",
        max_length=2_000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say why it consents"},
    )

    def __init__(self, data: Any = None, *, agencies: Collection[Agency]) -> None:
        super().__init__(data, agencies=agencies)
        if len(agencies) == 1:
            self.fields["reason"].label = f"Why does {next(iter(agencies))} consent?"
