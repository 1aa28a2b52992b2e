"""`manage.py walk`: from a file to a signed record, or nothing at all."""

import csv
import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.conf import settings
from django.core.management import call_command

from panel.agencies.models import Panel
from panel.audit.models import Event
from panel.cases.models import PlacementRequest
from panel.deadlines.models import Notice
from panel.decisions.models import DecisionRecord
from panel.pooledbudget.models import JournalEntry

EXAMPLES = settings.BASE_DIR / "docs" / "examples"
RESIDENTIAL = EXAMPLES / "residential-52-weeks.json"

pytestmark = [pytest.mark.usefixtures("no_panel"), pytest.mark.slow, pytest.mark.pdf]


def walk(file: Path, out: Path) -> int:
    try:
        call_command("walk", file, out=out)
    except SystemExit as ended:
        return int(str(ended.code))
    return 0


def ledger_lines(out: Path) -> list[dict[str, str]]:
    return list(csv.DictReader((out / "ledger.csv").read_text().splitlines()))


@pytest.fixture
def written(tmp_path: Path) -> Iterator[Any]:
    def write(**changes: Any) -> Path:
        told = json.loads(RESIDENTIAL.read_text())
        told["options"][1]["cost_lines"][0]["rate_pence"] = changes.get("rate_pence", 124_000)
        told["meeting"]["outcome"] = changes.get("outcome", told["meeting"]["outcome"])
        told["meeting"]["positions"]["health"]["view"] = changes.get("health", "support")
        file = tmp_path / "request.json"
        file.write_text(json.dumps(told))
        return file

    return write


@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("*.json")), ids=lambda file: file.stem)
def test_leaves_the_four_files_that_prove_the_decision(file: Path, tmp_path: Path) -> None:
    code = walk(file, tmp_path / "new" / "out")

    assert code == 0
    out = tmp_path / "new" / "out"
    assert {path.name for path in out.iterdir()} == {
        "decision.pdf",
        "decision.json",
        "ledger.csv",
        "timeline.json",
    }
    with pikepdf.open(BytesIO((out / "decision.pdf").read_bytes())) as pdf:
        attached = pdf.attachments["decision.json"].get_file().read_bytes()
    assert attached == (out / "decision.json").read_bytes()
    call_command("verify_record", out / "decision.pdf")
    call_command("prove")


def test_writes_both_sides_of_every_entry_and_the_whole_timeline(tmp_path: Path) -> None:
    walk(RESIDENTIAL, tmp_path)

    lines = ledger_lines(tmp_path)
    pence = dict.fromkeys(("debit", "credit"), 0)
    for line in lines:
        pence[line["side"]] += int(line["amount_pence"])
    assert pence["debit"] == pence["credit"] > 0
    assert list(dict.fromkeys(line["verb"] for line in lines)) == ["reserve", "commit"]
    assert len({line["hash"] for line in lines}) == 2

    events = json.loads((tmp_path / "timeline.json").read_text())["events"]
    assert [event["sequence"] for event in events] == list(range(1, len(events) + 1))
    assert events[-1]["kind"] == "record_issued"
    assert [event["previous_hash"] for event in events[1:]] == [e["hash"] for e in events[:-1]]


@pytest.mark.parametrize("outcome", ["declined", "deferred", "referred_on"])
def test_a_request_not_agreed_ends_in_a_record_and_holds_no_money(
    outcome: str, written: Any, tmp_path: Path
) -> None:
    told = {"outcome": outcome, "reasons": "It can be met nearer home."}
    asked = {
        "deferred": {"deferral_reason": "Information is missing"},
        "referred_on": {"referred_to": "The continuing care panel"},
    }
    file = written(outcome=told | asked.get(outcome, {}))

    assert walk(file, tmp_path / "out") == 0
    assert PlacementRequest.objects.get().stage == outcome
    verbs = {line["verb"] for line in ledger_lines(tmp_path / "out")}
    assert verbs == {"reserve", "release"}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"rate_pence": 900_000}, "is over your limit of £5,000.00 a week."),
        ({"health": "oppose"}, "The rules ask for the support of Health, which would pay."),
    ],
)
def test_a_refusal_on_the_way_says_why_and_leaves_nothing(
    changes: dict[str, Any],
    sentence: str,
    written: Any,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert walk(written(**changes), tmp_path / "out") == 2

    assert sentence in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    for model in (Panel, PlacementRequest, JournalEntry, DecisionRecord, Event, Notice):
        assert not model.objects.exists(), model


def test_a_faulty_file_is_told_all_its_faults_and_leaves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "bad.json"
    file.write_text('{"referring_agency": "housing", "child": {}, "needs": 5}')

    assert walk(file, tmp_path / "out") == 2

    told = capsys.readouterr().err
    for pointer in ("/referring_agency:", "/child/born_on:", "/needs:", "/advice:", "/meeting:"):
        assert pointer in told
    assert not (tmp_path / "out").exists()
    assert not Panel.objects.exists()


def test_a_file_that_is_not_there_and_a_folder_that_is_a_file_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert walk(tmp_path / "nowhere.json", tmp_path / "out") == 2
    assert "No such file" in capsys.readouterr().err
    (tmp_path / "out").write_text("")
    assert walk(RESIDENTIAL, tmp_path / "out" / "deeper") == 2
    assert "is not a folder." in capsys.readouterr().err
    assert not Panel.objects.exists()
