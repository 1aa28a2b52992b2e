import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from panel.supervisor import watch
from panel.supervisor.processes import Child, Program

WAITS = "import signal; signal.pause()"
FAILS = "import sys; sys.exit('out of ink')"


class Heard(Exception):
    """Raised to leave `keep_running`, which otherwise never returns."""


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "PAUSES_SECONDS", (0.0, 0.01))


def start(code: str, folder: Path, **more: Callable[[], bool]) -> Child:
    return Program(
        name="clerk",
        arguments=[sys.executable, "-c", code],
        environment=os.environ,
        log=folder / "clerk.log",
        **more,
    ).start()


def test_a_child_that_is_killed_is_started_again(tmp_path: Path, quick: None) -> None:
    child = start(WAITS, tmp_path)
    lines = []

    def say(line: str) -> None:
        lines.append(line)
        if len(lines) == 2:
            raise Heard
        # The restart comes after this returns; the second death is of the new process.
        os.kill(other.process.pid, signal.SIGKILL)

    other = start(WAITS, tmp_path)
    os.kill(child.process.pid, signal.SIGKILL)
    with pytest.raises(Heard):
        watch.keep_running([child, other], say=say)

    assert lines == ["clerk ended (SIGKILL); starting it again."] * 2
    assert child.is_running
    child.ask_to_stop()
    child.wait()


def test_a_child_that_never_stays_up_is_given_up_with_its_last_words(
    tmp_path: Path, quick: None
) -> None:
    lines: list[str] = []

    with pytest.raises(watch.GaveUp, match=r"clerk ends each time it is started \(out of ink\)"):
        watch.keep_running([start(FAILS, tmp_path)], say=lines.append)

    assert lines == ["clerk ended (exit code 1); starting it again."] * 2


def test_a_child_is_not_started_before_what_it_leans_on_answers(
    tmp_path: Path, quick: None
) -> None:
    answers = iter([False] * 9 + [True])
    lines: list[str] = []

    def say(line: str) -> None:
        lines.append(line)
        if len(lines) == 2:
            raise Heard

    child = start(FAILS, tmp_path, may_start=lambda: next(answers))
    with pytest.raises(Heard):
        watch.keep_running([child], say=say)

    assert next(answers, "all asked") == "all asked"
    assert lines == ["clerk ended (exit code 1); starting it again."] * 2


def test_a_child_that_ran_for_long_starts_afresh(
    tmp_path: Path, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "SETTLED_SECONDS", -1.0)
    lines: list[str] = []

    def say(line: str) -> None:
        lines.append(line)
        if len(lines) == 4:
            raise Heard

    with pytest.raises(Heard):
        watch.keep_running([start(FAILS, tmp_path)], say=say)


def test_what_a_dead_child_started_dies_with_it(tmp_path: Path, quick: None) -> None:
    held = tmp_path / "held"
    os.mkfifo(held)
    child = start(
        f"import subprocess; subprocess.run('exec sleep 60 > {held}', shell=True)", tmp_path
    )

    def say(line: str) -> None:
        raise Heard

    with held.open("rb") as end:  # once the grandchild has opened it
        os.kill(child.process.pid, signal.SIGKILL)
        with pytest.raises(Heard):
            watch.keep_running([child], say=say)

        assert end.read() == b""  # which comes when nobody holds it any more


def test_one_that_does_not_listen_is_killed(tmp_path: Path) -> None:
    ready = tmp_path / "ready"
    os.mkfifo(ready)
    child = start(
        "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
        f" open('{ready}', 'w').close(); signal.pause()",
        tmp_path,
    )
    ready.read_text(encoding="ascii")

    child.ask_to_stop()
    child.wait(seconds=0.1)

    assert child.process.returncode == -signal.SIGKILL
