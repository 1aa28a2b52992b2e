"""The page of one meeting, put together for one reader."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from panel.agencies.access import Access, Permission
from panel.meetings import asked_of_it, paper_days, places, presenters, queries, tiles
from panel.meetings.models import AgendaItem, Meeting
from panel.meetings.paper_days import PaperDays
from panel.meetings.places import Place
from panel.meetings.presenters import ItemLine, Reader
from panel.meetings.quorum import Quorum, Rule
from panel.meetings.quorums import judged, quorum_rule
from panel.meetings.stages import MeetingStage
from panel.policies.schema import Policy
from panel.presentation import formatting
from panel.presentation.parts import Check, Fact, Tile


@dataclass(frozen=True)
class MeetingPage:
    """Everything that `meetings/meeting.html` shows."""

    meeting: Meeting
    lines: tuple[ItemLine, ...]
    tiles: tuple[Tile, ...]
    quorum_rule: str
    paper_days: PaperDays
    asked: tuple[str, ...]  # by the rules, beside the agenda
    room: tuple[Check, ...]
    may_run: bool
    may_list: bool
    may_send_papers: bool
    may_start: bool
    may_cancel: bool
    may_close: bool
    may_reconvene: bool
    held_again: Meeting | None  # that took on every item; None of any other

    @property
    def starts(self) -> str:
        """When it starts: `Tuesday 1 December 2026, 9:30am`."""
        return presenters.starts(self.meeting)

    @property
    def papers(self) -> tuple[Fact, ...]:
        """Until when papers may come and must be out."""
        moments = (("In by", self.paper_days.in_by), ("Out by", self.paper_days.out_by))
        return tuple(
            Fact(name, f"{formatting.day(moment)}, {formatting.hour(moment)}")
            for name, moment in moments
        )

    @property
    def stage(self) -> MeetingStage:
        """Where it stands."""
        return MeetingStage(self.meeting.stage)

    @property
    def is_open(self) -> bool:
        """Whether items are decided now."""
        return self.stage is MeetingStage.OPEN

    @property
    def is_closed(self) -> bool:
        """Whether it is over."""
        return self.stage is MeetingStage.CLOSED

    @property
    def is_cancelled(self) -> bool:
        """Whether it won't be held."""
        return self.stage is MeetingStage.CANCELLED

    @property
    def waits_for_its_day(self) -> bool:
        """Whether nothing is left to do before the day on which it is held."""
        return self.stage is MeetingStage.PAPERS_OUT and not self.may_start

    @property
    def has_attendance(self) -> bool:
        """Whether attendance was taken, so that the room is known and not only its seats."""
        return self.is_open or self.is_closed


def meeting_page(meeting: Meeting, access: Access, *, on: date) -> MeetingPage:
    """Return a meeting's page for the person of `access`; `meeting` is fetched `in_full`.

    `on` is the day it is read.
    """
    items, taken = list(meeting.items.all()), places.of(meeting)
    reader = Reader(access.person.pk, on, taken.get(access.person.pk))
    rule, rules = quorum_rule(meeting), queries.rules_for(meeting)
    lines = _lines(meeting, items, reader, taken.values(), rules, judged=rule)
    may_run = access.may(Permission.MEETING_RUN, panel_id=meeting.panel_id)
    stage = MeetingStage(meeting.stage) if may_run else None
    return MeetingPage(
        meeting=meeting,
        lines=lines,
        tiles=tiles.of(lines, MeetingStage(meeting.stage), has_seat=reader.gives_positions),
        quorum_rule=rule.in_words(),
        paper_days=paper_days.of(meeting),
        asked=asked_of_it.sentences(meeting, taken.values(), rules),
        room=_room(meeting, taken.values(), rules),
        may_run=may_run,
        may_list=stage is MeetingStage.PLANNED,
        may_send_papers=stage is MeetingStage.PLANNED and bool(items),
        may_start=stage is MeetingStage.PAPERS_OUT and meeting.is_due(on),
        may_cancel=stage in (MeetingStage.PLANNED, MeetingStage.PAPERS_OUT),
        may_close=stage is MeetingStage.OPEN
        and not any(line.is_undecided and not line.is_ratification for line in lines),
        may_reconvene=stage is MeetingStage.OPEN and any(line.lacks_quorum for line in lines),
        held_again=_held_again(meeting) if not lines else None,
    )


def _held_again(meeting: Meeting) -> Meeting | None:
    is_closed = MeetingStage(meeting.stage) is MeetingStage.CLOSED
    return queries.held_again(meeting) if is_closed else None


def _lines(
    meeting: Meeting,
    items: list[AgendaItem],
    reader: Reader,
    taken: Collection[Place],
    rules: Policy,
    *,
    judged: Rule,
) -> tuple[ItemLine, ...]:
    """Return the agenda's lines as one reader sees them; `judged`: the rule of their quorum."""
    quorums = _judged(meeting, items, judged)
    slot = timedelta(minutes=rules.meeting.slot_minutes)
    return tuple(
        presenters.item_line(
            item,
            is_latest=bool(getattr(item, "is_latest", True)),
            reader=reader,
            taken=taken,
            slot=slot,
            quorum=quorums.get(item.pk),
        )
        for item in items
    )


def _room(meeting: Meeting, taken: Collection[Place], rules: Policy) -> tuple[Check, ...]:
    attendance = meeting.attendance.all()
    clerk = presenters.clerk(attendance, is_asked_for=rules.meeting.clerk_required)
    return presenters.room(taken, attendance) + clerk


def _judged(meeting: Meeting, items: list[AgendaItem], rule: Rule) -> dict[int, Quorum]:
    """Judge each item's quorum by its id; nothing until attendance is taken."""
    attendance = list(meeting.attendance.all())
    if not attendance:
        return {}
    return {item.pk: judged(item, rule, attendance) for item in items}
