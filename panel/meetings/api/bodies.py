"""What may be sent to the JSON doorway of meetings."""

from datetime import UTC, datetime, time
from typing import Annotated

from pydantic import AwareDatetime, Field

from panel.cases.document import Fault, Faulty, Line, Part, Text
from panel.clock import EARLIEST, LATEST
from panel.meetings import places
from panel.meetings.models import Guest, Meeting, Recusal, View

#: When a meeting may be; as `Day` bounds every date.
FIRST, LAST = (datetime.combine(day, time(), UTC) for day in (EARLIEST, LATEST))


class MeetingPart(Part):
    """When and where the panel meets."""

    starts_at: Annotated[AwareDatetime, Field(ge=FIRST, le=LAST)]
    place: Annotated[str, Field(max_length=120)] = ""


class AttendancePart(Part):
    """Who is here, by user name; everyone else with a seat is written down as absent."""

    present: tuple[Line, ...]

    def ids(self, meeting: Meeting) -> list[int]:
        """Return whose names these are.

        Raises:
            Faulty: naming every one that no holder of a seat at the meeting has.
        """
        seats = {seat.person.username: seat.person_id for seat in places.seated(meeting)}
        faults = [
            Fault(f"/present/{nth}", "Nobody who has a seat has this user name.")
            for nth, username in enumerate(self.present)
            if username not in seats
        ]
        if faults:
            raise Faulty(faults)
        return [seats[username] for username in self.present]


class InterestPart(Part):
    """What interest you have in an item, and how far you stand back for it."""

    reason: Annotated[Line, Field(min_length=1)]
    level: Recusal = Recusal.LEAVE


class GuestPart(Part):
    """Who else is there for an item, and as what."""

    kind: Guest.Kind
    who: Annotated[Line, Field(min_length=1, max_length=120)]


class PositionPart(Part):
    """What you think the panel should do, and why."""

    view: View
    reasons: Annotated[Text, Field(min_length=1)]
