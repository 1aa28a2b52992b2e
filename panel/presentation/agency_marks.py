"""How an agency is marked: a shape, a colour and always its name."""

from dataclasses import dataclass
from typing import Protocol

# Drawn in a box of 14 by 14, in the colour that the style sheet gives the kind.
SHAPES = {
    "education": "M1 3a2 2 0 0 1 2-2h8a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H3a2 2 0 0 1-2-2z",
    "health": "M7 .5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 1 1 0-13z",
    "social-care": "M7 0l7 7-7 7-7-7z",
}
NAMES = {"education": "Education", "health": "Health", "social-care": "Social care"}


class AgencyLike(Protocol):
    """What a mark needs of an agency; the model is one."""

    kind: str
    name: str


@dataclass(frozen=True)
class AgencyMark:
    """What the template draws; `shape` is empty for a party that is no agency."""

    kind: str
    name: str

    @property
    def shape(self) -> str:
        """The path to draw."""
        return SHAPES.get(self.kind, "")


def mark_of(agency: AgencyLike | str) -> AgencyMark:
    """Return the mark of an agency, or of a kind or code given as text (`social_care` or `-`)."""
    if isinstance(agency, str):
        kind = agency.replace("_", "-")
        return AgencyMark(kind, NAMES.get(kind, agency))
    return AgencyMark(agency.kind.replace("_", "-"), agency.name)
