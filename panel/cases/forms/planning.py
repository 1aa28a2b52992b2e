"""What a coordinator types about a child's plan and the law's limits."""

from collections.abc import Iterable
from typing import Any

from django import forms

from panel.cases.document.planning import ExceptionPart, PlanStepPart, TakingBackPart
from panel.cases.forms.parts import PartForm
from panel.cases.plan.steps import ExceptionCode, PlanStepKind
from panel.presentation.fields import DayField, offer


class PlanStepForm(PartForm):
    """What was done, and when."""

    kind = PlanStepPart
    made: PlanStepPart

    step = forms.ChoiceField(
        label="What was done?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what was done"},
    )
    happened_on = DayField(
        label="On which day?", error_messages={"required": "Enter the day on which it was done"}
    )

    def __init__(self, *args: Any, kinds: Iterable[PlanStepKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "step", [(kind.value, kind.label) for kind in kinds])

    def values(self) -> dict[str, object]:
        """Name the step as the document does."""
        typed = super().values()
        return {"kind": typed.pop("step"), **typed}


class TakingBackForm(PartForm):
    """Why a step was recorded wrongly."""

    kind = TakingBackPart
    made: TakingBackPart

    reason = forms.CharField(
        label="Why is it taken back?",
        help_text="For example, that the day was mistyped. Leave out names.",
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say why it is taken back"},
    )


class ExceptionForm(PartForm):
    """Why the law lets this limit be missed."""

    kind = ExceptionPart
    made: ExceptionPart

    code = forms.ChoiceField(
        label="Which exception applies?",
        help_text="A lack of staff is none.",
        choices=ExceptionCode.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the exception"},
    )
    first_day = DayField(label="From", error_messages={"required": "Enter the first day of it"})
    last_day = DayField(label="Until", error_messages={"required": "Enter the last day of it"})
    evidence = forms.CharField(
        label="What shows it?",
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say what shows it"},
    )
    parent_informed_on = DayField(
        label="When was the family told that the limit would be missed?",
        error_messages={"required": "Enter the day on which the family was told"},
    )
