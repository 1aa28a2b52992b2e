"""The demonstration from outside: it starts, mends itself, and leaves nothing behind."""

import contextlib
import os
import select
import signal
import socket
import urllib.request
from pathlib import Path

import pytest

from tests.demonstration import Demo


def ready(site: str) -> int:
    address = site.split()[2]
    with urllib.request.urlopen(f"{address}health/ready", timeout=20) as answer:
        return int(answer.status)


@pytest.mark.slow
def test_earlier_data_can_be_forgotten(demo_folder: Path) -> None:
    letter = demo_folder / "mailbox" / "1.eml"
    letter.parent.mkdir(exist_ok=True)
    letter.write_text("Subject: old\n\n", encoding="ascii")

    demo = Demo(demo_folder, "--reset")  # first, so that the sample is loaded once
    demo.until("The panel:")

    assert demo.end(signal.SIGINT) == 0
    assert not letter.exists()


@pytest.mark.slow
def test_the_site_goes_on_whichever_server_is_killed(demo_folder: Path) -> None:
    demo = Demo(demo_folder)
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
def test_nothing_outlives_a_supervisor_that_is_killed(demo_folder: Path) -> None:
    demo = Demo(demo_folder)
    demo.until("The panel:")
    alive = {os.pidfd_open(pid): word for word, pid in demo.children().items()}
    second = Demo(demo_folder)

    assert second.end() == 2
    assert second.lines == [
        "Another command of this checkout runs the servers: stop it, then start again.\n"
    ]

    demo.end(signal.SIGKILL)
    while alive:
        ended, _, _ = select.select(alive, [], [], 30)
        assert ended, f"still there: {', '.join(alive.values())}"
        for descriptor in ended:
            del alive[descriptor]
            os.close(descriptor)


@pytest.mark.parametrize("name", ["DATABASE_URL", "REDIS_URL"])
def test_samples_are_never_loaded_into_a_server_from_outside(tmp_path: Path, name: str) -> None:
    demo = Demo(tmp_path, **{name: "postgres://panel@db.example/panel"})

    assert demo.end() == 2
    assert demo.lines == [
        f"{name} is set, and the demonstration would fill that server with samples:"
        " unset it, or add --use-env if you mean it.\n"
    ]


def test_a_taken_port_stops_it_before_anything_starts(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        demo = Demo(tmp_path, f"--port={taken.getsockname()[1]}")

        assert demo.end() == 2

    assert len(demo.lines) == 1
    assert "can't be opened (address already in use)" in demo.lines[0]
