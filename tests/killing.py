"""
Somebody presses, and what they press with is killed at a drawn statement of the press: the
process of the site, or the one that PostgreSQL gave it.

The press stops itself before that statement and says so; only then is it killed, so that the
death surely falls within the work and not between two presses.
"""

import multiprocessing
import os
import signal
from collections.abc import Callable
from enum import Enum
from multiprocessing.connection import Connection
from typing import Any

from django.db import OperationalError, connection, connections

from tests import services
from tests.waiting import wait_until

FORK = multiprocessing.get_context("fork")
STOPPED, DONE = "stopped", "done"  # what a press says: before the drawn statement, or answered


class Victim(Enum):
    """What is killed under the work."""

    SITE = "the site's process"
    BACKEND = "PostgreSQL's process"


def press_and_kill(press: Callable[[], object], *, before: int, victim: Victim) -> bool:
    """
    Press, and kill before the statement of that number, the first being 1.

    Returns whether it was killed: False where the press had fewer statements and was answered.
    """
    assert services.OURS in os.environ, "Another machine's processes can't be killed from here."
    _write_down()
    connections.close_all()  # a forked process must not share one
    heard, saying = FORK.Pipe(duplex=False)
    waiting, telling = FORK.Pipe(duplex=False)
    process = FORK.Process(target=_press, args=(press, before, saying, waiting))
    process.start()
    saying.close()
    backend_pid: int = heard.recv()
    if heard.recv() == DONE:
        process.join(timeout=30)
        return False
    assert process.pid is not None
    os.kill(process.pid if victim is Victim.SITE else backend_pid, signal.SIGKILL)
    telling.send("go on")  # to nobody, where it was the site's process
    process.join(timeout=30)
    assert process.exitcode == (-signal.SIGKILL if victim is Victim.SITE else KILLED_UNDER_IT)
    wait_until(_answers, wanted="PostgreSQL is back")
    return True


KILLED_UNDER_IT = 3  # how a press ends whose connection was killed


def _write_down() -> None:
    """Have PostgreSQL keep all there is: tests' own server forgets what it hasn't written yet."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET synchronous_commit = on")
        cursor.execute("SELECT pg_logical_emit_message(true, 'tests', 'kept')")


def _press(
    press: Callable[[], object], before: int, saying: Connection, waiting: Connection
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        saying.send(cursor.fetchone()[0])
    left = before

    def stop_before(execute: Callable[..., Any], *statement: Any) -> Any:
        nonlocal left
        left -= 1
        if not left:
            saying.send(STOPPED)
            waiting.recv()
        return execute(*statement)

    try:
        with connection.execute_wrapper(stop_before):
            press()
    except OperationalError:
        os._exit(KILLED_UNDER_IT)
    saying.send(DONE)


def _answers() -> bool:
    """Say whether PostgreSQL has recovered from the death of one of its processes."""
    connections.close_all()
    try:
        connection.ensure_connection()
    except OperationalError:
        return False
    return True
