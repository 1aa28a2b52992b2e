"""
The stages of a panel meeting, and every move between them.

    planned --> papers_out: send_papers
    papers_out --> open: start
    open --> closed: close

Papers are frozen when they go out; decisions are made while it is open.
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
