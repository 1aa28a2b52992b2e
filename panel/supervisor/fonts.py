"""
Makes one file of each weight's latin and latin-ext halves.

A PDF made with two fonts of one name would carry wrong widths, and break PDF/A and PDF/UA.
"""

from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont

WEIGHTS = {400: "Regular", 600: "SemiBold", 700: "Bold"}


def merge(weight: int, package: Path, folder: Path) -> None:
    """Make of both halves of `weight` in `package` a TTF for PDFs and a WOFF2 for browsers."""
    halves = []
    for half in ("latin", "latin-ext"):
        file = package / "files" / f"source-sans-3-{half}-{weight}-normal.woff2"
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
