"""Whether those who come may take their places, by the panel's rules on chairs and substitutes."""

from collections.abc import Collection, Iterator

from panel.agencies.models import Grade, Role
from panel.meetings.places import Place
from panel.policies.schema import Policy
from panel.policies.schema.membership import Membership

#: How far below the seat's grade a substitute may be.
BELOW = {"same_or_higher": 0, "one_below": 1, "any": len(Grade)}


def faults(present: Collection[Place], rules: Policy) -> Iterator[str]:
    """Yield a sentence for each place that may not be taken like that."""
    membership = rules.membership
    for place in present:
        if place.role == Role.CHAIR:
            yield from _of_a_chair(place, membership)
        elif place.held.is_substitute:
            yield from _of_a_substitute(place, present, membership)


def _of_a_chair(place: Place, rules: Membership) -> Iterator[str]:
    """A grade that isn't written down is no fault: nobody could say that it is too low."""
    name, least = place.person.name, Grade.named(rules.chair_grade)
    if place.held.grade is not None and place.held.grade < least:
        yield f"{name} can’t chair: the rules ask for {least.label.lower()} or above."
    if rules.chair_independent and place.agency is not None:
        yield f"{name} can’t chair: the rules ask for somebody who belongs to no agency."
    named = rules.chair_agencies
    if named and place.agency is not None and place.agency.code not in named:
        yield f"{name} can’t chair: the rules have no chair from {place.agency.name}."


def _of_a_substitute(place: Place, present: Collection[Place], rules: Membership) -> Iterator[str]:
    seat, name = place.held.seat, place.person.name
    assert seat is not None, "A substitute is named for a seat."
    if rules.substitutes == "none":
        yield f"{name} can’t come for {seat}: the rules let nobody send a substitute."
        return
    if (place.held.grade or 0) < seat.grade - BELOW[rules.substitute_grade]:
        yield f"{name} can’t come for {seat}: their grade is too low by the rules."
    for other in present:
        if other.held.seat_id == seat.pk and not other.held.is_substitute:
            yield f"{name} can’t come for {seat}: {other.person.name} is here."
