"""What a coordinator types about a challenge to a decision, and what came of it."""

from collections.abc import Iterable
from typing import Any

from django import forms

from panel.agencies.models import Person
from panel.cases.forms.parts import PartForm
from panel.cases.vocabulary.challenges import Asker, ChallengeKind, ChallengeOutcome, Order
from panel.decisions.challenges.document import ChallengeEndPart, ChallengePart
from panel.decisions.models import Challenge
from panel.presentation.fields import DayField


class ChallengeForm(PartForm):
    """Who turned to whom, when and why."""

    kind = ChallengePart
    made: ChallengePart

    challenge = forms.ChoiceField(
        label="What is asked for?",
        choices=ChallengeKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what is asked for"},
    )
    asker = forms.ChoiceField(
        label="Who asks?",
        choices=Asker.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who asks"},
    )
    asked_on = DayField(
        label="When did it reach you?", error_messages={"required": "Enter the day it reached you"}
    )
    notified_on = DayField(
        label="When was the notice of the decision sent?",
        help_text="Leave it empty where the letter is recorded as sent.",
        required=False,
    )
    certificate_on = DayField(
        label="When was the mediation certificate issued?",
        help_text="Of an appeal to the Tribunal after mediation.",
        required=False,
    )
    grounds = forms.CharField(
        label="What do they ask, and why?",
        help_text="Leave out names.",
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": "Say what they ask, and why"},
    )
    late_because = forms.CharField(
        label="If it is late, why is it taken all the same?",
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )

    def values(self) -> dict[str, Any]:
        """Name what is asked for as the document does."""
        typed = super().values()
        return {"kind": typed.pop("challenge"), **typed}

    def field_at(self, pointer: str) -> str | None:
        """Return the field that a fault points to, as `values` names them."""
        return "challenge" if pointer == "/kind" else super().field_at(pointer)


class ChallengeEndForm(PartForm):
    """What came of a challenge; only what can be asked of its kind, under the panel's rules."""

    kind = ChallengeEndPart
    made: ChallengeEndPart

    outcome = forms.ChoiceField(
        label="What came of it?",
        choices=ChallengeOutcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what came of it"},
    )
    outcome_on = DayField(label="When?", error_messages={"required": "Enter the day it ended"})
    findings = forms.CharField(
        label="What was found, and what must happen?",
        help_text="Leave out names.",
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": "Say what was found"},
    )
    orders = forms.MultipleChoiceField(
        label="What does the Tribunal order?",
        help_text="Each has its own date by law.",
        choices=Order.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    heard_by = forms.TypedChoiceField(
        label="Which chair heard it?",
        help_text="Those who had no part in the decision.",
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    heard_elsewhere = forms.CharField(label="Which independent panel heard it?", required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        challenge: Challenge,
        by_a_chair: bool,
        chairs: Iterable[Person],
    ) -> None:
        super().__init__(data)
        choice = self.fields["heard_by"]
        assert isinstance(choice, forms.TypedChoiceField)
        choice.choices = [(chair.pk, chair.name) for chair in chairs]
        is_review = challenge.kind == ChallengeKind.REVIEW
        asked = {
            "orders": challenge.kind == ChallengeKind.TRIBUNAL,
            "heard_by": is_review and by_a_chair,
            "heard_elsewhere": is_review and not by_a_chair,
        }
        for name in [name for name, is_asked in asked.items() if not is_asked]:
            del self.fields[name]
