"""Both servers for real, in a folder of their own."""

import os
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from panel.supervisor.pair import Pair
from panel.supervisor.refusal import CannotStart


@pytest.fixture
def base() -> Iterator[Path]:
    # Root's PostgreSQL runs as another user, who can't reach pytest's own folders.
    with tempfile.TemporaryDirectory(prefix="panel-pair-", dir="/var/tmp") as folder:
        Path(folder).chmod(0o711)
        yield Path(folder) / "base"


def written(pair: Pair) -> None:
    with psycopg.connect(pair.environment["DATABASE_OWNER_URL"]) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS one")
    with redis.Redis.from_url(pair.environment["REDIS_URL"]) as queue:
        queue.set("kept", "1")


def found(pair: Pair) -> tuple[object, object]:
    with psycopg.connect(pair.environment["DATABASE_OWNER_URL"]) as connection:
        row = connection.execute("SELECT one FROM kept").fetchone()
    with redis.Redis.from_url(pair.environment["REDIS_URL"]) as queue:
        return row, queue.get("kept")


def test_what_was_written_outlives_a_stop(base: Path) -> None:
    first = Pair(base)
    written(first)
    first.leave()

    again = Pair(base)
    try:
        assert found(again) == ((1,), b"1")
    finally:
        again.leave()


def test_what_was_committed_outlives_a_kill(base: Path) -> None:
    pair = Pair(base)
    written(pair)
    for child in pair.children:
        os.kill(child.process.pid, signal.SIGKILL)
        child.process.wait()
    pair.stop()

    again = Pair(base)
    try:
        assert found(again)[0] == (1,)
    finally:
        again.stop()


def test_a_second_command_joins_and_leaves_the_servers_running(base: Path) -> None:
    first = Pair(base)
    try:
        second = Pair(base)
        assert (first.is_ours, second.is_ours) == (True, False)
        assert second.environment == first.environment
        second.leave()
        written(first)
    finally:
        first.leave()


def test_the_application_does_not_own_the_database(base: Path) -> None:
    pair = Pair(base)
    try:
        with (
            psycopg.connect(pair.environment["DATABASE_URL"]) as connection,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            connection.execute("CREATE TABLE made (one int)")
    finally:
        pair.stop()


def test_data_is_forgotten_only_when_nothing_runs(base: Path) -> None:
    pair = Pair(base)
    with pytest.raises(CannotStart, match="Another command"):
        Pair.forget(base)
    pair.stop()

    Pair.forget(base)

    assert not (base / "postgres").exists()


def test_there_is_nothing_to_forget_before_the_first_start(base: Path) -> None:
    Pair.forget(base)

    assert not base.exists()
