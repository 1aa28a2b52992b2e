from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from panel.clock import now
from panel.sample import document, outputs
from panel.sample.walk import walk

EXAMPLE = settings.BASE_DIR / "docs" / "examples" / "local-special-school.json"

pytestmark = [pytest.mark.usefixtures("committed_db"), pytest.mark.slow, pytest.mark.pdf]


@pytest.fixture
def issued(committed_db: None, tmp_path: Path) -> Path:
    walked = walk(document.read(EXAMPLE.read_bytes()), at=now())
    outputs.write(walked, tmp_path)
    return tmp_path / "decision.pdf"


def test_the_file_as_issued_is_genuine(issued: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("verify_record", issued)

    assert "is genuine and current." in capsys.readouterr().out


@pytest.mark.parametrize("place", [0.1, 0.5, 0.9])
def test_one_flipped_bit_is_found(
    place: float, issued: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = bytearray(issued.read_bytes())
    changed[int(len(changed) * place)] ^= 1
    issued.write_bytes(changed)

    with pytest.raises(SystemExit, match="1"):
        call_command("verify_record", issued)

    # Where the flip breaks the file's own frame, not even its number can be read any more.
    said = capsys.readouterr().out
    assert "is altered." in said or "is unknown." in said


def test_a_stranger_is_unknown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7 nothing")

    with pytest.raises(SystemExit, match="1"):
        call_command("verify_record", tmp_path / "letter.pdf")

    assert "is unknown." in capsys.readouterr().out


def test_a_file_that_is_not_there_is_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="2"):
        call_command("verify_record", tmp_path / "nowhere.pdf")
