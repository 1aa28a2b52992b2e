"""
`python -m panel.supervisor.assets`: builds what browsers and PDFs load, into `panel/static/build`.

Styles are compiled from `panel/static/src/app.scss` and GOV.UK Frontend; fonts are merged. Nothing
is built if nothing has changed since the last time.
"""

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from panel.supervisor import fonts
from panel.supervisor.folders import CHECKOUT
from panel.supervisor.refusal import EXIT_CODE, CannotStart

STATIC = CHECKOUT / "panel" / "static"
SOURCE = STATIC / "src"
MODULES = CHECKOUT / "node_modules"
FONT = MODULES / "@fontsource" / "source-sans-3"

# Only services on gov.uk may use these.
RESERVED = (b"GDS Transport", b"gds-transport", b"crest", b"crown")


def build(build_folder: Path = STATIC / "build") -> bool:
    """
    Build everything into `build_folder`, replacing what was there; return whether there was need.

    Raises:
        CannotStart: npm or Sass failed, or something reserved for gov.uk got in.
    """
    stamp = build_folder / "stamp"
    wanted = _fingerprint()
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return False
    _install_packages()
    new = build_folder.with_suffix(".new")
    shutil.rmtree(new, ignore_errors=True)
    (new / "fonts").mkdir(parents=True)
    compile_styles(new / "app.css")
    for weight in fonts.WEIGHTS:
        fonts.merge(weight, FONT, new / "fonts")
    shutil.copy(FONT / "LICENSE", new / "fonts" / "OFL.txt")
    refuse_reserved(new)
    (new / "stamp").write_text(wanted, encoding="ascii")
    shutil.rmtree(build_folder, ignore_errors=True)
    new.rename(build_folder)
    return True


def _fingerprint() -> str:
    """Return a hash of everything that the result depends on."""
    ours = [Path(__file__), Path(fonts.__file__), *sorted(SOURCE.rglob("*.scss"))]
    digest = hashlib.sha256()
    for path in (CHECKOUT / "package-lock.json", *ours):
        digest.update(path.relative_to(CHECKOUT).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


def _install_packages() -> None:
    """Bring node_modules to the lock, unless it is there already."""
    lock = CHECKOUT / "package-lock.json"
    copy = MODULES / ".installed-lock.json"
    if copy.exists() and copy.read_bytes() == lock.read_bytes():
        return
    _run(Path(sys.executable).with_name("npm"), "ci", "--omit=optional", "--loglevel=error")
    shutil.copy(lock, copy)


def compile_styles(target: Path) -> None:
    """
    Compile `app.scss` into `target`.

    Raises:
        CannotStart: with what Sass complains of.
    """
    _run(
        *(Path(sys.executable).with_name("node"), MODULES / "sass" / "sass.js"),
        *("--load-path=node_modules", "--quiet-deps", "--style=compressed", "--no-source-map"),
        *(SOURCE / "app.scss", target),
    )


def _run(*command: Path | str) -> None:
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        said = (done.stderr or done.stdout).strip()
        raise CannotStart(f"{Path(command[0]).name} failed; mend what it says:\n{said}")


def refuse_reserved(folder: Path) -> None:
    """
    See that nothing reserved for gov.uk is in the names or the contents of the files of `folder`.

    Raises:
        CannotStart: for the first that is.
    """
    for path, word in _reserved_uses(folder):
        raise CannotStart(
            f"{path.name} contains “{word}”, which only gov.uk may use: leave it out."
        )


def _reserved_uses(folder: Path) -> Iterator[tuple[Path, str]]:
    for path in folder.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        for word in RESERVED:
            if word.lower() in content.lower() + path.name.lower().encode():
                yield path, word.decode()


if __name__ == "__main__":
    try:
        build()
    except CannotStart as refusal:
        sys.stderr.write(f"{refusal}\n")
        sys.exit(EXIT_CODE)
