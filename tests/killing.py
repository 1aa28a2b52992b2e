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
DONE = "done"  # the press ended before the drawn statement


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
    connections.close_all()  # a forked process must not share one
    heard, saying = FORK.Pipe(duplex=False)
    stopped, going_on = FORK.Event(), FORK.Event()
    process = FORK.Process(target=_press, args=(press, before, saying, stopped, going_on))
    process.start()
    saying.close()
    backend_pid: int = heard.recv()
    while not stopped.wait(0.01):
        if heard.poll() and heard.recv() == DONE:
            process.join(timeout=30)
            return False
    assert process.pid is not None
    os.kill(process.pid if victim is Victim.SITE else backend_pid, signal.SIGKILL)
    going_on.set()
    process.join(timeout=30)
    assert process.exitcode == (-signal.SIGKILL if victim is Victim.SITE else KILLED_UNDER_IT)
    wait_until(_answers, wanted="PostgreSQL is back")
    return True


KILLED_UNDER_IT = 3  # how a press ends whose connection was killed


def _press(
    press: Callable[[], object], before: int, saying: Connection, stopped: Any, going_on: Any
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = on")  # else tests' own server may forget
        cursor.execute("SELECT pg_backend_pid()")
        saying.send(cursor.fetchone()[0])
    left = before

    def stop_before(execute: Callable[..., Any], *statement: Any) -> Any:
        nonlocal left
        left -= 1
        if not left:
            stopped.set()
            going_on.wait()
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
