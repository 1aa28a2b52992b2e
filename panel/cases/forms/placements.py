"""What people type about a placement once it is agreed and runs."""

from collections.abc import Iterable
from typing import Any

from django import forms

from panel.cases.document.placements import (
    ChangePart,
    DonePart,
    EarlyReviewPart,
    ReviewPart,
    SignaturePart,
)
from panel.cases.forms.parts import PLAIN, PartForm
from panel.cases.vocabulary.placements import ChangeKind, Progress, Recommendation, ReviewAsker
from panel.presentation.fields import DayField, PanelForm, offer

FEW = {"rows": 3}
MANY = {"rows": 6}


class SignatureForm(PartForm):
    """The day on which somebody signed."""

    kind = SignaturePart
    made: SignaturePart

    signed_on = DayField(
        label="When did they sign?", error_messages={"required": "Enter the day they signed"}
    )


class ReviewForm(PartForm):
    """What a review found. Each outcome sought has its own question."""

    kind = ReviewPart
    made: ReviewPart

    held_on = DayField(
        label="When was it held?", error_messages={"required": "Enter the day of the review"}
    )
    attendees = forms.CharField(
        label="Who was there?",
        help_text="One on a line, with their role.",
        widget=forms.Textarea(FEW),
        error_messages={"required": "Say who was there"},
    )
    child_views = forms.CharField(
        label="What does the child think of the placement?",
        required=False,
        widget=forms.Textarea(FEW),
    )
    child_views_absent_because = forms.CharField(
        label="If there are no views, why not?", required=False
    )
    summary = forms.CharField(
        label="What was found?",
        widget=forms.Textarea(MANY),
        error_messages={"required": "Say what was found"},
    )
    recommendation = forms.ChoiceField(
        label="What does the review recommend?",
        choices=Recommendation.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what the review recommends"},
    )

    def __init__(self, data: Any = None, *, outcomes: Iterable[str]) -> None:
        super().__init__(data)
        self.outcomes = list(outcomes)
        for number, outcome in enumerate(self.outcomes, start=1):
            self.fields[f"progress_{number}"] = forms.ChoiceField(
                label=f"How far has this come: {outcome}",
                choices=Progress.choices,
                widget=forms.RadioSelect,
                error_messages={"required": f"Say how far outcome {number} has come"},
            )
            self.fields[f"evidence_{number}"] = forms.CharField(
                label=f"What shows it, for outcome {number}?", required=False, max_length=300
            )
        self.order_fields(["held_on", "attendees", *self._measured()])

    def _measured(self) -> list[str]:
        names = ("progress", "evidence")
        numbers = range(1, len(self.outcomes) + 1)
        return [f"{name}_{number}" for number in numbers for name in names]

    def values(self) -> dict[str, Any]:
        """Gather the answers about each outcome into its measure."""
        typed = super().values()
        measures = [
            {
                "outcome": outcome,
                "progress": typed.pop(f"progress_{number}"),
                "evidence": typed.pop(f"evidence_{number}", ""),
            }
            for number, outcome in enumerate(self.outcomes, start=1)
        ]
        return typed | {"measures": measures}


class EarlyReviewForm(PartForm):
    """Who wants a review early, and why."""

    kind = EarlyReviewPart
    made: EarlyReviewPart

    asked_for_by = forms.ChoiceField(
        label="Who asks for it?",
        choices=ReviewAsker.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who asks for the review"},
    )
    reason = forms.CharField(
        label="Why now?",
        widget=forms.Textarea(FEW),
        error_messages={"required": "Say why it can’t wait"},
    )
    wanted_by = DayField(
        label="By when?", error_messages={"required": "Enter the day by which it is wanted"}
    )


class DoneForm(PartForm):
    """What was done about a step."""

    kind = DonePart
    made: DonePart

    note = forms.CharField(
        label="What was done?",
        help_text="For example, what was decided and who was told.",
        widget=forms.Textarea(FEW),
        error_messages={"required": "Say what was done"},
    )
    done_on = DayField(
        label="On which day?", help_text="Leave it empty for today.", required=False
    )


class ChangeReasonForm(PanelForm):
    """Why a change is asked for, as it is to be sent."""

    reason = forms.CharField(
        label="Why?",
        max_length=20_000,
        widget=forms.Textarea(FEW),
        error_messages={"required": "Say why it shall change"},
    )


class ChangeForm(PartForm):
    """What change the panel is asked for."""

    kind = ChangePart
    made: ChangePart

    change = forms.ChoiceField(
        label="What shall change?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what shall change"},
    )
    reason = forms.CharField(
        label="Why?",
        widget=forms.Textarea(FEW),
        error_messages={"required": "Say why it shall change"},
    )
    applies_from = DayField(
        label="From when?", error_messages={"required": "Enter the day from which it applies"}
    )
    ends_on = DayField(
        label="The new last day",
        help_text="Needed for a later end. Otherwise leave it empty where it stays as it is.",
        required=False,
    )

    def __init__(self, data: Any = None, *, kinds: Iterable[ChangeKind], asked: str = "") -> None:
        super().__init__(data, initial={"change": asked})
        offer(self, "change", [(kind.value, str(kind.label)) for kind in kinds])
        setattr(self.fields["ends_on"], PLAIN, True)

    def clean(self) -> dict[str, Any]:
        """Ask for the end of an extension with everything else that is missing."""
        typed, is_silent = self.cleaned_data, "ends_on" not in self.errors
        if typed.get("change") == ChangeKind.EXTENSION and not typed.get("ends_on") and is_silent:
            self.add_error("ends_on", "Enter the new last day")
        return super().clean()

    def values(self) -> dict[str, Any]:
        """Name the kind of change as the document does."""
        typed = super().values()
        return {"kind": typed.pop("change"), **typed}
