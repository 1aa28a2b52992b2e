"""The form that every form extends, and fields of our own: a date, an amount in pounds."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.forms.utils import pretty_name

from panel.clock import EARLIEST, LATEST
from panel.money import MOST, NotPounds, Pence, from_pounds, in_pounds
from panel.parsing import Fault, control_in, too_long

LONGEST_AMOUNT = 30  # characters


class NoLonger(MaxLengthValidator):
    """Refuses a text with more characters than its question has room for, and tells both."""

    def __init__(self, most: int, label: str) -> None:
        super().__init__(most)
        self.label = label

    def __call__(self, value: str) -> None:
        if len(value) > self.limit_value:
            what = f"“{self.label}”"
            raise ValidationError(too_long(what, most=self.limit_value, written=len(value)))


class PanelForm(forms.Form):
    """A form whose errors name their question, so that a list of them can be read."""

    def full_clean(self) -> None:
        """Name each question before its answer is read, those too that were added to the form."""
        for name, field in self.fields.items():
            _name(field, str(field.label or pretty_name(name)))
        super().full_clean()

    def clean(self) -> dict[str, Any]:
        """Refuse what can't be seen: it comes with a paste, and nobody means it."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        for name, value in [*typed.items()]:
            if isinstance(value, str) and (control := control_in(value)):
                label = self.fields[name].label or pretty_name(name)
                self.add_error(name, f"“{label}” holds a character that can’t be seen, {control}")
        return typed

    def tell(self, fault: Fault) -> None:
        """Say a fault of what was sent at the field it points to."""
        self.add_error(self.field_at(fault.pointer), fault.sentence)

    def field_at(self, pointer: str) -> str | None:
        """Return the field in which the value at a JSON pointer was typed; None if in none."""
        name = pointer.split("/")[1] if pointer else ""
        return name if name in self.fields else None


#: What a field says of its answer by itself, about its question and in our words.
SAID_PLAINLY = {
    "required": "“{}” needs an answer",
    "invalid_list": "“{}” takes only what can be chosen there",
}
SAID_OF_A_VALUE = {
    "invalid_choice": "“{}” takes only what can be chosen there",
    "invalid_pk_value": "“{}” takes only what can be chosen there",
    "null_characters_not_allowed": "“{}” holds a character that can’t be seen, U+0000",
    "min_value": "“{}” must be %(limit_value)s or more",
    "max_value": "“{}” must be %(limit_value)s or less",
}


def _name(field: forms.Field, label: str) -> None:
    """Have what a field says of its answer by itself name the question, in our words."""
    named = label.replace("%", "%%")
    ours = {code: words.format(label) for code, words in SAID_PLAINLY.items()}
    ours |= {code: words.format(named) for code, words in SAID_OF_A_VALUE.items()}
    django = _said_by_django(field)
    for code, words in ours.items():
        if field.error_messages.get(code) == django.get(code):
            field.error_messages[code] = words
    for part in getattr(field, "fields", ()):
        _name(part, label)
    field.validators = [
        NoLonger(check.limit_value, label) if type(check) is MaxLengthValidator else check
        for check in field.validators
    ]


def _said_by_django(field: forms.Field) -> dict[str, Any]:
    """Return what a field of this kind says where nobody chose other words for it."""
    kinds = [kind for kind in type(field).__mro__ if kind.__module__.startswith("django.")]
    said: dict[str, Any] = {}
    for kind in reversed(kinds):
        said |= vars(kind).get("default_error_messages", {})
    return said


class LinkedDay(forms.DateField):
    """A day that comes with a link, as `2026-06-30`; nobody types it."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        within = [MinValueValidator(EARLIEST), MaxValueValidator(LATEST)]
        super().__init__(required=False, validators=within)


class DayWidget(forms.MultiWidget):
    """Day, month and year in three boxes, which can be typed and pasted without a calendar."""

    template_name = "forms/widgets/day.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        boxes: dict[str, forms.Widget | type[forms.Widget]] = {
            name: forms.TextInput({"inputmode": "numeric"}) for name in ("day", "month", "year")
        }
        super().__init__(boxes, attrs)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Give each box its width, which the classes of the whole would hide."""
        context = super().get_context(name, value, attrs)
        for box, width in zip(context["widget"]["subwidgets"], (2, 2, 4), strict=True):
            box["attrs"]["class"] = f"{box['attrs'].get('class', '')} govuk-input--width-{width}"
        return context

    def decompress(self, value: date | None) -> list[int | None]:
        """Take a date apart for its boxes."""
        return [value.day, value.month, value.year] if value else [None, None, None]


class DayField(forms.MultiValueField):
    """A date; incomplete and impossible dates are refused in words that say what is wrong."""

    widget = DayWidget

    def __init__(self, **kwargs: Any) -> None:
        parts = [forms.CharField(required=False) for _ in range(3)]
        super().__init__(parts, require_all_fields=False, **kwargs)

    def compress(self, data_list: list[str]) -> date | None:
        """
        Return the date that the boxes make, or None if all are empty.

        Raises:
            ValidationError: A box is empty, no calendar has such a day or no panel needs it.
        """
        if not any(data_list):
            return None
        named = zip(("a day", "a month", "a year"), data_list, strict=True)
        if missing := [name for name, typed in named if not typed]:
            raise ValidationError(f"The date must include {' and '.join(missing)}")
        if len(data_list[2]) != 4:
            raise ValidationError("The year must have 4 numbers, like 2026")
        try:
            days, months, years = (int(typed) for typed in data_list)
            day = date(years, months, days)
        except ValueError:
            raise ValidationError("Enter a real date, like 31 3 2026") from None
        if not EARLIEST <= day <= LATEST:
            raise ValidationError(f"The year must be from {EARLIEST.year} to {LATEST.year}")
        return day


class PoundsInput(forms.TextInput):
    """A box with a £ before it."""

    template_name = "forms/widgets/pounds.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            {"inputmode": "decimal", "spellcheck": "false", "class": "govuk-input--width-10"}
            | (attrs or {})
        )


class PoundsField(forms.CharField):
    """An amount typed in pounds, from nothing up to `most`, read as pence; empty is None."""

    widget = PoundsInput

    def __init__(self, *, most: Pence = MOST, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.most = most

    def prepare_value(self, value: Any) -> Any:
        """Show pence as pounds, and what a person typed as they typed it."""
        return in_pounds(Pence(value)).replace("£", "") if isinstance(value, int) else value

    def to_python(self, value: Any) -> Any:
        """
        Read what was typed.

        Raises:
            ValidationError: It is no amount of pounds and pence, a negative one or too large.
        """
        if value in self.empty_values:
            return None
        if isinstance(value, int):
            return Pence(value)
        if len(value) > LONGEST_AMOUNT:
            raise ValidationError("Enter an amount in pounds and pence, like 1,026.50")
        try:
            pence = from_pounds(value)
        except NotPounds as refusal:
            raise ValidationError(str(refusal)) from None
        if pence < 0:
            raise ValidationError("Enter the amount without a minus")
        if pence > self.most:
            raise ValidationError(f"The amount must be {in_pounds(self.most)} or less")
        return pence


def offer(form: forms.Form, name: str, choices: Iterable[tuple[str, str]]) -> None:
    """Let one of these be chosen in a field, where they are known only once the form is made."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)
