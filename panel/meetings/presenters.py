"""What the pages about meetings say, as plain values. Nothing here asks the database."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from panel.agencies.models import Role
from panel.cases import flags
from panel.cases.costs import costing, option_costs
from panel.cases.models import PlacementOption, PlacementRequest
from panel.cases.vocabulary import RequestKind
from panel.meetings import queries
from panel.meetings.models import AgendaItem, Attendance, Meeting
from panel.meetings.places import Place, age_at, named
from panel.meetings.quorum import Quorum
from panel.meetings.stages import MeetingStage
from panel.meetings.standing import Standing, is_undecided, standing
from panel.money import in_pounds
from panel.presentation import formatting
from panel.presentation.parts import Cell, Check, Row
from panel.presentation.tones import of_state

HEADINGS = ("When", "Meeting", "Place", "Agenda", "Stage")


@dataclass(frozen=True)
class Reader:
    """Who reads an agenda, and what part they take in its meeting."""

    person_id: int
    on: date  # the day they read it, by which a child's age is told
    place: Place | None  # that they take at the meeting; None for an onlooker

    @property
    def gives_positions(self) -> bool:
        """Whether they are asked what they think."""
        return self.place is not None and self.place.gives_positions


@dataclass(frozen=True)
class ItemLine:
    """One line of an agenda, as one reader may see it."""

    place: int
    time: str  # when it is called, if every item takes its slot: "10:10am"
    reference: str
    child: str  # "Q.Z., age 13"; empty for a reader who leaves for it
    asks: str
    late: str  # why the chair took it late; empty if it came in time
    standing: Standing
    positions: str  # how many are in, never whose
    quorum: Check | None  # None until attendance is taken
    is_undecided: bool
    is_ratification: bool
    is_closed: bool  # to a reader who leaves for it
    interest: str  # the reader's own, and how far they stand back; empty if none
    has_position: bool
    may_give_position: bool
    may_declare: bool  # an interest
    flag: str = ""  # what marks the case

    @property
    def lacks_quorum(self) -> bool:
        """Whether it waits for an outcome that too few are there to decide."""
        return self.is_undecided and self.quorum is not None and not self.quorum.passes


def whom(placement_request: PlacementRequest, *, on: date) -> str:
    """Name the child as pages may: `Q.Z., age 13`."""
    child = placement_request.child
    return f"{child.initials}, age {child.age(on)}"


def asked(item: AgendaItem) -> str:
    """Say what an item, fetched `items_in_full`, asks of the panel: to ratify what was agreed."""
    told = asks(item.placement_request, queries.option_asked(item))
    return told if item.ratifies is None else f"Agreed between two meetings: {told}"


def asks(placement_request: PlacementRequest, option: PlacementOption | None) -> str:
    """Say in a sentence or two what is asked: which option, its cost, who would pay."""
    kind = placement_request.get_kind_display()
    if option is None:
        return f"{kind}."
    place = f"{option.get_setting_display()} at {option.provider}"
    what = place if placement_request.kind == RequestKind.NEW else f"{kind}: {place}"
    cost = option_costs.first_year(option)
    if cost is None:
        return f"{what}."
    return f"{what}, {in_pounds(cost.weekly_pence)} a week. {shares(cost)}."


def shares(cost: costing.Costing) -> str:
    """Write who would pay what part: `Education 40%, Health 30% and Social care 30%`."""
    named = (
        f"{code.replace('-', ' ').capitalize()} {formatting.percent(part)}"
        for code, part in cost.portions().items()
        if part
    )
    return formatting.listed(list(named))


def item_line(
    item: AgendaItem,
    *,
    is_latest: bool,
    reader: Reader,
    taken: Iterable[Place],
    slot: timedelta,
    quorum: Quorum | None,
) -> ItemLine:
    """Present one item to one reader. `taken`: the places at the meeting; `slot`: an item's."""
    own = next((each for each in item.interests.all() if each.person_id == reader.person_id), None)
    out = own is not None and own.leaves
    given = [position.person_id for position in item.positions.all()]
    request = item.placement_request
    waits = is_undecided(item, is_latest=is_latest)
    age = age_at(item)
    deciding = {place.person.pk for place in taken if place.decides(age=age)}
    return ItemLine(
        place=item.position,
        time=formatting.hour(item.meeting.starts_at + slot * (item.position - 1)),
        reference=request.reference,
        child="" if out else whom(request, on=reader.on),
        asks="" if out else asked(item),
        late="" if out else item.waiver,
        standing=standing(item, is_latest=is_latest),
        positions=f"{len(given)} of {formatting.count(len(deciding), 'position')} given",
        quorum=_quorum_check(quorum),
        is_undecided=waits,
        is_ratification=item.ratifies is not None,
        is_closed=out,
        interest=f"You declared an interest in this item: {own.get_level_display()}"
        if own
        else "",
        has_position=reader.person_id in given,
        may_give_position=reader.person_id in deciding and waits and (own is None or own.decides),
        may_declare=reader.place is not None and waits and not out,
        flag="" if out else flags.words(request),
    )


def _quorum_check(quorum: Quorum | None) -> Check | None:
    if quorum is None:
        return None
    if quorum.is_met:
        return Check(f"Quorum met: {formatting.count(quorum.counted, 'person', 'people')}", True)
    return Check("Not quorate", False, " ".join(quorum.missing))


def room(places: Iterable[Place], attendance: Collection[Attendance]) -> tuple[Check, ...]:
    """Return who has a seat and, once attendance is taken, whether they are here."""
    if not attendance:
        return tuple(Check(str(place), None) for place in places)
    return tuple(
        Check(named(row.person, Role(row.role), row.agency), row.is_present) for row in attendance
    )


def clerk(attendance: Collection[Attendance], *, is_asked_for: bool) -> tuple[Check, ...]:
    """Return who took attendance, the meeting's clerk, and whether the rules let them be it."""
    if not attendance:
        return ()
    by = next(iter(attendance)).recorded_by
    has_seat = by.pk in {row.person_id for row in attendance}
    if has_seat and is_asked_for:
        return (Check(f"{by}, clerk", False, "The rules ask for a clerk without a seat."),)
    return (Check(f"{by}, clerk", True),)


def starts(meeting: Meeting) -> str:
    """Write when a meeting starts: `Tuesday 1 December 2026, 9:30am`."""
    return f"{formatting.long_day(meeting.starts_at)}, {formatting.hour(meeting.starts_at)}"


def meeting_rows(meetings: Iterable[Meeting]) -> list[Row]:
    """Return the lines of a list of meetings; each has `item_count`."""
    return [
        Row(
            heading=starts(meeting),
            address=f"/meetings/{meeting.pk}/",
            cells=(
                Cell(str(meeting), note=meeting.panel.name),
                Cell(meeting.place or "Not said"),
                Cell(formatting.count(getattr(meeting, "item_count", 0), "item")),
                Cell(MeetingStage(meeting.stage).label, tone=of_state(meeting.stage)),
            ),
        )
        for meeting in meetings
    ]
