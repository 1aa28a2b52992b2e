"""One child process: started so that it can't outlive us, and stopped politely."""

import ctypes
import os
import pwd
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)


@dataclass(frozen=True)
class Program:
    """
    What to run, and how to stop it.

    Attributes:
        name: what people call it, and the name of its log.
        environment: the whole of it; nothing is inherited.
        runs_as: the user it is handed to; None keeps ours.
        stop_signal: asks it to finish soon, and is also sent to it when we die.
        sockets: file descriptors that it inherits.
        may_start: whether what it leans on answers; asked before it is started again.
    """

    name: str
    arguments: Sequence[str]
    environment: Mapping[str, str]
    log: Path
    runs_as: pwd.struct_passwd | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    sockets: Sequence[int] = field(default=())
    may_start: Callable[[], bool] = field(default=lambda: True)

    def start(self) -> "Child":
        """
        Start it in a session of its own, so that Ctrl-C reaches only the supervisor.

        Call this from the main thread: the kernel tells a child of its parent *thread's* death.
        """
        return Child(self, self.spawn())

    def spawn(self) -> "subprocess.Popen[bytes]":
        """Start a process of it; `start` and `Child.start_again` are the only callers."""
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [os.fspath(argument) for argument in self.arguments],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/" if self.runs_as else None,
                env=dict(self.environment),
                start_new_session=True,
                pass_fds=self.sockets,
                preexec_fn=_stop_with_parent(self.stop_signal),
                **as_user(self.runs_as),
            )


class Child:
    """A program and the process that runs it now."""

    def __init__(self, program: Program, process: "subprocess.Popen[bytes]") -> None:
        self.program = program
        self.process = process

    @property
    def is_running(self) -> bool:
        return self.process.poll() is None

    def start_again(self) -> None:
        """Put a new process in the place of one that has ended."""
        self.process = self.program.spawn()

    def ask_to_stop(self) -> None:
        """Send the signal that means "finish"; do nothing if it has ended already."""
        if self.is_running:
            self.process.send_signal(self.program.stop_signal)

    def wait(self, *, seconds: float = 15) -> None:
        """Wait until it has ended; after `seconds` its whole session is killed."""
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def last_words(self) -> str:
        """Return the last line of its log, or "" if it said nothing."""
        lines = self.program.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return lines[-1].strip() if lines else ""


def unprivileged_user() -> pwd.struct_passwd | None:
    """Return whom PostgreSQL is handed to when we are root, as which it won't run; else None."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


class Handover(TypedDict, total=False):
    """The arguments of `subprocess` functions that hand a child to another user."""

    user: int
    group: int
    extra_groups: list[int]


def as_user(user: pwd.struct_passwd | None) -> Handover:
    """Return what hands a child to `user`; for None it stays ours."""
    if user is None:
        return {}
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _stop_with_parent(stop_signal: signal.Signals) -> Callable[[], None]:
    parent = os.getpid()

    def between_fork_and_exec() -> None:
        LIBC.prctl(PR_SET_PDEATHSIG, stop_signal)
        if os.getppid() != parent:
            os.kill(os.getpid(), stop_signal)

    return between_fork_and_exec
