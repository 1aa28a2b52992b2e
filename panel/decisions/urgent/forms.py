"""What people type about a decision between meetings, and about ratifying it."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms

from panel.cases.document.urgency import CanWaitPart, UrgencyPart
from panel.cases.forms.parts import PartForm
from panel.decisions.models import Outcome
from panel.decisions.outcomes.document import RatificationPart, UrgentOutcomePart
from panel.decisions.outcomes.forms import NOT_AGREED, Lacks, OutcomeForm
from panel.meetings.models import FollowUp
from panel.presentation.fields import DayField

RATIFIED = "ratified"
OFFERED = (Outcome.AGREED, Outcome.AGREED_WITH_CONDITIONS)


class UrgencyForm(PartForm):
    """Why a request can't wait for a meeting, and when the place is needed."""

    kind = UrgencyPart
    made: UrgencyPart

    reason = forms.CharField(
        label="Why can’t it wait for a meeting?",
        help_text="Say what could happen to the child meanwhile. It is printed in the decision "
        "record.",
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": "Say why it can’t wait for a meeting"},
    )
    needed_on = DayField(
        label="On which day is the place needed?",
        help_text="The agencies are asked to approve their shares by this day",
        error_messages={"required": "Enter the day on which the place is needed"},
    )


class UrgentOutcomeForm(OutcomeForm):
    """What is agreed between meetings, with reasons and up to three conditions."""

    kind = UrgentOutcomePart
    assumed = Outcome.AGREED
    made: UrgentOutcomePart

    def __init__(
        self,
        data: Any = None,
        *,
        outcomes: Iterable[tuple[str, str]],
        options: Iterable[tuple[str, str]],
        lacks: Lacks,
    ) -> None:
        agreeing = [(outcome, label) for outcome, label in outcomes if outcome in OFFERED]
        super().__init__(data, offered={"outcome": agreeing, "option": options}, lacks=lacks)
        outcome = self.fields["outcome"]
        outcome.label = "What is agreed?"
        outcome.error_messages["required"] = "Choose what is agreed"
        option = self.fields["option"]
        option.help_text, option.required = "", True
        option.error_messages["required"] = "Choose the option that is agreed"
        self.fields["reasons"].error_messages["required"] = "Give your reasons"

    @property
    def questions(self) -> Iterator[forms.BoundField]:
        """The fields that are asked: everything here is agreed."""
        return (field for field in super().questions if field.name not in NOT_AGREED)


class CanWaitForm(PartForm):
    """Why a request can wait for a meeting after all."""

    kind = CanWaitPart
    made: CanWaitPart

    reason = forms.CharField(
        label="Why can it wait for a meeting?",
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Say why it can wait"},
    )


class RatificationForm(PartForm):
    """What the panel says of a decision that was made without it."""

    kind = RatificationPart
    made: RatificationPart

    answer = forms.ChoiceField(
        label="Does the panel ratify the decision?",
        help_text="What was committed and paid stands, whatever the panel says.",
        choices=[
            (RATIFIED, "It ratifies"),
            *((value, f"It doesn’t: {label.lower()}") for value, label in FollowUp.choices),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what the panel says"},
    )
    reasons = forms.CharField(
        label="Reasons",
        help_text="One to a line. They are printed in the decision record.",
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": "Give the panel’s reasons"},
    )

    def values(self) -> dict[str, Any]:
        """Return the reasons, and what follows where the panel doesn't ratify."""
        said = self.cleaned_data["answer"]
        follow_up = None if said == RATIFIED else said
        return {"reasons": self.cleaned_data["reasons"], "follow_up": follow_up}
