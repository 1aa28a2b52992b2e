"""The embedded pair, PostgreSQL and Valkey, shared by the commands of one checkout. No Django."""

import fcntl
import os
import shutil
from contextlib import ExitStack
from pathlib import Path
from typing import IO

from panel.supervisor.folders import make_private, require_space
from panel.supervisor.postgres import APPLICATION, OWNER, Postgres
from panel.supervisor.processes import Child
from panel.supervisor.refusal import CannotStart
from panel.supervisor.valkey import Valkey

IN_USE = "Another command of this checkout runs the servers: stop it, then start again."


class Pair:
    """
    Both servers in one folder.

    Who uses them shares `users.lock`; who started them also holds `owner.lock`, and takes
    `users.lock` alone before stopping them. Joining happens one at a time under `start.lock`. The
    kernel drops the locks of a process that dies.
    """

    def __init__(self, base: Path, *, is_throwaway: bool = False) -> None:
        base.parent.mkdir(parents=True, exist_ok=True)
        self.base = make_private(base, mode=0o711 if os.geteuid() == 0 else 0o700)
        require_space(self.base)
        self.is_throwaway = is_throwaway
        self.is_ours = False
        self._users = _open(self.base / "users.lock")
        self._owner = _open(self.base / "owner.lock")
        with ExitStack() as undoing, _open(self.base / "start.lock") as starting:
            fcntl.flock(starting, fcntl.LOCK_EX)
            fcntl.flock(self._users, fcntl.LOCK_SH)
            self.postgres = Postgres(self.base, is_throwaway=is_throwaway)
            self.valkey = Valkey(self.base, is_throwaway=is_throwaway)
            undoing.callback(self.stop)
            self._join()
            undoing.pop_all()

    @property
    def children(self) -> list[Child]:
        """What we started, in that order."""
        return [child for child in (self.postgres.child, self.valkey.child) if child]

    @property
    def environment(self) -> dict[str, str]:
        """The addresses, by the names under which settings.py reads them."""
        return {
            "DATABASE_URL": self.postgres.url(APPLICATION),
            "DATABASE_OWNER_URL": self.postgres.url(OWNER),
            "REDIS_URL": self.valkey.url,
        }

    @classmethod
    def forget(cls, base: Path) -> None:
        """
        Delete the data of a pair that isn't running.

        Raises:
            CannotStart: it runs.
        """
        if not base.exists():
            return
        with _open(base / "start.lock") as starting, _open(base / "owner.lock") as owner:
            fcntl.flock(starting, fcntl.LOCK_EX)
            if not _is_free(owner):
                raise CannotStart(IN_USE)
            for folder in ("postgres", "valkey"):
                shutil.rmtree(base / folder, ignore_errors=True)

    def leave(self) -> None:
        """Stop using the pair; if we started it, stop it once nobody else uses it."""
        if self.is_ours:
            fcntl.flock(self._users, fcntl.LOCK_EX)
        self.stop()

    def stop(self) -> None:
        """Stop what we started, whoever uses it; leave alone what somebody else started."""
        for child in reversed(self.children):
            child.ask_to_stop()
        for child in self.children:
            child.wait()
        if self.is_ours and self.is_throwaway:
            shutil.rmtree(self.base)
        self._owner.close()
        self._users.close()

    def _join(self) -> None:
        self.is_ours = _is_free(self._owner)
        if not self.is_ours:
            return
        for server in (self.postgres, self.valkey):
            server.start()


def _is_free(lock: IO[str]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _open(path: Path) -> IO[str]:
    return path.open("w", encoding="utf-8")
