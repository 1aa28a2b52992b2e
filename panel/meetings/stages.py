"""
The stages of a panel meeting, and of ratifying what was decided without one.

Meeting:

    planned --> papers_out: send_papers
    papers_out --> open: start
    open --> closed: close
    planned --> cancelled: cancel
    papers_out --> cancelled: cancel

Ratification:

    owed --> listed: put_on_agenda
    listed --> owed: carry_over
    listed --> ratified: ratify
    listed --> refused: refuse
    owed --> lapsed: lapse
    listed --> lapsed: lapse

Papers are frozen when they go out; decisions are made while a meeting is open. A ratification is
owed from the moment that the last agency has approved, and what is owed goes on the next agenda by
itself, again and again until a meeting has come to it.
"""

from django.db import models
from django_fsm import FSMField

from panel.agencies.access import Permission
from panel.chart import Charted, Guard, move


class MeetingStage(models.TextChoices):
    """Where a meeting stands."""

    PLANNED = "planned", "Planned"
    PAPERS_OUT = "papers_out", "Papers sent"
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"
    CANCELLED = "cancelled", "Cancelled"


class RatificationStage(models.TextChoices):
    """Where the ratifying of an urgent decision stands."""

    OWED = "owed", "To be ratified"
    LISTED = "listed", "On an agenda to be ratified"
    RATIFIED = "ratified", "Ratified"
    REFUSED = "refused", "Not ratified"
    LAPSED = "lapsed", "Ended before it was ratified"


ASKED = frozenset({RatificationStage.OWED, RatificationStage.LISTED})

OVER = frozenset({MeetingStage.CLOSED, MeetingStage.CANCELLED})
BEGUN = frozenset({MeetingStage.OPEN, MeetingStage.CLOSED})  # and attendance was taken

HAS_ITEMS = Guard("has_items", "Put at least one request on the agenda.")
ALL_DECIDED = Guard("all_decided", "An item on the agenda has no outcome yet.")


class MeetingChart(Charted):
    """The stage of a meeting and its moves. `Meeting` is the only heir."""

    stage = FSMField(default=MeetingStage.PLANNED, choices=MeetingStage.choices, protected=True)

    class Meta:
        abstract = True

    @move(
        MeetingStage.PLANNED,
        MeetingStage.PAPERS_OUT,
        needs=Permission.MEETING_RUN,
        guards=(HAS_ITEMS,),
    )
    def send_papers(self) -> None:
        """The coordinator sends members the agenda and papers."""

    @move(MeetingStage.PAPERS_OUT, MeetingStage.OPEN, needs=Permission.MEETING_RUN)
    def start(self) -> None:
        """The meeting opens, with attendance taken."""

    @move(
        MeetingStage.OPEN,
        MeetingStage.CLOSED,
        needs=Permission.MEETING_RUN,
        guards=(ALL_DECIDED,),
    )
    def close(self) -> None:
        """Every item has its outcome."""

    @move(
        [MeetingStage.PLANNED, MeetingStage.PAPERS_OUT],
        MeetingStage.CANCELLED,
        needs=Permission.MEETING_RUN,
    )
    def cancel(self) -> None:
        """It won't be held; what was to be heard waits for another."""


class RatificationChart(Charted):
    """The stage of a ratification. `Ratification` is the only heir."""

    stage = FSMField(
        default=RatificationStage.OWED, choices=RatificationStage.choices, protected=True
    )

    class Meta:
        abstract = True

    @move(RatificationStage.OWED, RatificationStage.LISTED, needs="")
    def put_on_agenda(self) -> None:
        """The next meeting whose agenda is open takes it, by itself."""

    @move(RatificationStage.LISTED, RatificationStage.OWED, needs="")
    def carry_over(self) -> None:
        """The meeting closed without coming to it."""

    @move(RatificationStage.LISTED, RatificationStage.RATIFIED, needs=Permission.OUTCOME_RECORD)
    def ratify(self) -> None:
        """The panel stands behind what was decided without it."""

    @move(RatificationStage.LISTED, RatificationStage.REFUSED, needs=Permission.OUTCOME_RECORD)
    def refuse(self) -> None:
        """The panel doesn't, and says what has to happen."""

    @move(sorted(ASKED), RatificationStage.LAPSED, needs="")
    def lapse(self) -> None:
        """The placement ended first, and the panel's rules don't ask for it then."""
