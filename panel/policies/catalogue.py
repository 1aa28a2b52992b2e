"""Every rule that a policy can state: what it means, its kind of value, unit and default.

Read off the schema, so that the pages, the differences between versions and the reference page
all call a rule by the same path and describe it in the same words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin

from annotated_types import Ge, Le
from pydantic.fields import FieldInfo

from panel.policies.schema import Duration, Lead, Policy, Section
from panel.policies.schema.meetings import Recurrence
from panel.policies.schema.values import AgencyShare, DayOfYear, Part
from panel.policies.wording import in_words, spaced

#: Sections that are a kind of value, wherever they stand; described once.
KINDS = (Duration, Lead, Recurrence, Part, DayOfYear, AgencyShare)
CAPITAL = re.compile(r"(?<!^)([A-Z])")
PLAIN = {bool: "true or false", int: "whole number", str: "words", date: "date", time: "time"}


@dataclass(frozen=True)
class Field:
    """One field of a policy, as its readers need to know it."""

    path: str  # as in quorum.members_min; [] stands for each member of a list
    name: str
    meaning: str
    kind: str
    unit: str
    default: str
    rules: tuple[str, ...]  # of the study of published panels


@dataclass(frozen=True)
class Group:
    """One section of a policy."""

    name: str
    meaning: str
    fields: tuple[Field, ...]

    @property
    def title(self) -> str:
        """Its name as a heading."""
        return spaced(self.name).capitalize()


def groups() -> list[Group]:
    """Return the sections of a policy in the order of the schema, with all their fields."""
    return [
        Group(name, _meaning(info.annotation), tuple(_fields(info.annotation, name)))
        for name, info in Policy.model_fields.items()
    ]


def kinds() -> list[Group]:
    """Return the kinds of value that have fields of their own."""
    return [
        Group(words_of(kind.__name__), _meaning(kind), tuple(_fields(kind, ""))) for kind in KINDS
    ]


def unit_of(info: FieldInfo) -> str:
    """Return the unit of a field; empty if it has none."""
    return str(_extra(info)["unit"])


def words_of(class_name: str) -> str:
    """Return the name of a kind of value as words: `DayOfYear` is `day of year`."""
    return CAPITAL.sub(r" \1", class_name).lower()


def _fields(section: Any, prefix: str) -> Iterator[Field]:
    for name, info in section.model_fields.items():
        path = f"{prefix}.{name}" if prefix else name
        yield Field(
            path=path,
            name=name,
            meaning=info.description or "",
            kind=_limited(info),
            unit=unit_of(info),
            default=_default(info),
            rules=tuple(map(str, _extra(info)["rules"])),
        )
        if (inner := _part(info.annotation)) is not None:
            yield from _fields(inner, f"{path}[]")


def _extra(info: FieldInfo) -> Any:
    assert isinstance(info.json_schema_extra, dict), "Every field states its rules and its unit."
    return info.json_schema_extra


def _meaning(section: Any) -> str:
    return (section.__doc__ or "").partition("\n")[0]


def _part(annotation: Any) -> type[Section] | None:
    """Return the section that a list is made of, unless it is a kind of value."""
    if get_origin(annotation) is not tuple:
        return None
    inner = get_args(annotation)[0]
    is_part = isinstance(inner, type) and issubclass(inner, Section) and inner not in KINDS
    return inner if is_part else None


def _default(info: FieldInfo) -> str:
    return "must be given" if info.is_required() else in_words(info.default, unit_of(info))


def _limited(info: FieldInfo) -> str:
    """Return the kind of a field's value, with its limits."""
    words = _kind(info.annotation)
    lowest = next((str(limit.ge) for limit in info.metadata if isinstance(limit, Ge)), "")
    highest = next((str(limit.le) for limit in info.metadata if isinstance(limit, Le)), "")
    if lowest and highest:
        return f"{words}, {lowest} to {highest}"
    return f"{words}, at least {lowest}" if lowest else words


def _kind(annotation: Any) -> str:
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _kind(inner[0])
    if origin is Literal:
        return " or ".join(f"`{choice}`" for choice in inner)
    if origin is tuple:
        return f"list of {_kind(inner[0])}"
    if NoneType in inner:
        return " or ".join(_kind(one) for one in inner if one is not NoneType) + ", or none"
    return PLAIN.get(annotation) or words_of(annotation.__name__)
