"""Keeps children running: starts each again that ends, ever later, and not for ever."""

import contextlib
import os
import selectors
import signal
import time
from collections.abc import Callable, Iterable

from panel.supervisor.processes import Child

PAUSES_SECONDS = (0.2, 0.5, 1.0, 2.0, 5.0)
SETTLED_SECONDS = 30.0


class GaveUp(Exception):
    """Raised when a child has ended after each of its restarts; its text is for people."""


class Watched:
    """A child, and how often it has ended in a row."""

    def __init__(self, child: Child) -> None:
        self.child = child
        self.started_at = time.monotonic()
        self.failures = 0
        self.due_at: float | None = None

    def note_end(self) -> str:
        """
        Set when it is started again; return a line that says so.

        Raises:
            GaveUp: it has used all its pauses without ever running for half a minute.
        """
        _clear_session(self.child)
        name, code = self.child.program.name, self.child.process.wait()
        now = time.monotonic()
        if now - self.started_at > SETTLED_SECONDS:
            self.failures = 0
        if self.failures == len(PAUSES_SECONDS):
            log = self.child.program.log
            words = self.child.last_words()
            raise GaveUp(f"{name} ends each time it is started ({words}): see {log}.")
        self.due_at = now + PAUSES_SECONDS[self.failures]
        self.failures += 1
        return f"{name} ended ({_ending(code)}); starting it again."

    def start_again(self) -> None:
        """Start it again, or try later if what it leans on doesn't answer: that is no failure."""
        if not self.child.program.may_start():
            self.due_at = time.monotonic() + PAUSES_SECONDS[0]
            return
        self.child.start_again()
        self.started_at = time.monotonic()
        self.due_at = None


def keep_running(children: Iterable[Child], *, say: Callable[[str], None]) -> None:
    """
    Start again whichever of `children` ends, saying so, until a signal interrupts us.

    Raises:
        GaveUp: one of them can't be kept running.
    """
    watched = [Watched(child) for child in children]
    while True:
        for one in watched:
            if one.due_at is not None and one.due_at <= time.monotonic():
                one.start_again()
        for one in _wait(watched):
            say(one.note_end())


def _wait(watched: list[Watched]) -> list[Watched]:
    """Wait until a child ends or a restart is due; return those that ended."""
    due = [one.due_at for one in watched if one.due_at is not None]
    timeout = max(0.0, min(due) - time.monotonic()) if due else None
    with contextlib.ExitStack() as stack:
        selector = stack.enter_context(selectors.DefaultSelector())
        for one in watched:
            if one.due_at is None:
                descriptor = os.pidfd_open(one.child.process.pid)
                stack.callback(os.close, descriptor)
                selector.register(descriptor, selectors.EVENT_READ, one)
        return [key.data for key, _ in selector.select(timeout)]


def _clear_session(child: Child) -> None:
    """Kill what a dead child left of its session; its number is its own until we wait for it."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.process.pid, signal.SIGKILL)


def _ending(code: int) -> str:
    return f"exit code {code}" if code >= 0 else signal.Signals(-code).name
