"""What people type to take a request back, and to open it again."""

from typing import Any

from django import forms

from panel.cases.forms.parts import PartForm
from panel.cases.vocabulary import ReopeningGround
from panel.decisions.challenges.faults import NOT_OVERTURNED
from panel.decisions.outcomes.document import ReopeningPart
from panel.presentation.fields import PanelForm, offer


class WithdrawForm(PanelForm):
    """Why a request is taken back."""

    reason = forms.CharField(
        label="Why is the request withdrawn?",
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Say why the request is withdrawn"},
    )


class ReopenForm(PartForm):
    """Why a closed request is opened again."""

    kind = ReopeningPart
    made: ReopeningPart

    ground = forms.ChoiceField(
        label="On what ground?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose the ground on which it is opened again",
            "invalid_choice": NOT_OVERTURNED,
        },
    )
    reason = forms.CharField(
        label="Why is it opened again?",
        help_text="Leave out names.",
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Say why the request is opened again"},
    )

    def __init__(self, data: Any = None, *, is_overturned: bool) -> None:
        super().__init__(data)
        grounds = [(ground.value, str(ground.label)) for ground in ReopeningGround]
        fits = [row for row in grounds if is_overturned or row[0] != ReopeningGround.CHALLENGE]
        offer(self, "ground", fits)
