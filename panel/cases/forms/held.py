"""What a form would show now, as plain values: to lay beside what somebody typed meanwhile."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django import forms

from panel.cases.forms.rows import ListForm
from panel.money import Pence, in_pounds
from panel.presentation import formatting
from panel.presentation.bound_fields import PanelBoundField
from panel.presentation.fields import PanelForm, PoundsField
from panel.presentation.parts import Fact


def facts(form: PanelForm) -> list[Fact]:
    """Return what each question holds; a row is one fact, and nothing stands for an empty one."""
    told = [Fact(str(bound.label), _words(bound)) for bound in _fields(form) if bound.initial]
    if isinstance(form, ListForm):
        for number, row in enumerate(form.rows.forms, start=1):
            words = [_words(bound) for bound in _fields(row) if bound.initial]
            if words:
                told.append(Fact(f"{form.rows.row_name} {number}", "\n".join(words)))
    return told


def _fields(form: forms.BaseForm) -> Iterable[PanelBoundField]:
    return cast("Iterable[PanelBoundField]", form)


def _words(bound: PanelBoundField) -> str:
    value: Any = bound.initial
    if isinstance(bound.field, PoundsField):
        return in_pounds(Pence(value))
    if isinstance(value, bool):
        return "Yes"
    if isinstance(value, date):
        return formatting.day(value)
    if isinstance(bound.field, forms.ChoiceField):
        labels = dict(cast("Iterable[tuple[str, str]]", bound.field.choices))
        chosen = value if isinstance(value, list) else [value]
        return formatting.listed([labels.get(each, str(each)) for each in chosen])
    return str(value)
