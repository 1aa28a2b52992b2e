"""The seats that a panel's rules name beside those that are set up: pure, on fetched rows."""

from collections.abc import Iterable, Iterator
from datetime import date

from panel.agencies.models import Grade, Seat
from panel.policies.schema.membership import Membership
from panel.policies.schema.membership import Seat as AskedSeat
from panel.presentation import formatting
from panel.presentation.parts import Cell, Row
from panel.presentation.tones import Tone

HEADINGS = ("Seat", "By the rules", "Today")


def rows(rules: Membership, seats: Iterable[Seat], *, on: date) -> list[Row]:
    """Return a line for each seat that the rules name, and one for vice chairs.

    A clerk needs no seat: it is whoever takes attendance.

    Args:
        seats: those of the panel, with their appointments and people.
    """
    by_title = {seat.title.casefold(): seat for seat in seats}
    found = [
        Row(asked.title, [Cell(_asked(asked)), _standing(asked, by_title, on=on)])
        for asked in rules.seats
        if asked.role != "clerk"
    ]
    return [*found, _vice_chairs(rules, by_title.values(), on=on)] if found else []


def _asked(asked: AskedSeat) -> str:
    terms = [asked.agency.replace("-", " ").capitalize() if asked.agency else "No agency’s"]
    if asked.grade is not None:
        terms.append(f"{Grade.named(asked.grade).label.lower()} or above")
    if not asked.voting:
        terms.append("advises")
    if asked.from_age:
        terms.append(f"from age {asked.from_age}")
    return ", ".join(terms)


def _standing(asked: AskedSeat, by_title: dict[str, Seat], *, on: date) -> Cell:
    seat = by_title.get(asked.title.casefold())
    if seat is None:
        return Cell("Not set up", tone=Tone.BAD)
    if differs := list(_differences(asked, seat)):
        return Cell("Set up otherwise", note=f"It {', '.join(differs)}.", tone=Tone.WARN)
    held = formatting.listed(_holders(seat, on=on, substitutes=False))
    return Cell(f"Held by {held}", tone=Tone.GOOD) if held else Cell("Empty", tone=Tone.WARN)


def _differences(asked: AskedSeat, seat: Seat) -> Iterator[str]:
    agency, is_anybody_s = seat.agency.code if seat.agency else None, asked.role == "adviser"
    if agency != asked.agency and not (is_anybody_s and asked.agency is None):
        yield f"is for {seat.agency}" if seat.agency else "is no agency’s"
    if asked.grade is not None and seat.grade < Grade.named(asked.grade):
        yield f"asks for {Grade(seat.grade).label.lower()}"
    if seat.is_voting is not asked.voting:
        yield "gives positions" if seat.is_voting else "only advises"
    if (seat.applies_from_age or 0) != asked.from_age:
        yield f"is from age {seat.applies_from_age or 0}"


def _vice_chairs(rules: Membership, seats: Iterable[Seat], *, on: date) -> Row:
    """A vice chair is named as a substitute for the chair's seat, the one that is no agency's."""
    named = [
        name
        for seat in seats
        if seat.agency is None
        for name in _holders(seat, on=on, substitutes=True)
    ]
    are_enough = len(named) >= rules.vice_count
    tone = Tone.GOOD if are_enough else Tone.WARN
    stand_in = Cell(formatting.listed(named) or "Nobody", tone=tone)
    return Row("Vice chairs", [Cell(str(rules.vice_count)), stand_in])


def _holders(seat: Seat, *, on: date, substitutes: bool) -> list[str]:
    return [
        held.person.name
        for held in seat.appointments.all()
        if held.is_substitute is substitutes and held.holds_on(on)
    ]
