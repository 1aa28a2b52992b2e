"""A decision record as canonical JSON: the same record always gives the same bytes, and back."""

import json
from functools import cache
from hashlib import sha256 as hash_of
from typing import Any

from pydantic import TypeAdapter, ValidationError

from panel.decisions.records.funding import (
    DoesNotAdd,
)
from panel.decisions.records.record import DecisionRecord


class NotCanonical(ValueError):
    """When bytes are not exactly what `to_json` writes for some record."""


def to_json(record: DecisionRecord) -> bytes:
    """
    Write a record as canonical JSON: UTF-8, keys sorted, no spaces, no floats, UTC with a Z.

    The same record always gives the same bytes, and `from_json` gives the same record back.

    Raises:
        NotCanonical: The record holds a value that doesn't come back as it went in, such as a
            float for pence or a time without its zone.
    """
    plain = _adapter().dump_python(record, mode="json", warnings=False)
    written = _canonical(plain)
    if _read(written) != record:
        raise NotCanonical(f"{record.header.record_number} doesn't come back as it was written.")
    return written


def from_json(written: bytes) -> DecisionRecord:
    """
    Read a record back from its canonical JSON, be it frozen by this release or one before.

    A field that came later than the record has its default, so none is added without one.

    Raises:
        NotCanonical: The bytes aren't what `to_json` writes: another order, an extra or missing
            field, a float, a space too many.
    """
    record, told = _read(written), json.loads(written)
    if _canonical(told) != written or not _says(json.loads(to_json(record)), told):
        raise NotCanonical("The bytes hold a decision record, but aren't written canonically.")
    return record


def sha256(record: DecisionRecord) -> str:
    """Return the fingerprint printed on the record: 64 hexadecimal digits of its JSON's hash."""
    return hash_of(to_json(record)).hexdigest()


def _canonical(plain: Any) -> bytes:
    return json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def _says(whole: Any, told: Any) -> bool:
    """Return whether `whole` says all that is told, and besides only in fields of its own."""
    if isinstance(told, dict):
        return told.keys() <= whole.keys() and all(_says(whole[key], told[key]) for key in told)
    if isinstance(told, list):
        return len(told) == len(whole) and all(map(_says, whole, told))
    return type(told) is type(whole) and told == whole


def _read(written: bytes) -> DecisionRecord:
    try:
        return _adapter().validate_json(written, strict=True)
    except (ValidationError, DoesNotAdd) as faults:
        raise NotCanonical(f"This isn't a decision record: {faults}") from faults


@cache
def _adapter() -> TypeAdapter[DecisionRecord]:
    return TypeAdapter(DecisionRecord)
