"""The demonstration from outside: it starts, mends itself, and leaves nothing behind."""

import contextlib
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.request
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


@pytest.fixture(scope="module")
def local() -> Iterator[Path]:
    """A `.local` for the demonstrations here, one after the other."""
    with tempfile.TemporaryDirectory(prefix="panel-demo-") as folder:
        yield Path(folder)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(folders, "LOCAL", Path(folder))
            shutil.rmtree(folders.default_base())


def ready(site: str) -> int:
    address = site.split()[2]
    with urllib.request.urlopen(f"{address}health/ready", timeout=20) as answer:
        return int(answer.status)


@pytest.mark.slow
def test_earlier_data_can_be_forgotten(local: Path) -> None:
    letter = local / "mailbox" / "1.eml"
    letter.parent.mkdir(exist_ok=True)
    letter.write_text("Subject: old\n\n", encoding="ascii")

    demo = Demo(local, "--reset")  # first, so that the sample is loaded once
    demo.until("The panel:")

    assert demo.end(signal.SIGINT) == 0
    assert not letter.exists()


@pytest.mark.slow
def test_the_site_goes_on_whichever_server_is_killed(local: Path) -> None:
    demo = Demo(local)
    site = demo.until("The panel:")

    for name, word in (("postgres", "PostgreSQL"), ("valkey", "Valkey"), ("dramatiq", "worker")):
        os.kill(demo.children()[name], signal.SIGKILL)
        demo.until(f"{word} ended (SIGKILL)")
    with contextlib.suppress(OSError):
        ready(site)
    os.kill(demo.children()["gunicorn"], signal.SIGKILL)
    demo.until("web ended (SIGKILL)")

    assert ready(site) == 200
    assert demo.end(signal.SIGTERM) == 0
    assert demo.lines[-1] == "Stopped.\n"


@pytest.mark.slow
def test_nothing_outlives_a_supervisor_that_is_killed(local: Path) -> None:
    demo = Demo(local)
    demo.until("The panel:")
    alive = {os.pidfd_open(pid) for pid in demo.children().values()}
    second = Demo(local)

    assert second.end() == 2
    assert second.lines == [
        "Another command of this checkout runs the servers: stop it, then start again.\n"
    ]

    demo.end(signal.SIGKILL)
    while alive:
        ended, _, _ = select.select(alive, [], [], 30)
        assert ended
        alive -= {*ended}
        for descriptor in ended:
            os.close(descriptor)


@pytest.mark.parametrize("name", ["DATABASE_URL", "REDIS_URL"])
def test_samples_are_never_loaded_into_a_server_from_outside(local: Path, name: str) -> None:
    demo = Demo(local, **{name: "postgres://panel@db.example/panel"})

    assert demo.end() == 2
    assert demo.lines == [
        f"{name} is set, and the demonstration would fill that server with samples:"
        " unset it, or add --use-env if you mean it.\n"
    ]


def test_a_taken_port_stops_it_before_anything_starts(local: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        demo = Demo(local, f"--port={taken.getsockname()[1]}")

        assert demo.end() == 2

    assert len(demo.lines) == 1
    assert "can't be opened (address already in use)" in demo.lines[0]
