"""Rows in which a list of parts is typed; a row left wholly empty is none."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, ClassVar, cast

from django import forms

from panel.cases.document import Part
from panel.cases.forms.parts import PLAIN, FormWithRows, PartForm, RowForms, limits_of
from panel.parsing import Fault

SPARE = 2  # empty rows after those that are told already


class RowForm(PartForm):
    """One row. `needed`: what must be in a row in which anything is, and what to say if not."""

    needed: ClassVar[Mapping[str, str]] = {}

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        for field in self.fields.values():
            setattr(field, PLAIN, True)

    @property
    def is_told(self) -> bool:
        """Whether anything was typed."""
        return any(self.cleaned_data.values())

    def _make(self) -> None:
        if not self.is_told:
            return
        missing = [name for name in self.needed if not self.cleaned_data.get(name)]
        for name in missing:
            self.add_error(name, self.needed[name])
        if not missing:
            super()._make()


class PartRows(RowForms):
    """Rows that are parts of the document."""

    def made(self) -> tuple[Any, ...]:
        """Return the parts typed, in order, without the empty rows."""
        return tuple(form.made for form in self.forms if form.is_told)


class ListForm(FormWithRows):
    """A section of which one field, `listed`, is a list; heirs may ask the others beside it."""

    kind: ClassVar[type[Part]]
    listed: ClassVar[str]
    row: ClassVar[type[RowForm]]
    rows_kind: ClassVar[type[PartRows]]
    at_least: ClassVar[int] = 3  # rows shown, empty ones included
    rows: PartRows

    def __init__(
        self,
        data: Any,
        told: Iterable[Mapping[str, Any]],
        *,
        initial: Any = None,
        **of_each_row: Any,
    ) -> None:
        super().__init__(data, initial=initial)
        held = list(told)
        blank: list[Mapping[str, Any]] = [{}] * max(self.at_least - len(held), SPARE)
        kind = forms.formset_factory(self.row, formset=self.rows_kind, extra=0)
        prefix = self.rows_kind.row_name.lower()
        rows = kind(data, initial=held + blank, prefix=prefix, form_kwargs=of_each_row)
        self.rows = cast("PartRows", rows)

    @property
    def made(self) -> Part:
        """The section that the rows make, with what is asked beside them."""
        return self.kind(**{self.listed: self.rows.made()}, **self.cleaned_data)

    def clean(self) -> dict[str, Any]:
        """Refuse more rows than the section has room for."""
        typed = super().clean()
        most = limits_of(self.kind)[self.listed]
        told = sum(row.is_valid() and row.is_told for row in self.rows.forms)
        if told > most:
            self.add_error(None, f"There is room for {most} here; you filled in {told}.")
        return typed

    def judge_days(self, *, on: date, born_on: date) -> None:
        """Say in each row which of its days can't be true, beside whatever else is wrong."""
        for row in self.rows.forms:
            row.judge_days(on=on, born_on=born_on)

    def tell(self, fault: Fault) -> None:
        """Say a fault of a part in the row in which it was typed."""
        *_, place, name = fault.pointer.split("/")
        told = [row for row in self.rows.forms if row.is_told]
        told[int(place)].add_error(name, fault.sentence)
        if not self.errors:
            self.add_error(None, self.rows.mend)
