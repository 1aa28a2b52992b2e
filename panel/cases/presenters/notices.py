"""The one notice at the head of a case page: the most serious thing about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from panel.audit.models import Event
from panel.cases.models import PlacementRequest
from panel.cases.presenters import history
from panel.cases.remarks import Remarks
from panel.cases.stages import Stage
from panel.presentation.parts import ClockCard
from panel.presentation.tones import Tone


@dataclass(frozen=True)
class Notice:
    """What components/note.html shows."""

    title: str
    words: str
    tone: Tone


def notice(
    placement_request: PlacementRequest,
    events: Sequence[Event],
    said: Remarks,
    clocks: Sequence[ClockCard],
) -> Notice | None:
    """Return what a reader must see first; None when nothing is the matter."""
    if placement_request.stage == Stage.WITHDRAWN:
        return Notice("The request was withdrawn", history.why_withdrawn(events, said), Tone.PLAIN)
    if question := history.question(events, said):
        return Notice("The panel team asks", question, Tone.WARN)
    return _late(clocks)


def _late(clocks: Sequence[ClockCard]) -> Notice | None:
    late = [clock for clock in clocks if clock.days_left < 0]
    if not late:
        return None
    worst = min(late, key=lambda clock: clock.days_left)
    more = f" {len(late) - 1} more: see the clocks." if len(late) > 1 else ""
    return Notice("A date has passed", f"{worst.name} is {worst.state}.{more}", Tone.WARN)
