"""Imports go one way; pyproject.toml says which."""

import subprocess
import sys
from pathlib import Path


def test_every_import_contract_is_kept():
    # In a process of its own: the linter silences every logger of the one it runs in.
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint, "--no-cache"], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout
