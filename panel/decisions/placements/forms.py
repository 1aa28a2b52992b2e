"""What a coordinator types about a placement where it touches its money."""

from typing import Any

from django import forms

from panel.cases.document.placements import (
    AgreementPart,
    EndPart,
    ReturnPart,
    StartPart,
    SuspensionPart,
)
from panel.cases.forms.costs import DEAREST
from panel.cases.forms.parts import PartForm
from panel.cases.vocabulary.placements import BEFORE_A_START, EndReason, SuspensionReason
from panel.presentation.fields import DayField, PoundsField, offer

SMALL = {"class": "govuk-input--width-3", "inputmode": "numeric"}
YES_OR_NO = (("yes", "Yes"), ("no", "No"))


class AgreementForm(PartForm):
    """The terms agreed with the provider, and who has to sign them."""

    kind = AgreementPart
    made: AgreementPart

    provider = forms.CharField(
        label="Provider", error_messages={"required": "Enter the provider’s name"}
    )
    starts_on = DayField(
        label="First day", error_messages={"required": "Enter the first day agreed"}
    )
    ends_on = DayField(label="Last day", error_messages={"required": "Enter the last day agreed"})
    weeks_per_year = forms.IntegerField(
        label="Weeks a year",
        widget=forms.TextInput(SMALL),
        error_messages={"required": "Enter the weeks a year"},
    )
    weekly_rate_pence = PoundsField(
        label="Rate for a week",
        most=DEAREST,
        help_text="Of one of its weeks, with a 52nd of what is priced by term or year. 0 where "
        "everything is paid once.",
        error_messages={"required": "Enter the rate for a week, or 0"},
    )
    once_pence = PoundsField(
        label="Paid once",
        most=DEAREST,
        help_text="What it costs once, such as equipment, in all.",
        required=False,
    )
    notice_weeks = forms.IntegerField(
        label="Weeks of notice",
        widget=forms.TextInput(SMALL),
        error_messages={"required": "Enter the weeks of notice"},
    )
    return_plan = forms.CharField(
        label="How does the child come back to the area?",
        help_text="For a placement out of the area.",
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    return_by = DayField(label="Back by", required=False)
    who_signs = forms.CharField(
        label="Who has to sign?",
        help_text="One on a line: their name, a comma, and for whom. Two at least, for two "
        "parties.",
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Name those who have to sign"},
    )

    def clean_who_signs(self) -> list[dict[str, str]]:
        """Read each line as a name and the body signed for."""
        signatories = []
        for line in filter(None, map(str.strip, self.cleaned_data["who_signs"].splitlines())):
            name, comma, body = (part.strip() for part in line.partition(","))
            if not (name and comma and body):
                raise forms.ValidationError(f"Write “{line}” as a name, a comma, and for whom")
            signatories.append({"name": name, "on_behalf_of": body})
        return signatories

    def values(self) -> dict[str, Any]:
        """Name the signatories as the document does."""
        typed = super().values()
        return {"signatories": typed.pop("who_signs"), **typed}

    def field_at(self, pointer: str) -> str | None:
        """Return the field in which the signatories were typed, or another."""
        return "who_signs" if pointer.startswith("/signatories") else super().field_at(pointer)


class StartForm(PartForm):
    """The first day, as it really was."""

    kind = StartPart
    made: StartPart

    started_on = DayField(
        label="On which day did it start?", error_messages={"required": "Enter the first day"}
    )
    in_emergency = forms.BooleanField(
        label="It is an emergency: it can’t wait until everybody has signed", required=False
    )

    def say(self, *sentences: str) -> None:
        """Say by the first day which it can be, and what else it does."""
        self.fields["started_on"].help_text = " ".join(filter(None, sentences))


class SuspensionForm(PartForm):
    """From when the child is away, and why."""

    kind = SuspensionPart
    made: SuspensionPart

    first_day = DayField(
        label="First day away", error_messages={"required": "Enter the first day away"}
    )
    reason = forms.ChoiceField(
        label="Why?",
        choices=SuspensionReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why the child is away"},
    )
    is_paid = forms.ChoiceField(
        label="Does the provider charge for the place meanwhile?",
        choices=YES_OR_NO,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether the place is charged for"},
    )
    note = forms.CharField(label="Anything to note", required=False)

    def values(self) -> dict[str, Any]:
        """Turn the answer about the charge into a fact."""
        typed = super().values()
        return typed | {"is_paid": typed["is_paid"] == "yes"}


class ReturnForm(PartForm):
    """The first day back."""

    kind = ReturnPart
    made: ReturnPart

    back_on = DayField(
        label="First day back", error_messages={"required": "Enter the first day back"}
    )


class EndForm(PartForm):
    """The last day, and why."""

    kind = EndPart
    made: EndPart

    ended_on = DayField(label="Last day", error_messages={"required": "Enter its last day"})
    reason = forms.ChoiceField(
        label="Why does it end?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why it ends"},
    )
    note = forms.CharField(label="Anything to note", required=False)

    def __init__(self, data: Any = None, *, has_started: bool) -> None:
        super().__init__(data)
        if not has_started:
            del self.fields["ended_on"]
        fits = frozenset(EndReason) - {EndReason.NOT_STARTED} if has_started else BEFORE_A_START
        offer(
            self, "reason", [(each.value, str(each.label)) for each in EndReason if each in fits]
        )
