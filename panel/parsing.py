"""How a JSON text becomes a document, and everything wrong with it a sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError, field_validator
from pydantic_core import ErrorDetails

#: Of the characters that steer old printers, a text needs its tabs and line ends. No page shows
#: another, and PostgreSQL has no room for U+0000.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def control_in(text: str) -> str:
    """Return the first character that steers and can't be seen, as U+0000; empty if none does."""
    found = CONTROL.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


def too_long(what: str, *, most: int, written: int) -> str:
    """Say that a text has more characters than there is room for; without a stop."""
    return f"{what} must be {most:,} characters or fewer; you wrote {written:,}"


class Part(BaseModel):
    """What every part of a document has in common: frozen, strict, deaf to unknown names."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    @field_validator("*")
    @classmethod
    def _can_be_stored(cls, value: object) -> object:
        if isinstance(value, str) and (control := control_in(value)):
            raise ValueError(f"This holds a character that can't be stored, {control}")
        return value


def formed(pattern: str, otherwise: str) -> AfterValidator:
    """Return a check that a text, if any, has a form; `otherwise` says which, without a stop."""
    form = re.compile(pattern)

    def check(text: str) -> str:
        if text and not form.fullmatch(text):
            raise ValueError(otherwise)
        return text

    return AfterValidator(check)


@dataclass(frozen=True)
class Fault:
    """One thing wrong with a document. `pointer` is a JSON pointer (RFC 6901)."""

    pointer: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.pointer or '/'}: {self.sentence}"


class Faulty(Exception):
    """Raised when a text isn't the document it should be; carries every fault at once."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


Document = TypeVar("Document", bound=BaseModel)

_SENTENCES = {
    "missing": "This is missing.",
    "extra_forbidden": "This name isn't known here.",
    "string_too_short": "This is empty.",
    "string_type": "This must be a text.",
    "string_pattern_mismatch": "This isn't of the form {pattern}.",
    "string_unicode": "This holds half a character: its text is broken.",
    "model_type": "This must be an object, in braces.",
    "dict_type": "This must be an object, in braces.",
    "tuple_type": "This must be a list, in square brackets.",
    "too_long": "There are more than {max_length} here.",
    "int_type": "This must be a whole number.",
    "bool_type": "This must be true or false.",
    "greater_than": "This must be more than {gt}.",
    "greater_than_equal": "This must be at least {ge}.",
    "less_than_equal": "This must be at most {le}.",
    "date_type": "This must be a date such as 2026-09-01.",
    "date_from_datetime_parsing": "This must be a date such as 2026-09-01.",
    "date_parsing": "This must be a date such as 2026-09-01.",
    **dict.fromkeys(
        (
            "datetime_type",
            "datetime_parsing",
            "datetime_from_date_parsing",
            "datetime_object_invalid",
            "timezone_aware",
        ),
        "This must be a moment such as 2026-09-01T09:30:00Z.",
    ),
    "enum": "This must be {expected}.",
    "literal_error": "This isn't one of those that may be chosen here.",
    "json_invalid": "This isn't JSON: {error}.",
}


def parse(kind: type[Document], text: str | bytes) -> Document:
    """Return the document a JSON text holds.

    Raises:
        Faulty: with every fault and the JSON pointer to it.
    """
    try:
        return kind.model_validate_json(text)
    except ValidationError as invalid:
        raise Faulty(list(_faults(invalid))) from invalid


def _faults(invalid: ValidationError) -> Iterator[Fault]:
    for error in invalid.errors():
        steps = [step for step in error["loc"] if step != "[key]"]  # the key itself is at fault
        pointer = "".join(f"/{_escaped(step)}" for step in steps)
        yield Fault(pointer, _sentence(error))


def _escaped(step: int | str) -> str:
    return str(step).replace("~", "~0").replace("/", "~1")


def _sentence(error: ErrorDetails) -> str:
    kind, context = error["type"], error.get("ctx", {})
    if kind == "string_too_long":
        most, written = context["max_length"], len(error["input"])
        return f"{too_long('This', most=most, written=written)}."
    if kind in _SENTENCES:
        return _SENTENCES[kind].format(**context)
    return f"{error['msg'].removeprefix('Value error, ')}."
