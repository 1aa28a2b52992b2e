"""
`python3 requirements/install.py demo` (or `dev`): brings .venv to the lock file of that name.

It runs before anything is installed, so it needs only Python's own library. What is done is
remembered in .local, so the next time needs no network.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import system_packages

CHECKOUT = Path(__file__).resolve().parent.parent
LOCAL = CHECKOUT / ".local"
ENVIRONMENT = CHECKOUT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
OLDEST = (3, 11)


class Failed(Exception):
    """Raised when a step can't be done; its text says what to do about it."""


def main(layer: str) -> int:
    """Install `layer` unless that is done already; return the exit code."""
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:2]))
        sys.stderr.write(
            f"This needs Python 3.11 or newer, and python3 is {found}: install one.\n"
        )
        return 2
    LOCAL.mkdir(exist_ok=True)
    with (LOCAL / "install.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            _install_packages(layer)
            system_packages.install(layer, LOCAL)
        except Failed as reason:
            sys.stderr.write(f"{reason}\n")
            return 2
    return 0


def _install_packages(layer: str) -> None:
    requirements = CHECKOUT / "requirements" / f"{layer}.txt"
    stamp = ENVIRONMENT / f"installed-{layer}"
    wanted = hashlib.sha256(requirements.read_bytes()).hexdigest()
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    _say(f"Installing the Python packages of requirements/{layer}.txt into .venv.")
    uv = _find_uv()
    if not (uv and _with_uv(uv, requirements)):
        _with_pip(requirements)
    stamp.write_text(wanted)


def _find_uv() -> "str | None":
    """Return uv, fetched into .local if the machine has none; None if it can't be."""
    if present := shutil.which("uv"):
        return present
    tools = LOCAL / "tools"
    fetched = tools / "bin" / "uv"
    lock = CHECKOUT / "requirements" / "tools.txt"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes"]
    if not fetched.exists() and _try([*pip, f"--target={tools}", f"--requirement={lock}"]):
        return None
    return str(fetched)


def _with_uv(uv: str, requirements: Path) -> bool:
    """Return whether uv could install everything."""
    make = [uv, "venv", "--quiet", "--no-python-downloads", "--python", sys.executable]
    if not PYTHON.exists() and _try([*make, str(ENVIRONMENT)]):
        return False
    install = [uv, "pip", "install", "--quiet", "--require-hashes", "--python", str(PYTHON)]
    return not _try([*install, f"--requirement={requirements}"])


def _with_pip(requirements: Path) -> None:
    _say("Installing with pip instead; this takes a minute.")
    if complaint := _try([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)]):
        raise Failed(
            f"{complaint}\nPython can't make .venv: `apt-get install python3-venv` as root."
        )
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if complaint := _try([*pip, "--require-hashes", f"--requirement={requirements}"]):
        raise Failed(f"{complaint}\nThe packages can't be installed: see above, then try again.")


def _try(command: "list[str]") -> str:
    """Run `command`; return "" if it succeeded, else what it complained of."""
    done = subprocess.run(command, capture_output=True, text=True, cwd=CHECKOUT, check=False)
    return "" if done.returncode == 0 else (done.stderr or done.stdout).strip()[-2000:] or "failed"


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    os.umask(0o022)
    sys.exit(main(sys.argv[1]))
