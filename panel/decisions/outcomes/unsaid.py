"""What an outcome lacks under a panel's rules, judged by as much of it as is typed. Reads.

For the forms of outcomes, so that they say everything at once; the operations judge it whole.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from panel.cases import queries as requests
from panel.cases.models import PlacementRequest
from panel.decisions.outcomes import statements
from panel.decisions.outcomes.outcome import without_quorum
from panel.decisions.urgent import emergency
from panel.meetings import quorums
from panel.meetings.models import AgendaItem
from panel.parsing import Fault


def at_a_meeting(item: AgendaItem, typed: Mapping[str, Any], *, on: date) -> Iterator[Fault]:
    """Yield what the panel's outcome on an item lacks; the quorum first, where it needs one."""
    placement_request, quorum = item.placement_request, quorums.quorum_of(item)
    rules = requests.rules_for(placement_request, on=on)
    if typed["outcome"] not in without_quorum(rules.meeting.inquorate):
        yield from (Fault("", sentence) for sentence in quorum.missing)
    stated = statements.so_far(placement_request, typed, is_quorate=quorum.is_met)
    yield from statements.faults(stated, rules, on=on)


def between_meetings(
    placement_request: PlacementRequest, typed: Mapping[str, Any], *, on: date
) -> Iterator[Fault]:
    """Yield what an agreement between meetings lacks."""
    rules = emergency.rules_about(placement_request)
    stated = statements.so_far(placement_request, typed, is_quorate=True)
    yield from statements.faults(stated, rules, on=on)
