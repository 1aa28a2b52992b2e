"""How a form becomes a part of the request document, and a part's faults the form's errors."""

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from pydantic import AfterValidator

from panel.cases import document
from panel.cases.document import Part
from panel.cases.document.days import untrue_answers
from panel.presentation.bound_fields import PanelBoundField
from panel.presentation.fields import NoLonger, PanelForm
from panel.presentation.parts import Link

PLAIN = "is_plainly_optional"  # a field whose label doesn't say “(optional)”
SHORT = 200  # up to here nobody needs to be told beforehand how much there is room for


class PartForm(PanelForm):
    """A form whose valid values are one part of the document, found at `made`.

    A draft demands nothing, yet a request isn't sent without `needed_to_send`.
    """

    kind: ClassVar[type[Part]]
    needed_to_send: ClassVar[tuple[str, ...]] = ()
    made: Part

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limits, checks = limits_of(self.kind), checks_of(self.kind)
        for name in self.fields.keys() & limits.keys():
            limit(self.fields[name], limits[name])
        for name in self.fields.keys() & checks.keys():
            self.fields[name].validators.append(_refusing(checks[name]))
        for name in self.needed_to_send:
            setattr(self.fields[name], PLAIN, True)

    def values(self) -> dict[str, Any]:
        """Return the part's values by name; empty ones are left to the part."""
        return {
            name: value for name, value in self.cleaned_data.items() if value not in (None, "")
        }

    def clean(self) -> dict[str, Any]:
        """Make the part; each of its faults is told at the field it points to."""
        typed = super().clean() or {}
        if not self.errors:
            self._make()
        return typed

    def judge_days(self, *, on: date, born_on: date) -> None:
        """Say which of the days typed can't be true, beside whatever else is wrong."""
        answers = self.cleaned_data
        for fault in list(untrue_answers(self.kind, answers, on=on, born_on=born_on)):
            self.tell(fault)

    def _make(self) -> None:
        written = json.dumps(self.values(), cls=DjangoJSONEncoder)
        try:
            self.made = document.parse(self.kind, written)
        except document.Faulty as faulty:
            for fault in faulty.faults:
                self.tell(fault)


def limit(field: forms.Field, most: int) -> None:
    """Refuse more than `most` characters, and say so beside a field in which many are written."""
    field.validators.append(NoLonger(most, str(field.label)))
    field.widget.attrs["dir"] = "auto"  # a text reads from the side that its script starts at
    if most > SHORT:
        hints = (field.help_text.rstrip("."), f"Up to {most:,} characters.")
        field.help_text = ". ".join(filter(None, hints))


def limits_of(kind: type[Part]) -> dict[str, int]:
    """Return how many characters each text of a part, or rows each list, may have."""
    return {
        name: rule.max_length
        for name, field in kind.model_fields.items()
        for rule in field.metadata
        if hasattr(rule, "max_length")
    }


def checks_of(kind: type[Part]) -> dict[str, Callable[[str], object]]:
    """Return what a part asks of the form of its texts: each refuses one with a `ValueError`."""
    return {
        name: cast("Callable[[str], object]", rule.func)
        for name, field in kind.model_fields.items()
        for rule in field.metadata
        if isinstance(rule, AfterValidator)
    }


def _refusing(check: Callable[[str], object]) -> Callable[[str], None]:
    """Have a field refuse by itself what its part would, whatever is wrong in other fields."""

    def refuse(text: str) -> None:
        try:
            check(text)
        except ValueError as wrong:
            raise ValidationError(f"{wrong}.") from wrong

    return refuse


class RowForms(forms.BaseFormSet):  # type: ignore[type-arg]  # not subscriptable at run time
    """Rows of fields below a form; `row_name` is what an error calls one of them."""

    row_name: ClassVar[str]

    @property
    def mend(self) -> str:
        """What the form says of itself where a row is wrong."""
        return f"Mend the {self.row_name.lower()}s below."

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """Read every row: one that is sent as it was shown is meant as much as a changed one."""
        return {**super().get_form_kwargs(index), "empty_permitted": False}

    def faults(self) -> list[Link]:
        """Return what is wrong in each row, with the way to it."""
        return [
            replace(fault, words=f"{self.row_name} {number}: {fault.words}")
            for number, row in enumerate(self.forms, start=1)
            for fault in _faults(row)
        ]


class FormWithRows(PanelForm):
    """A form that is right only if the rows below it are."""

    rows: RowForms

    def clean(self) -> dict[str, Any]:
        """Be invalid where a row is; `faults` says which."""
        if not self.rows.is_valid():
            self.add_error(None, self.rows.mend)
        return super().clean() or {}

    @property
    def faults(self) -> list[Link]:
        """Everything wrong, with the way to it; empty while nothing was sent."""
        general = [Link(str(error), "") for error in self.non_field_errors()]
        return [*_faults(self), *(self.rows.faults() if self.is_bound else ()), *general]


def _faults(form: forms.BaseForm) -> list[Link]:
    return [
        Link(str(error), f"#{bound.first_control_id}")
        for bound in cast("Iterable[PanelBoundField]", form)
        for error in bound.errors
    ]
