"""The papers of a case, as one reader may see them."""

from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings

from panel.cases.models import Paper, PaperVersion, Scan
from panel.cases.papers import queries as papers
from panel.cases.papers.file_kinds import FileKind
from panel.cases.papers.queries import Sent
from panel.cases.vocabulary import PaperSection
from panel.presentation import formatting
from panel.presentation.tones import Tone

KILOBYTE, MEGABYTE = 1_000, 1_000_000


@dataclass(frozen=True)
class VersionLine:
    """One version: what it is, who added it and when, and whether it can be opened."""

    number: int
    words: str
    foot: str
    state: str
    tone: Tone
    is_open: bool
    went_out: str  # empty when it isn't on the list that went out last


@dataclass(frozen=True)
class PaperCard:
    """One paper with its versions, the latest first."""

    number: int
    title: str
    section: str  # empty for a paper that everyone reads
    withheld: str
    latest: VersionLine
    earlier: tuple[VersionLine, ...]
    is_withheld: bool


def cards(read: Collection[Paper], sent: Sent | None) -> list[PaperCard]:
    """Return a card for each paper, fetched `in_full`; `sent`: what went out last."""
    return [_card(paper, sent) for paper in read]


def _card(paper: Paper, sent: Sent | None) -> PaperCard:
    latest, *earlier = (_line(version, sent) for version in paper.versions.all())
    return PaperCard(
        number=paper.number,
        title=paper.title,
        section="" if paper.section == PaperSection.GENERAL else PaperSection(paper.section).label,
        withheld=_withheld(paper),
        latest=latest,
        earlier=tuple(earlier),
        is_withheld=paper.withheld_at is not None,
    )


def _line(version: PaperVersion, sent: Sent | None) -> VersionLine:
    state, tone = _state(version.scan)
    return VersionLine(
        number=version.number,
        words=f"Version {version.number}, {FileKind(version.kind).label}, {size(version.size)}",
        foot=f"Added by {version.added_by.name}, {formatting.day(version.added_at)}",
        state=state,
        tone=tone,
        is_open=papers.may_be_read(version),
        went_out=_went_out(version, sent),
    )


def _state(scan: Scan) -> tuple[str, Tone]:
    if scan.outcome == Scan.Outcome.INFECTED:
        return "Shut away: holds a virus", Tone.BAD
    if scan.outcome == Scan.Outcome.CLEAN:
        return Scan.Outcome.CLEAN.label, Tone.GOOD
    if settings.CLAMD_URL:
        return "Being looked at for viruses", Tone.INFO
    return "Not scanned for viruses", Tone.WARN


def _went_out(version: PaperVersion, sent: Sent | None) -> str:
    if sent is None:
        return ""
    if version.pk in sent.ids:
        return "Sent to members"
    if version.added_at > sent.at:
        return f"Added after papers went out on {formatting.day(sent.at)}"
    return "Not among the papers sent to members"


def _withheld(paper: Paper) -> str:
    if paper.withheld_at is None or paper.withheld_by is None:
        return ""
    day = formatting.day(paper.withheld_at)
    return f"Withheld by {paper.withheld_by.name}, {day}: {paper.withheld_because}"


def size(count: int) -> str:
    """Return a size as people say it: `12 KB`, `1.4 MB`."""
    if count < MEGABYTE:
        return f"{max(1, count // KILOBYTE)} KB"
    return f"{count / MEGABYTE:.1f} MB"
