"""
`python -m panel.supervisor.assets`: builds what browsers and PDFs load, into `panel/static/build`.

Styles are compiled from `panel/static/src/app.scss` and GOV.UK Frontend. Of the font, each
weight's latin and latin-ext halves become one file: a PDF made with two would carry wrong widths.
Nothing is built if nothing has changed since the last time.
"""

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont

from panel.supervisor.folders import CHECKOUT
from panel.supervisor.refusal import EXIT_CODE, CannotStart

STATIC = CHECKOUT / "panel" / "static"
SOURCE = STATIC / "src"
MODULES = CHECKOUT / "node_modules"
FONT = MODULES / "@fontsource" / "source-sans-3"
WEIGHTS = {400: "Regular", 600: "SemiBold", 700: "Bold"}

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
    _compile_styles(new / "app.css")
    for weight in WEIGHTS:
        _merge_font(weight, new / "fonts")
    shutil.copy(FONT / "LICENSE", new / "fonts" / "OFL.txt")
    _refuse_reserved(new)
    (new / "stamp").write_text(wanted, encoding="ascii")
    shutil.rmtree(build_folder, ignore_errors=True)
    new.rename(build_folder)
    return True


def _fingerprint() -> str:
    """Return a hash of everything that the result depends on."""
    sources = [CHECKOUT / "package-lock.json", Path(__file__), *sorted(SOURCE.rglob("*.scss"))]
    digest = hashlib.sha256()
    for path in sources:
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


def _compile_styles(target: Path) -> None:
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


def _merge_font(weight: int, folder: Path) -> None:
    """Make one TTF for PDFs and one WOFF2 for browsers out of both halves of `weight`."""
    halves = []
    for half in ("latin", "latin-ext"):
        file = FONT / "files" / f"source-sans-3-{half}-{weight}-normal.woff2"
        font = TTFont(file, recalcTimestamp=False)
        font.flavor = None
        halves.append(folder / f"{half}.ttf")
        font.save(halves[-1])
    merged = Merger().merge([str(half) for half in halves])
    # The merger dates its work today, but the same input must give the same bytes.
    merged.recalcTimestamp = False
    merged["head"].created = merged["head"].modified = font["head"].modified
    _rename(merged, WEIGHTS[weight])
    merged.save(folder / f"SourceSans3-{weight}.ttf")
    merged.flavor = "woff2"
    merged.save(folder / f"source-sans-3-{weight}.woff2")
    for part in halves:
        part.unlink()


def _rename(font: TTFont, style: str) -> None:
    """Call it by another name: its licence reserves "Source" for the unaltered font."""
    names = {
        1: f"Panel Sans {style}",
        2: "Regular",
        4: f"Panel Sans {style}",
        6: f"PanelSans-{style}",
    }
    names |= {3: f"PanelSans-{style}", 16: "Panel Sans", 17: style}
    for record in list(font["name"].names):
        if record.nameID in names:
            font["name"].setName(
                names[record.nameID],
                *(record.nameID, record.platformID, record.platEncID, record.langID),
            )


def _refuse_reserved(folder: Path) -> None:
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
