"""
Who takes which place at a meeting: whoever holds a seat on the meeting's day.

That is the day for which it was planned, whenever something is asked or pressed. What somebody
may press today is another question, that `access` answers.
"""

from dataclasses import dataclass, replace

from panel import clock
from panel.agencies.models import Agency, Appointment, Person, Role, Seat
from panel.meetings.models import AgendaItem, Meeting

SEATED = (Role.CHAIR, Role.MEMBER)


@dataclass(frozen=True)
class Place:
    """
    The one place that a person takes at a meeting: the chair's, of two seats they hold.

    `held` is the appointment to it. `agency` is the one they are a member for, in the chair or
    not; None for the chair alone. `seat` is the one they speak from; None for somebody appointed
    without one.
    """

    held: Appointment
    agency: Agency | None
    seat: Seat | None

    @property
    def person(self) -> Person:
        """Who takes it."""
        return self.held.person

    @property
    def role(self) -> Role:
        """Whether they chair or sit as a member."""
        return Role(self.held.role)

    def __str__(self) -> str:
        return named(self.person, self.role, self.agency)

    @property
    def gives_positions(self) -> bool:
        """Whether a position is asked for from there at all: none of an adviser or the chair."""
        return self.agency is not None and (self.seat is None or self.seat.is_voting)

    def decides(self, *, age: int) -> bool:
        """Whether one is asked for on a child of an age."""
        return self.gives_positions and (self.seat is None or self.seat.decides(age))


def named(person: Person, role: Role, agency: Agency | None) -> str:
    """Name somebody with what they are at a meeting: `Margaret Osei, chair and Health`."""
    parts = ["chair"] if role == Role.CHAIR else []
    parts += [agency.name] if agency else []
    return f"{person.name}, {' and '.join(parts)}"


def seated(meeting: Meeting) -> list[Appointment]:
    """Return the seats of the meeting's day: the chair's first, those that vote, by agency."""
    held = meeting.panel.appointments.filter(role__in=SEATED)
    held = held.select_related("person", "agency", "seat")
    on = clock.date_of(meeting.starts_at)
    return sorted((seat for seat in held if seat.holds_on(on)), key=_order)


def _order(held: Appointment) -> tuple[object, ...]:
    advises = held.seat is not None and not held.seat.is_voting
    return held.role, str(held.agency or ""), advises, held.person.name


def of(meeting: Meeting) -> dict[int, Place]:
    """Return the place that each person takes, by their id, the chair's first."""
    taken: dict[int, Place] = {}
    for held in seated(meeting):
        before = taken.get(held.person_id)
        if before is None:
            speaks_for = held.agency if held.role == Role.MEMBER else None
            taken[held.person_id] = Place(held, speaks_for, held.seat)
        elif before.agency is None:
            taken[held.person_id] = replace(before, agency=held.agency, seat=held.seat)
    return taken


def age_at(item: AgendaItem) -> int:
    """Return the child's age on the meeting's day, by which some seats take part."""
    return item.placement_request.child.age(clock.date_of(item.meeting.starts_at))
