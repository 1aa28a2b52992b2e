"""`manage.py walk` and a file that nobody should have written: each fault by its place, exit 2."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command

from panel.agencies.models import Panel
from tests.decisions.records.test_pdf import text_of

EXAMPLE = json.loads((settings.BASE_DIR / "docs/examples/residential-52-weeks.json").read_text())
SCRIPTS = "قصة 🧸 שלום \u202eexe.pdf\u202c"
ON_PAPER = "[3 letters, Arabic] [teddy bear] [4 letters, Hebrew] exe.pdf"
TOO_OLD = "/child/born_on: The panel takes requests until the 26th birthday."

Step = str | int


def changed(*changes: tuple[tuple[Step, ...], object]) -> dict[str, Any]:
    """Return the example with something else in some places of it."""
    told = deepcopy(EXAMPLE)
    for (*way, last), value in changes:
        place: Any = told
        for step in way:
            place = place[step]
        place[last] = value
    return told


@pytest.fixture
def walk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Return a function that walks a text and gives the exit code and what was said."""

    def walked(text: str | bytes) -> tuple[int, str]:
        file = tmp_path / "request.json"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        try:
            call_command("walk", file, out=tmp_path / "out")
        except SystemExit as ended:
            return int(str(ended.code)), capsys.readouterr().err
        return 0, ""

    return walked


LINE = ("options", 1, "cost_lines", 0)


# These have no database at all, so that whoever reached for one would fail.
@pytest.mark.parametrize(
    ("way", "value", "told"),
    [
        (("story", "story"), 5, "/story/story: This must be a text."),
        (
            ("story", "story"),
            "x" * 1_000_000,
            "This must be 20,000 characters or fewer; you wrote 1,000,000.",
        ),
        (("story", "story"), "a\0", "This holds a character that can't be stored, U+0000."),
        (("story", "story"), "a\x1b", "This holds a character that can't be stored, U+001B."),
        (("child", "born_on"), "0001-01-01", "This must be at least 1950-01-01."),
        (("child", "born_on"), "9999-12-31", "This must be at most 2150-12-31."),
        (("child", "born_on"), 20_130_501, "This must be a date such as 2026-09-01."),
        (("referring_agency",), "housing", "/referring_agency:"),
        ((*LINE, "rate_pence"), -1, "/options/1/cost_lines/0/rate_pence: This must be more than"),
        (
            (*LINE, "rate_pence"),
            10**30,
            "/options/1/cost_lines/0/rate_pence: This must be at most",
        ),
        ((*LINE, "shares"), {"health": 10_001}, "/options/1/cost_lines/0/shares"),
        (("options", 1, "ends_on"), "2020-01-01", "The end date is before the start date."),
        (("meeting", "outcome", "option"), "Q", "/meeting/outcome/option"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_says_what_is_wrong_and_where(
    walk: Any, way: tuple[Step, ...], value: object, told: str
) -> None:
    code, said = walk(json.dumps(changed((way, value))))

    assert code == 2
    assert told in said
    assert len(said) < 500


@pytest.mark.parametrize(
    "text",
    [b"", b"{", b'{"a":' * 5_000, b'{"child": "\\ud800"}', b"\xff\xfe", b'{"a": NaN}'],
    ids=["empty", "cut short", "too deep", "half a character", "no UTF-8", "no number"],
)
def test_says_what_is_no_document(walk: Any, text: bytes) -> None:
    code, said = walk(text)

    assert code == 2
    assert said


@pytest.mark.slow
@pytest.mark.pdf
@pytest.mark.usefixtures("no_panel")
def test_refuses_somebody_of_26_and_leaves_nothing(walk: Any) -> None:
    code, said = walk(json.dumps(changed((("child", "born_on"), "2000-05-01"))))

    assert (code, said.splitlines()) == (2, [TOO_OLD])
    assert not Panel.objects.exists()


@pytest.mark.slow
@pytest.mark.pdf
@pytest.mark.usefixtures("no_panel")
def test_says_at_once_and_where_what_only_the_panel_finds_wrong_and_leaves_nothing(
    walk: Any, tmp_path: Path
) -> None:
    not_ours = changed(
        (("grounds",), {"criteria_met": ["It is near"]}),
        (("story", "child_views_on"), "2099-01-01"),
        (("panel_answers",), [{"question": "Is it cheap?", "answer": "Yes."}]),
    )

    code, said = walk(json.dumps(not_ours))

    assert code == 2
    assert set(said.splitlines()) == {
        "/grounds/criteria_met/0: The panel’s rules don’t have this criterion.",
        "/story/child_views_on: This day lies ahead. Tell it once it has happened.",
        "/panel_answers/0/question: The panel’s rules don’t ask this question.",
    }
    assert not Panel.objects.exists()
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
@pytest.mark.pdf
@pytest.mark.usefixtures("no_panel")
def test_keeps_any_script_in_the_data_and_describes_on_paper_what_has_no_letters(
    walk: Any, tmp_path: Path
) -> None:
    told = changed((("meeting", "outcome", "reasons"), SCRIPTS))

    code, _ = walk(json.dumps(told))

    assert code == 0
    decided = json.loads((tmp_path / "out" / "decision.json").read_text())
    assert SCRIPTS in decided["decision"]["reasons"]
    assert ON_PAPER in text_of((tmp_path / "out" / "decision.pdf").read_bytes())
