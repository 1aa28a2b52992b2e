import os
import stat
from pathlib import Path

import pytest

from panel.supervisor import keys


def test_secrets_are_made_once_and_are_ours_alone(tmp_path: Path) -> None:
    made = keys.environment(tmp_path / "local")

    assert keys.environment(tmp_path / "local") == made
    assert len(made["PANEL_SECRET_KEY"]) >= 50
    assert made["PANEL_SECRET_KEY"] != made["PANEL_SEAL_PASSPHRASE"]
    for name in keys.SECRETS:
        assert stat.S_IMODE((tmp_path / "local" / name).stat().st_mode) == 0o600


def test_what_is_set_from_outside_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PANEL_ADDRESS", "https://panel.example")
    monkeypatch.delenv("PANEL_FROM", raising=False)

    keys.offer({"PANEL_ADDRESS": "http://127.0.0.1", "PANEL_FROM": "panel@panel.example"})

    assert os.environ["PANEL_ADDRESS"] == "https://panel.example"
    assert os.environ["PANEL_FROM"] == "panel@panel.example"
