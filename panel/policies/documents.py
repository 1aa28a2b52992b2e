"""Reading a policy document: TOML text to typed rules, with every fault at once."""

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from panel.policies import lines
from panel.policies.schema import Policy
from panel.policies.schema.values import AS_LOADED

#: The reference documents that come with the system, one TOML file a panel.
FOLDER = Path(__file__).parent / "panels"

#: What is said of a fault, by the kind that pydantic gives it; it fills in the braces.
SENTENCES = {
    "missing": "This must be given.",
    "extra_forbidden": "There is no rule of this name.",
    "int_type": "This must be a whole number.",
    "int_from_float": "This must be a whole number.",
    "bool_type": "This must be true or false.",
    "string_type": "This must be words in quotation marks.",
    "tuple_type": "This must be a list.",
    "model_type": "This must be a table.",
    "greater_than_equal": "This must be at least {ge}.",
    "less_than_equal": "This must be at most {le}.",
    "too_short": "This needs at least {min_length} in its list.",
    "string_too_short": "This can't be empty.",
    "string_too_long": "This can have at most {max_length} characters.",
    "string_pattern_mismatch": "An agency's code has lower-case letters, digits and hyphens.",
    "literal_error": "This must be one of {expected}.",
    "date_type": "This must be a date, as in 2026-09-01.",
    "date_from_datetime_parsing": "This must be a date, as in 2026-09-01.",
    "time_type": "This must be a time, as in 17:00:00.",
    "time_parsing": "This must be a time, as in 17:00:00.",
}
TOML_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


@dataclass(frozen=True)
class Fault:
    """One thing wrong with a document, and where."""

    line: int
    path: str  # of the field, as in quorum.members_min; empty for the whole
    sentence: str

    def __str__(self) -> str:
        place = f"line {self.line}, {self.path}" if self.path else f"line {self.line}"
        return f"{place}: {self.sentence}"


class Faulty(Exception):
    """Raised when a document can't be a policy; `faults` are in the order of their lines."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = sorted(faults, key=lambda fault: (fault.line, fault.path))
        super().__init__("\n".join(str(fault) for fault in self.faults))


def parse(text: str) -> Policy:
    """Return the rules that a TOML document states.

    Raises:
        Faulty: when it isn't TOML, or any field is missing, unknown, out of range, or says what
            another contradicts.
    """
    return _read(text)


def read_again(text: str) -> Policy:
    """Return the rules of a document that was loaded once, whatever contradicts itself in it now.

    Raises:
        Faulty: when a field is missing, unknown or out of range.
    """
    return _read(text, AS_LOADED)


def _read(text: str, context: dict[str, bool] | None = None) -> Policy:
    try:
        stated = json.dumps(tomllib.loads(text), default=str)
        return Policy.model_validate_json(stated, context=context)
    except tomllib.TOMLDecodeError as broken:
        raise Faulty([_broken(text, str(broken))]) from broken
    except ValidationError as invalid:
        places = lines.of(text)
        raise Faulty(
            [
                Fault(lines.nearest(places, path), ".".join(map(str, path)), sentence)
                for error in invalid.errors()
                for path, sentence in _told(error)
            ]
        ) from invalid


def _broken(text: str, said: str) -> Fault:
    """Return the one fault of a text that isn't TOML."""
    place = TOML_PLACE.search(said)
    line = int(place[1]) if place and place[1] else text.count("\n") + 1
    return Fault(line, "", f"This isn't TOML: {TOML_PLACE.sub('', said)}.")


def _told(error: ErrorDetails) -> Iterator[tuple[lines.Path, str]]:
    """Yield the path and the sentence of each fault that one error holds."""
    given = error.get("ctx", {})
    if error["type"] == "contradiction":
        for field, sentence in given["found"]:
            yield (*error["loc"], *field.split(".")), sentence
    elif error["type"] in SENTENCES:
        yield error["loc"], SENTENCES[error["type"]].format_map(given)
    else:
        yield error["loc"], f"{error['msg']}."
