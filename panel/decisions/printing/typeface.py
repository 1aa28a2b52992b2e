"""The typeface that records are printed in: its files, its weights and the letters it has."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Face:
    """One weight of the typeface."""

    path: Path
    weight: int  # as stylesheets count: 400 is regular, 700 bold
    letters: frozenset[str]


def faces_in(folder: Path, pattern: str) -> list[Face]:
    """Read the fonts in a folder, by name; none when there are none, or no folder."""
    from fontTools.ttLib import TTFont  # slow to import, and only printing needs it

    faces = []
    for path in sorted(folder.glob(pattern)):
        with TTFont(path) as font:
            letters = frozenset(map(chr, font.getBestCmap()))
            faces.append(Face(path, font["OS/2"].usWeightClass, letters))
    return faces


def as_css(name: str, faces: Iterable[Face]) -> str:
    """Declare the faces to a stylesheet, under one name."""
    return "\n".join(
        f'@font-face {{ font-family: "{name}"; font-weight: {face.weight}; '
        f'src: url("{face.path.as_uri()}") }}'
        for face in faces
    )
