"""What part somebody had in a request, so that they don't decide on it or pay for it. Reads."""

from panel.agencies.models import Person
from panel.cases.models import PlacementRequest


def part_of(person: Person, placement_request: PlacementRequest) -> str:
    """Say what part somebody had in a request before it was decided; empty if none."""
    if person.pk in (placement_request.submitted_by_id, placement_request.started_by_id):
        return "made this request"
    if placement_request.advice.filter(given_by=person).exists():
        return "advised on this request"
    return ""
