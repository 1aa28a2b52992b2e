"""Somebody presses again and again until what they press with is killed, at no chosen moment."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Sequence
from enum import Enum
from multiprocessing.connection import Connection
from typing import Any

from django.db import OperationalError, connection, connections

from tests.waiting import wait_until

FORK = multiprocessing.get_context("fork")


class Victim(Enum):
    """What is killed under the work: the process of the site, or the one PostgreSQL gave it."""

    SITE = "the site's process"
    BACKEND = "PostgreSQL's process"


def press_until_killed(
    press: Callable[[Any], object], things: Sequence[Any], *, answered: int, victim: Victim
) -> list[Any]:
    """
    Press for one thing after the other; once so many have been answered, kill at once.

    Returns the things whose press was answered, which is more than were promised by then.
    """
    connections.close_all()  # a forked process must not share one
    heard, saying = FORK.Pipe(duplex=False)
    process = FORK.Process(target=_press_all, args=(press, things, saying))
    process.start()
    saying.close()
    backend_pid: int = heard.recv()
    done = [heard.recv() for _ in range(answered)]
    process_id = process.pid if victim is Victim.SITE else backend_pid
    assert process_id is not None
    os.kill(process_id, signal.SIGKILL)
    done += _the_rest(heard)
    process.join(timeout=30)
    wait_until(_answers, wanted="PostgreSQL is back")
    return done


def _press_all(press: Callable[[Any], object], things: Sequence[Any], saying: Connection) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = on")
        cursor.execute("SELECT pg_backend_pid()")
        saying.send(cursor.fetchone()[0])
    for thing in things:
        try:
            press(thing)
        except OperationalError:
            return  # PostgreSQL was killed under it
        saying.send(thing)


def _the_rest(heard: Connection) -> list[Any]:
    """Return what was answered until the end."""
    rest = []
    try:
        while True:
            rest.append(heard.recv())
    except EOFError:
        return rest


def _answers() -> bool:
    """Say whether PostgreSQL has recovered from the death of one of its processes."""
    connections.close_all()
    try:
        connection.ensure_connection()
    except OperationalError:
        return False
    return True
