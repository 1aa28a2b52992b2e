"""Many people press at the same instant, each from a process with a connection of its own."""

import multiprocessing
from collections.abc import Callable, Sequence
from multiprocessing.synchronize import Barrier
from typing import Any

from django.db import DatabaseError, connection, connections

from panel.refusals import Refusal

FORK = multiprocessing.get_context("fork")


def race(press: Callable[..., Any], presses: Sequence[tuple[Any, ...]]) -> list[Any]:
    """
    Call `press(*arguments)` for each at once, when all are connected; return the answers.

    What a press raises is raised here.
    """
    barrier, answers = FORK.Barrier(len(presses)), FORK.Queue()
    connections.close_all()  # a forked process must not share one
    processes = [
        FORK.Process(target=_run, args=(press, arguments, barrier, answers))
        for arguments in presses
    ]
    for process in processes:
        process.start()
    try:
        given = [answers.get(timeout=60) for _ in processes]
    finally:
        for process in processes:
            process.join(timeout=30)
            process.kill()  # what is stuck would keep the tables locked
    for answer in given:
        if isinstance(answer, Exception):
            raise answer
    return given


def _run(
    press: Callable[..., Any], arguments: tuple[Any, ...], barrier: Barrier, answers: Any
) -> None:
    connection.ensure_connection()
    barrier.wait(timeout=60)
    try:
        answers.put(press(*arguments))
    except (DatabaseError, Refusal) as burst:
        answers.put(burst)
    connections.close_all()
