import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from panel.cases.document import Faulty
from panel.sample import document

EXAMPLES = sorted((settings.BASE_DIR / "docs" / "examples").glob("*.json"))
WHOLE = json.loads((settings.BASE_DIR / "docs/examples/residential-52-weeks.json").read_text())


def faults_of(text: str | bytes) -> dict[str, str]:
    with pytest.raises(Faulty) as caught:
        document.read(text if isinstance(text, bytes) else text.encode())
    return {fault.pointer: fault.sentence for fault in caught.value.faults}


def changed(**changes: Any) -> dict[str, Any]:
    """The whole example with some of its parts replaced; a dotted path is written with __."""
    told = deepcopy(WHOLE)
    for path, value in changes.items():
        *way, last = [int(step) if step.isdigit() else step for step in path.split("__")]
        place: Any = told
        for step in way:
            place = place[step]
        place[last] = value
    return told


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_reads_each_example(file: Path) -> None:
    assert document.read(file.read_bytes()).options


def test_there_are_three_examples() -> None:
    assert len(EXAMPLES) == 3


def test_reads_a_file_that_begins_with_a_byte_order_mark() -> None:
    assert document.read(b"\xef\xbb\xbf" + json.dumps(WHOLE).encode())


@pytest.mark.parametrize(
    "text",
    ["", "{", "not json", "[" * 5_000, b"\xff\xfe", '{"child": "\\ud800"}'],
    ids=["empty", "cut short", "words", "too deep", "not UTF-8", "half a character"],
)
def test_says_that_a_text_is_not_json(text: str | bytes) -> None:
    assert faults_of(text)[""].startswith("This isn't JSON")


def test_says_every_fault_at_once_wherever_it_lies() -> None:
    told = changed(
        referring_agency="housing",
        child__born_on="2012-13-45",
        needs__1__code="SLD",
        options__0__weeks_per_year="52",
        options__1__cost_lines__1__shares={"social-care": 800, "fire/rescue": 1},
        meeting__outcome__option="Z",
        meeting__positions__health__view="shrug",
    )
    told["colour"] = "red"

    assert set(faults_of(json.dumps(told))) == {
        "/referring_agency",
        "/child/born_on",
        "/needs",
        "/options/0/weeks_per_year",
        "/options/1/cost_lines/1/shares",
        "/options/1/cost_lines/1/shares/fire~1rescue",
        "/meeting/outcome/option",
        "/meeting/positions/health/view",
        "/colour",
    }


@pytest.mark.parametrize(
    ("changes", "pointer", "sentence"),
    [
        ({"options__0__is_recommended": True}, "/options", "Recommend one option, not more."),
        (
            {"meeting__outcome__option": ""},
            "/meeting/outcome/option",
            "Say by its letter which option is agreed.",
        ),
        (
            {"meeting__outcome__outcome": "declined", "meeting__outcome__conditions": []},
            "/meeting/outcome/option",
            "This outcome agrees no option: choose none, or another outcome.",
        ),
        (
            {"meeting__outcome__conditions": []},
            "/meeting/outcome/conditions",
            "Say what the conditions are.",
        ),
        (
            {"meeting__outcome__outcome": "agreed"},
            "/meeting/outcome/conditions",
            "There are no conditions when the outcome is “agreed”.",
        ),
        (
            {"child__born_on": "2027-06-01"},
            "/child/born_on",
            "The child would be born after something in this file.",
        ),
        (
            {"options__1__cost_lines__0__shares": {"education": 9_999}},
            "/options/1/cost_lines/0/shares",
            "The shares come to 9,999 of 10,000 basis points.",
        ),
        (
            {"options__1__ends_on": "2027-01-10"},
            "/options/1",
            "The end date is before the start date.",
        ),
        (
            {"child__given_name": "Tobi\0ah"},
            "/child/given_name",
            "This holds a character that can't be stored, U+0000.",
        ),
        (
            {"child__nhs_number": "9990000019"},
            "/child/nhs_number",
            "This isn't a valid NHS number: check its ten digits.",
        ),
        (
            {"advice": {"housing": WHOLE["advice"]["health"]}},
            "/advice/housing",
            "No agency of the panel has this code; it must be education or health or social-care.",
        ),
    ],
)
def test_says_what_contradicts(changes: dict[str, Any], pointer: str, sentence: str) -> None:
    assert faults_of(json.dumps(changed(**changes)))[pointer] == sentence


def test_says_that_a_name_is_given_twice() -> None:
    text = json.dumps(WHOLE).replace('"kind": "new",', '"kind": "new", "kind": "change",', 1)

    assert faults_of(text) == {"/kind": "This name is given twice."}


@pytest.mark.parametrize("text", ["null", "[]", "5", '{"options": {"0": []}, "needs": "SLD"}'])
def test_looks_for_contradictions_in_json_of_any_shape(text: str) -> None:
    assert faults_of(text)
