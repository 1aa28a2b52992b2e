"""What a chair types when the panel has decided an item."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, ClassVar

from django import forms

from panel.cases.forms.parts import PartForm
from panel.decisions.models import AGREEING, Outcome
from panel.decisions.outcomes.document import NO_OPTION, OutcomePart
from panel.parsing import Fault
from panel.presentation.fields import DayField

PLAIN = "is_plainly_optional"
STATED = (
    "departure_reason",
    "equality_note",
    "split_reason",
    "return_plan",
)  # where the rules ask for it
NOT_AGREED = (
    "deferral_reason",
    "late_signed_off_by",
    "referred_to",
)  # of what is deferred or referred on
Offered = Iterable[tuple[str | int, str]]
#: Judges as much of an outcome as is typed by the panel's rules, so that all is said at once.
Lacks = Callable[[Mapping[str, Any]], Iterable[Fault]]
ROWS = (1, 2, 3)  # of conditions
PARTS = {
    "what": ("What must be done", "Say what must be done"),
    "owner": ("Who sees to it", "Say who sees to it"),
    "due_on": ("By when", "Enter the date by which it must be done"),
}


class OutcomeForm(PartForm):
    """What the panel decided on an item, with its reasons and up to three conditions."""

    outcome = forms.ChoiceField(
        label="What did the panel decide?",
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what the panel decided"},
    )
    option = forms.ChoiceField(
        label="Which option is agreed?",
        help_text="Only if the panel agrees one.",
        required=False,
        widget=forms.RadioSelect,
    )
    reasons = forms.CharField(
        label="Reasons",
        help_text="One to a line. Start with what the child needs. They are printed in the "
        "decision record.",
        widget=forms.Textarea({"rows": 6}),
        error_messages={"required": "Give the panel’s reasons"},
    )

    departure_reason = forms.CharField(
        label="Why isn’t advice followed that was given?",
        help_text="Only if the panel leaves what an agency advised.",
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    equality_note = forms.CharField(
        label="How was equality considered?",
        help_text="The Equality Act 2010, in a sentence or two.",
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    split_reason = forms.CharField(
        label="Why is the cost shared as it is?",
        help_text="Only if the panel’s rules share it otherwise and the request doesn’t say.",
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    return_plan = forms.CharField(
        label="How does the child come back to the area?",
        help_text="Only for a place outside it, and only if not as the request has it.",
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )

    deferral_reason = forms.ChoiceField(
        label="Why is it deferred?",
        help_text="Only if the panel defers it.",
        required=False,
        widget=forms.RadioSelect,
    )
    late_signed_off_by = forms.TypedChoiceField(
        label="Which agency lead signs off that the child’s plan will be late?",
        help_text="Only if it is deferred past the latest safe panel date.",
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    referred_to = forms.CharField(
        label="To which body is it referred on?",
        help_text="Only if the panel refers it on. The family is told.",
        max_length=200,
        required=False,
    )

    kind: ClassVar[type[OutcomePart]] = OutcomePart
    assumed: ClassVar[Outcome | None] = None  # by which it is judged while none is chosen
    made: OutcomePart

    def __init__(self, data: Any = None, *, offered: Mapping[str, Offered], lacks: Lacks) -> None:
        super().__init__(data)
        self.lacks = lacks
        for name, choices in offered.items():
            chosen = self.fields[name]
            assert isinstance(chosen, forms.ChoiceField)
            chosen.choices = list(choices)
        for name in ("option", *NOT_AGREED, *STATED):
            setattr(self.fields[name], PLAIN, True)
        for row in ROWS:
            for part, (label, _) in PARTS.items():
                kind = DayField if part == "due_on" else forms.CharField
                self.fields[f"{part}_{row}"] = kind(label=label, required=False)
                setattr(self.fields[f"{part}_{row}"], PLAIN, True)

        outcomes = {value for value, _ in offered["outcome"]}
        if Outcome.REFERRED_ON not in outcomes:
            del self.fields["referred_to"]
        self.may_agree = not AGREEING.isdisjoint(outcomes)

    @property
    def questions(self) -> Iterator[forms.BoundField]:
        """The fields that are asked of every outcome; no option where nothing can be agreed."""
        option = ("option",) if self.may_agree else ()
        asked = ("outcome", *option, *NOT_AGREED, "reasons", *STATED)
        return (self[name] for name in asked if name in self.fields)

    @property
    def conditions(self) -> Iterator[tuple[int, list[forms.BoundField]]]:
        """The fields of each condition, with its number."""
        return ((row, [self[f"{part}_{row}"] for part in PARTS]) for row in ROWS)

    def clean(self) -> dict[str, Any]:
        """Ask for what the outcome chosen needs, at the field where it is missing."""
        chosen = self.cleaned_data.get("outcome")
        if chosen and "option" not in self.errors:
            self._ask_for_option(chosen)
        self._ask_for_conditions(chosen)
        if judged := chosen or self.assumed:
            self._ask_by_the_rules(judged)
        return super().clean()

    def _ask_for_option(self, outcome: str) -> None:
        is_chosen = bool(self.cleaned_data.get("option"))
        if outcome in AGREEING and not is_chosen:
            self.add_error("option", "Choose the option that the panel agrees")
        elif outcome not in AGREEING and is_chosen:
            self.add_error("option", NO_OPTION)

    def _ask_for_conditions(self, outcome: str | None) -> None:
        if outcome == Outcome.AGREED_WITH_CONDITIONS and not self._rows_begun():
            self.add_error("what_1", "Write the first condition")
        for row in self._rows_begun():
            for part, (_, wanted) in PARTS.items():
                name = f"{part}_{row}"
                if not self.cleaned_data.get(name) and name not in self.errors:
                    self.add_error(name, wanted)

    def _ask_by_the_rules(self, outcome: str) -> None:
        """Tell what the rules want besides; not of what is wrong by itself."""
        wrong = set(self.errors)
        for fault in self.lacks(self.values() | {"outcome": outcome}):
            if self.field_at(fault.pointer) not in wrong:
                self.tell(fault)

    def values(self) -> dict[str, Any]:
        """Return the outcome with the conditions begun; what is wrong or left empty isn't told."""
        typed = self.cleaned_data
        told = ("outcome", "option", "reasons", *NOT_AGREED, *STATED)
        return {name: typed[name] for name in told if name in typed} | {
            "conditions": [
                {part: typed.get(f"{part}_{row}") for part in PARTS} for row in self._rows_begun()
            ]
        }

    def field_at(self, pointer: str) -> str | None:
        """Return the field that a fault points to, in the row of its condition if it has one."""
        match pointer.split("/")[1:]:
            case ["conditions", index, part]:
                return f"{part}_{self._rows_begun()[int(index)]}"
        return super().field_at(pointer)

    def _rows_begun(self) -> list[int]:
        return [
            row
            for row in ROWS
            if any(
                self.cleaned_data.get(f"{part}_{row}") or f"{part}_{row}" in self.errors
                for part in PARTS
            )
        ]
