"""Waits for a child to answer, and says so when it ends instead."""

import os
import select
import time
from collections.abc import Callable

from panel.supervisor.processes import Child
from panel.supervisor.refusal import CannotStart

STEP_SECONDS = 0.02


def until(child: Child, answers: Callable[[], bool], *, seconds: float) -> None:
    """
    Wait until `answers()` is true, asking again every 20 ms.

    Raises:
        CannotStart: the child ended, or said nothing for `seconds`.
    """
    ended = os.pidfd_open(child.process.pid)
    try:
        latest = time.monotonic() + seconds
        while time.monotonic() < latest:
            if answers():
                return
            if select.select([ended], [], [], STEP_SECONDS)[0]:
                break
    finally:
        os.close(ended)
    name, log = child.program.name, child.program.log
    raise CannotStart(f"{name} did not start ({child.last_words()}): see {log}.")
