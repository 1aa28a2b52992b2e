"""A disk that is really full: a tiny file system, where the machine lets us make one."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from panel.supervisor import pair as pairs
from panel.supervisor.folders import LEAST_FREE_BYTES
from panel.supervisor.pair import Pair
from panel.supervisor.refusal import CannotStart


@pytest.fixture
def full_disk() -> Iterator[Path]:
    if os.geteuid() != 0:
        pytest.skip("only root can mount a file system")
    # Root's PostgreSQL runs as another user, who can't reach pytest's own folders.
    disk = Path(tempfile.mkdtemp(prefix="panel-full-", dir="/var/tmp"))
    disk.chmod(0o711)
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        disk.rmdir()
        pytest.skip(f"this machine mounts no file system: {mounted.stderr.decode()}")
    disk.chmod(0o711)
    yield disk
    subprocess.run(["umount", "--lazy", disk], check=True)
    disk.rmdir()


def test_a_nearly_full_disk_is_said_before_a_server_starts(full_disk: Path) -> None:
    with pytest.raises(CannotStart, match=f"needs? {LEAST_FREE_BYTES // 1024**2} MB: make room"):
        Pair(full_disk / "base")


def test_a_disk_that_fills_while_the_cluster_is_made_is_said_too(
    full_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pairs, "require_space", lambda folder: None)

    with pytest.raises(CannotStart, match=r"^The disk that holds .* is full: make room"):
        Pair(full_disk / "base")
