"""
The plain values that page components show.

A view builds these from what a query answered; each names the template that shows it. A template
never works anything out, so whatever a component says was decided, and can be tested, in Python.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.safestring import SafeString

from panel.money import MINUS
from panel.presentation import formatting
from panel.presentation.tones import Tone, of_days_left

PHONE_LINE = 20  # letters beside a label


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere."""

    words: str
    address: str
    is_current: bool = False
    waiting: int = 0  # a count shown beside the words; 0 shows none


@dataclass(frozen=True)
class Fact:
    """A name and its value: components/summary_list.html, figures.html and identity.html."""

    name: str
    value: str
    change: Link | None = None
    is_total: bool = False


@dataclass(frozen=True)
class Tile:
    """One figure that matters now, with what it is of: components/tiles.html."""

    label: str
    value: str
    note: str = ""
    tone: Tone = Tone.PLAIN
    address: str = ""  # of what the figure is made of

    @property
    def figure(self) -> "Cell":
        """The figure, which may be followed to what it is made of."""
        return Cell(self.value, address=self.address, of=f"{self.label}: what it is made of")


@dataclass(frozen=True)
class Step:
    """A place on the stage tracker: components/stages.html. One step at most `is_now`."""

    words: str
    when: str = ""
    is_done: bool = False
    is_now: bool = False


@dataclass(frozen=True)
class Check:
    """Something tested, with the figures used: components/checks.html. None: not yet known."""

    words: str
    passes: bool | None
    detail: str = ""


@dataclass(frozen=True)
class Happening:
    """One line of a history: components/timeline.html."""

    what: str
    who: str
    at: datetime
    detail: str = ""


@dataclass(frozen=True)
class ClockCard:
    """
    A date that law or policy set, and why: components/clock.html.

    `reasons` are the sentences of "Why this date?": origin, rule with its source, the sum, days
    skipped, exceptions. `elapsed_percent` fills the bar, from 0 to 100.
    """

    name: str
    due_on: date
    days_left: int
    elapsed_percent: int
    reasons: Sequence[str]
    is_working_days: bool = False
    finished: str = ""  # such as "Met on 3 December 2026" or "Missed, exception applies"
    finished_tone: Tone = Tone.GOOD

    @property
    def tone(self) -> Tone:
        """The tone of the tag and bar."""
        return self.finished_tone if self.finished else of_days_left(self.days_left)

    @property
    def state(self) -> str:
        """What the tag says: how it ended, or how long is left, or how late it is."""
        if self.finished:
            return self.finished
        if self.days_left == 0:
            return "Today"
        unit = "working day" if self.is_working_days else "day"
        length = formatting.count(abs(self.days_left), unit)
        return length if self.days_left > 0 else f"{length} late"


@dataclass(frozen=True)
class Cell:
    """
    A cell of a table; `note` stands under it, smaller.

    Attributes:
        address: where what a figure is made of is listed; empty where it leads nowhere.
        of: what is heard of the link beside the figure, as in "Committed, Health".
    """

    words: str
    note: str = ""
    tone: str = ""  # "over" or "under" for an amount, else empty
    is_count: bool = False  # set to the right, as an amount and a percentage are by themselves
    address: str = ""
    of: str = ""

    @property
    def is_number(self) -> bool:
        """Whether it stands to the right: not a sentence that begins with an amount."""
        is_amount = self.words.lstrip(MINUS).startswith("£") or self.words.endswith("%")
        return self.is_count or (is_amount and " " not in self.words)

    @property
    def is_prose(self) -> bool:
        """Whether it takes several lines on a phone, and so is set to the left there too."""
        return not self.tone and len(self.words) > PHONE_LINE


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, and whether its cells are numbers, or else prose."""

    heading: str
    is_number: bool
    is_prose: bool = False


@dataclass(frozen=True)
class Row:
    """A row of a table: its heading, an agency's code where it is about one, its cells."""

    heading: str
    cells: Sequence[Cell]
    agency: str = ""
    address: str = ""


@dataclass(frozen=True)
class Option:
    """A column of the comparison: components/options.html."""

    heading: str
    is_recommended: bool = False


@dataclass(frozen=True)
class Swatch:
    """What one look in a chart stands for; `look` names the part of its style."""

    words: str
    look: str


@dataclass(frozen=True)
class Chart:
    """
    A chart with the sentence that says what it shows, and its numbers: components/chart.html.

    Attributes:
        said_by: the id of that sentence, by which the drawings are named.
        drawings: "wide" and "narrow" → SVG.
    """

    name: str
    title: str
    says: str
    said_by: str
    key: Sequence[Swatch]
    drawings: Mapping[str, SafeString]
    headings: Sequence[str]
    rows: Sequence[Row]
    total: Row | None = None


@dataclass(frozen=True)
class Total:
    """What the rows of a list come to, and what that is in a sentence: components/total.html.

    The list was asked for by a figure, which it adds up to.
    """

    amount: str
    says: str


@dataclass(frozen=True)
class Pages:
    """Where a reader is in a long list; empty at its ends: components/pagination.html."""

    previous: str = ""
    next: str = ""
    words: str = ""
