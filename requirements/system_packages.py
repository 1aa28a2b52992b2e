"""The few libraries and programs that no Python package holds: Pango, and a browser for tests."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

PANGO = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
LIBRARIES = ("libgobject-2.0.so.0", "libpango-1.0.so.0", "libpangoft2-1.0.so.0")
#: The first has no window to draw, which halves its work; Debian has it and Ubuntu hasn't.
BROWSERS = ("chromium-headless-shell", "chromium")
LOAD = "import ctypes, sys\nfor name in sys.argv[1:]: ctypes.CDLL(name)"
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<dir>{folder}/usr/share/fonts</dir><dir>/usr/share/fonts</dir><cachedir>{folder}/cache</cachedir>
</fontconfig>
"""


def install(layer: str, local: Path) -> None:
    """
    Install what is missing for `layer`; say what can't be, which is no reason to stop.

    As root apt-get does it. Otherwise Pango is unpacked into `local`, and a browser isn't.
    """
    if not _has_pango(local) and not _apt(PANGO) and not _unpack(PANGO, local / "pango"):
        _say(f"Pango, which draws PDFs, can't be installed: `apt-get install {' '.join(PANGO)}`.")
    if layer == "dev":
        _install_for_tests()


def _install_for_tests() -> None:
    for browser in BROWSERS:
        missing = _missing_for_tests(browser)
        if not missing or _apt(missing):
            return
    _say(f"Some tests will be skipped until root runs `apt-get install {' '.join(missing)}`.")


def _has_pango(local: Path) -> bool:
    return (local / "pango" / "fonts.conf").exists() or _loads(*LIBRARIES)


def _missing_for_tests(browser: str) -> "tuple[str, ...]":
    """Return what is missing: a browser, Playwright's driver's library, two judges of PDFs."""
    missing = {
        browser: not any(map(shutil.which, BROWSERS)),
        "libatomic1": not _loads("libatomic.so.1"),
        "poppler-utils": not shutil.which("pdfsig"),
        "qpdf": not shutil.which("qpdf"),
    }
    return tuple(package for package, is_missing in missing.items() if is_missing)


def _loads(*libraries: str) -> bool:
    return _runs([sys.executable, "-S", "-c", LOAD, *libraries])


def _apt(packages: "tuple[str, ...]") -> bool:
    """Return whether apt-get could install `packages`; only root may."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    _say(f"Installing {' '.join(packages)}.")
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    install = ["apt-get", "install", "--quiet", "--yes", "--no-install-recommends", *packages]
    return _runs(["apt-get", "update", "--quiet"]) and _runs(install)


def _unpack(packages: "tuple[str, ...]", folder: Path) -> bool:
    """Return whether `packages` and what they need could be unpacked into `folder`."""
    if not shutil.which("apt-get"):
        return False
    _say(f"Unpacking {' '.join(packages)} into {folder}.")
    state, archives = folder / "apt", folder / "archives"
    for path in (state / "lists" / "partial", state / "archives" / "partial", archives):
        path.mkdir(parents=True, exist_ok=True)
    apt = [
        *("apt-get", "--quiet", f"--option=Dir::State={state}", f"--option=Dir::Cache={state}"),
        *("--option=Dir::State::status=/var/lib/dpkg/status", "--option=Debug::NoLocking=1"),
    ]
    if not _runs([*apt, "update"]):
        return False
    wanted = [*apt, "install", "--no-install-recommends", "--print-uris", "--yes", *packages]
    listed = subprocess.run(wanted, capture_output=True, text=True, check=False).stdout
    names = [line.split()[1].split("_")[0] for line in listed.splitlines() if line[:1] == "'"]
    if not names or not _runs([*apt, "download", *names], folder=archives):
        return False
    for archive in archives.glob("*.deb"):
        _runs(["dpkg", "--extract", str(archive), str(folder)])
    (folder / "fonts.conf").write_text(FONTS.format(folder=folder))
    shutil.rmtree(archives)
    return True


def _runs(command: "list[str]", folder: "Path | None" = None) -> bool:
    return subprocess.run(command, capture_output=True, cwd=folder, check=False).returncode == 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
