"""The shape of a home page, and the parts that several roles share."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse

from panel import clock
from panel.agencies.access import Access
from panel.cases import flags
from panel.cases.models import Child, PlacementRequest
from panel.cases.presenters.notices import Notice
from panel.cases.stages import Stage
from panel.deadlines.models import Clock
from panel.meetings import queries as agendas
from panel.meetings.models import Meeting
from panel.meetings.stages import MeetingStage
from panel.presentation import formatting
from panel.presentation.parts import Cell, Fact, Link, Row, Tile
from panel.presentation.tones import Tone, of_days_left, of_state

CASE_HEADINGS = ("Case", "Child", "Stage", "Next date")
SHOWN = 25  # rows of a table; the lists hold the rest


@dataclass(frozen=True)
class Table:
    """Work of one sort, and what to say when there is none."""

    heading: str
    headings: Sequence[str]
    rows: Sequence[Row]
    empty: str
    link: Link | None = None  # to the rest


@dataclass(frozen=True)
class Aside:
    """A few figures beside the work."""

    heading: str
    figures: Sequence[Fact]
    link: Link | None = None


@dataclass(frozen=True)
class Work:
    """What waits for the holder of one role."""

    tiles: Sequence[Tile]
    tables: Sequence[Table]
    primary: Link | None = None
    notice: Notice | None = None
    asides: Sequence[Aside] = ()


def case_table(
    heading: str,
    requests: QuerySet[PlacementRequest],
    *,
    empty: str,
    at: datetime,
    of: QuerySet[Clock] | None = None,
) -> Table:
    """Return a line for each request, with its child's initials and the next date it must meet.

    Args:
        of: the clocks of which the next is shown; else it is of all that run.
    """
    shown = list(requests[:SHOWN])
    dates = _next_dates(shown, Clock.objects.all() if of is None else of)
    rows = [_case_row(row, dates.get(row.reference), at=at) for row in shown]
    return Table(heading, CASE_HEADINGS, rows, empty)


def whom(child: Child, *, at: datetime) -> str:
    """Name a child as lists may: `Q.Z., age 13`."""
    return f"{child.initials}, age {child.age(clock.date_of(at))}"


def how_many(rows: QuerySet[PlacementRequest] | Sequence[object]) -> str:
    """Return a number as a tile shows it: `3 cases`."""
    number = rows.count() if isinstance(rows, QuerySet) else len(rows)
    return formatting.count(number, "case")


def following(access: Access, *, at: datetime) -> Meeting | None:
    """Return the meeting that is open, else the next of today or later, that a person may read."""
    to_come = agendas.upcoming(agendas.visible_to(access))
    return to_come.filter(
        Q(stage=MeetingStage.OPEN) | Q(starts_at__date__gte=clock.date_of(at))
    ).first()


def meeting_tile(meeting: Meeting | None) -> Tile:
    """Say when the panel meets next, or that it is meeting."""
    if meeting is None:
        return Tile("Next panel", "None planned")
    when = clock.date_of(meeting.starts_at)
    note = f"{meeting}, {formatting.hour(meeting.starts_at)}"
    label = "Panel that is open" if meeting.stage == MeetingStage.OPEN else "Next panel"
    return Tile(label, formatting.short_day(when), note=note, tone=Tone.INFO)


def _next_dates(requests: Iterable[PlacementRequest], clocks: QuerySet[Clock]) -> dict[str, Clock]:
    subjects = [placement_request.reference for placement_request in requests]
    running = clocks.filter(subject__in=subjects, stopped_at=None)
    latest_first = running.order_by("-operational_on", "-pk")
    return {clock.subject: clock for clock in latest_first}


def _case_row(placement_request: PlacementRequest, running: Clock | None, *, at: datetime) -> Row:
    stage = Stage(placement_request.stage)
    return Row(
        placement_request.reference,
        [
            Cell(whom(placement_request.child, at=at)),
            Cell(stage.label, note=flags.words(placement_request), tone=of_state(stage)),
            Cell("None") if running is None else _date(running, at=at),
        ],
        address=reverse("case", args=[placement_request.reference]),
    )


def _date(running: Clock, *, at: datetime) -> Cell:
    left = (running.due_on - clock.date_of(at)).days
    tone = of_days_left(left) if left <= 7 else Tone.PLAIN
    return Cell(formatting.short_day(running.due_on), note=running.title, tone=tone)
