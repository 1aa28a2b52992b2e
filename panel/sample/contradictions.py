"""
What a file may say in one place that can't be true beside another; plain JSON in, faults out.

The document's types hold each field to its own rules. These rules join fields, and they are asked
of the JSON as it lies, so that they speak up however wrong the rest of the file is.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from string import ascii_uppercase
from typing import Any

from panel.cases.document import Fault
from panel.decisions.models import AGREEING, Outcome
from panel.money import WHOLE
from panel.sample.people import AGENCIES

Json = Any
CODES = tuple(code for code, *_ in AGENCIES)


class Named(dict[str, Json]):
    """A JSON object that remembers which of its names were given more than once."""

    def __init__(self, pairs: list[tuple[str, Json]]) -> None:
        super().__init__(pairs)
        times = Counter(name for name, _ in pairs)
        self.repeated = {name for name, count in times.items() if count > 1}


def found_in(text: bytes) -> list[Fault]:
    """Return the contradictions within a JSON text; none if it isn't JSON at all."""
    try:
        told = json.loads(text, object_pairs_hook=Named)
    except (ValueError, RecursionError):
        return []
    return [fault for rule in RULES for fault in rule(told)]


def _names_repeated(told: Json, pointer: str = "") -> Iterator[Fault]:
    if isinstance(told, Named):
        for name in sorted(told.repeated):
            yield Fault(f"{pointer}/{_escaped(name)}", "This name is given twice.")
        for name, value in told.items():
            yield from _names_repeated(value, f"{pointer}/{_escaped(name)}")
    if isinstance(told, list):
        for place, value in enumerate(told):
            yield from _names_repeated(value, f"{pointer}/{place}")


def _agencies_unknown(told: Json) -> Iterator[Fault]:
    named = [("/referring_agency", _text(told, "referring_agency"))]
    named += [(f"/advice/{_escaped(code)}", code) for code in _object(told, "advice")]
    positions = _object(told, "meeting", "positions")
    named += [(f"/meeting/positions/{_escaped(code)}", code) for code in positions]
    for pointer, shares in _shares(told):
        named += [(f"{pointer}/{_escaped(code)}", code) for code in shares]
    known = " or ".join(CODES)
    for pointer, code in named:
        if code and code not in CODES:
            yield Fault(pointer, f"No agency of the panel has this code; it must be {known}.")


def _shares_not_whole(told: Json) -> Iterator[Fault]:
    for pointer, shares in _shares(told):
        points = [part for part in shares.values() if type(part) is int]
        if len(points) == len(shares) and sum(points) != WHOLE:
            yield Fault(pointer, f"The shares come to {sum(points):,} of {WHOLE:,} basis points.")


def _needs_repeated(told: Json) -> Iterator[Fault]:
    codes = [code for need in _list(told, "needs") if (code := _text(need, "code"))]
    if len(set(codes)) < len(codes):
        yield Fault("/needs", "Name each need once.")


def _recommended_twice(told: Json) -> Iterator[Fault]:
    options = _list(told, "options")
    if sum(_at(option, "is_recommended") is True for option in options) > 1:
        yield Fault("/options", "Recommend one option, not more.")


def _outcome_without_its_option(told: Json) -> Iterator[Fault]:
    outcome, letter = (_text(told, "meeting", "outcome", name) for name in ("outcome", "option"))
    letters = [_letter(place) for place in range(len(_list(told, "options")))]
    pointer = "/meeting/outcome/option"
    if letter and letter not in letters:
        yield Fault(pointer, f"There is no option {letter} in this file.")
    elif outcome in AGREEING and not letter:
        yield Fault(pointer, "Say by its letter which option is agreed.")


def _conditions_without_outcome(told: Json) -> Iterator[Fault]:
    outcome = _text(told, "meeting", "outcome", "outcome")
    conditions = _list(told, "meeting", "outcome", "conditions")
    pointer = "/meeting/outcome/conditions"
    if outcome == Outcome.AGREED_WITH_CONDITIONS and not conditions:
        yield Fault(pointer, "Say what the conditions are.")
    elif conditions and outcome in set(Outcome) - {Outcome.AGREED_WITH_CONDITIONS}:
        yield Fault(pointer, f"There are no conditions when the outcome is “{outcome}”.")


def _born_too_late(told: Json) -> Iterator[Fault]:
    born = _text(told, "child", "born_on")
    starts = [_text(option, "starts_on") for option in _list(told, "options")]
    days = [day for day in (_text(told, "story", "plan_requested_on"), *starts) if day]
    if born and any(day < born for day in days):  # ISO dates sort as text
        yield Fault("/child/born_on", "The child would be born after something in this file.")


RULES: tuple[Callable[[Json], Iterable[Fault]], ...] = (
    _names_repeated,
    _agencies_unknown,
    _shares_not_whole,
    _needs_repeated,
    _recommended_twice,
    _outcome_without_its_option,
    _conditions_without_outcome,
    _born_too_late,
)


def _shares(told: Json) -> Iterator[tuple[str, dict[str, Json]]]:
    for place, option in enumerate(_list(told, "options")):
        for line_place, line in enumerate(_list(option, "cost_lines")):
            pointer = f"/options/{place}/cost_lines/{line_place}/shares"
            yield pointer, _object(line, "shares")


def _at(told: Json, *names: str) -> Json:
    """Return what lies under names within names; None where there is no such place."""
    for name in names:
        told = told.get(name) if isinstance(told, dict) else None
    return told


def _text(told: Json, *names: str) -> str:
    value = _at(told, *names)
    return value if isinstance(value, str) else ""


def _list(told: Json, *names: str) -> list[Json]:
    value = _at(told, *names)
    return value if isinstance(value, list) else []


def _object(told: Json, *names: str) -> dict[str, Json]:
    value = _at(told, *names)
    return value if isinstance(value, dict) else {}


def _letter(place: int) -> str:
    return ascii_uppercase[place] if place < len(ascii_uppercase) else ""


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")
