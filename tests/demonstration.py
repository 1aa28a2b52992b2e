"""A demonstration from outside: `manage.py demo` with a `.local` and ports of its own."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from panel.supervisor import folders, keys

SET_BY_TESTS = {"DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", *keys.NAMES}


class Demo:
    """A demonstration that runs with a `.local` and ports of its own."""

    def __init__(self, local: Path, *arguments: str, **environment: str) -> None:
        ours = {name: value for name, value in os.environ.items() if name not in SET_BY_TESTS}
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "demo", "--port=0", "--mailbox-port=0", *arguments],
            cwd=folders.CHECKOUT,
            env={**ours, "PANEL_LOCAL": str(local), **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.lines: list[str] = []

    def until(self, words: str) -> str:
        """Read what it says up to the line that holds `words`, and return that line."""
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.append(line)
            if words in line:
                return line
        raise AssertionError(f"ended without saying {words!r}: {self.lines}")

    def children(self) -> dict[str, int]:
        """Return the process number of each child, by a word of its command line."""
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        commands = {int(pid): Path(f"/proc/{pid}/cmdline").read_text() for pid in listed.split()}
        words = ("postgres", "valkey", "mailbox", "gunicorn", "dramatiq", "sweep")
        return {word: pid for word in words for pid, line in commands.items() if word in line}

    def end(self, number: signal.Signals | None = None) -> int:
        """Send a signal, if any, read the rest, and return the exit code."""
        if number:
            self.process.send_signal(number)
        assert self.process.stdout
        with self.process.stdout as rest:
            self.lines += rest
        return self.process.wait(30)


@contextlib.contextmanager
def own_local() -> Iterator[Path]:
    """Give a `.local` for demonstrations, one after the other; leave nothing behind."""
    with tempfile.TemporaryDirectory(prefix="panel-demo-") as folder:
        yield Path(folder)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(folders, "LOCAL", Path(folder))
            shutil.rmtree(folders.default_base(), ignore_errors=True)  # if any ran
