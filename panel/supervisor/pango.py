"""Whether the libraries that draw PDFs are here: the machine's, or unpacked in `.local`."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from panel.supervisor.folders import LOCAL
from panel.supervisor.refusal import CannotStart

LIBRARIES = ("libgobject-2.0.so.0", "libpango-1.0.so.0", "libpangoft2-1.0.so.0")
PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
UNPACKED = LOCAL / "pango"
LOAD = "import ctypes, sys\nfor name in sys.argv[1:]: ctypes.CDLL(name)"


def environment(unpacked: Path = UNPACKED) -> dict[str, str]:
    """Return what lets a process find libraries unpacked without root; {} if none are."""
    folders = sorted({str(path.parent) for path in unpacked.glob("usr/lib/*/libpango-1.0.so.0")})
    if not folders:
        return {}
    return {
        "LD_LIBRARY_PATH": os.pathsep.join(folders),
        "FONTCONFIG_FILE": str(unpacked / "fonts.conf"),
    }


def require(
    inherited: Mapping[str, str] = os.environ, *, libraries: Sequence[str] = LIBRARIES
) -> None:
    """
    See that a child with the environment `inherited` could load the libraries.

    Raises:
        CannotStart: it couldn't.
    """
    tried = subprocess.run(
        [sys.executable, "-S", "-c", LOAD, *libraries],
        env={**inherited, **environment()},
        capture_output=True,
        check=False,
    )
    if tried.returncode != 0:
        raise CannotStart(
            f"Pango, which draws the PDFs, is not here: run `apt-get install {PACKAGES}` as root."
        )
