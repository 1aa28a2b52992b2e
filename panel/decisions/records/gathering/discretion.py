"""Keeping a child's name out of a record, whatever people wrote in their texts.

A record goes to many readers and is kept for decades, so it knows a child by initials alone.
"""

import re
from collections.abc import Callable
from dataclasses import is_dataclass, replace
from functools import cache
from typing import Any, get_type_hints

from panel.cases.models import Child
from panel.decisions.records import free_text
from panel.decisions.records.record import DecisionRecord

Wording = Callable[[str], str]


def discreet(content: DecisionRecord, child: Child) -> DecisionRecord:
    """Return the record with names and numbers made initials wherever somebody wrote freely."""
    told: DecisionRecord = _rewritten(content, initialled(child))
    return told


def _rewritten(part: Any, write: Wording) -> Any:
    """Return a part of a record with `write` applied to each of its free texts."""
    fields = _fields(part.__class__).items()
    return replace(
        part, **{name: _value(getattr(part, name), is_free, write) for name, is_free in fields}
    )


@cache
def _fields(kind: type) -> dict[str, bool]:
    """Return each field of a part of a record → whether it holds free text."""
    hints = get_type_hints(kind, include_extras=True)
    return {name: free_text.is_free(hint) for name, hint in hints.items()}


def _value(value: Any, is_free: bool, write: Wording) -> Any:
    if is_dataclass(value):
        return _rewritten(value, write)
    if isinstance(value, tuple):
        return tuple(_value(one, is_free, write) for one in value)
    return write(value) if is_free and isinstance(value, str) else value


def initialled(child: Child) -> Wording:
    """Return what writes initials for a child's names and numbers, wherever they are whole words.

    Names are known as they are written and in capitals; in small letters many a name is a plain
    word: will, rose, grace.
    """
    said = [name for name in (child.given_name, child.family_name, child.known_as) if name]
    names = "|".join(re.escape(name) for one in said for name in (one, one.upper()))
    numbers = [
        r"\s?".join(number) for number in (child.nhs_number, child.upn, child.uln) if number
    ]
    called = "|".join([rf"(?:{names})(?:\s+(?:{names}))*", *numbers])
    named = re.compile(rf"(?<!\w)(?:{called})(?!\w)")

    def write(text: str) -> str:
        return named.sub(child.initials, text)

    return write
