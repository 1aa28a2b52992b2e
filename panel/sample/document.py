"""
The file that `manage.py walk` reads: a placement request, and what people say of it on its way.

Reading one finds every fault at once: what any single field says, and what `contradictions`
finds between fields.
"""

from typing import Annotated

from pydantic import Field

from panel.cases.document import AdvicePart, AgencyCode, Faulty, Part, RequestDocument, Text, parse
from panel.decisions.outcomes.document import OutcomePart
from panel.meetings.models import View
from panel.sample import contradictions


class PositionPart(Part):
    """What an agency's member thinks the panel should do, and why."""

    view: View
    reasons: Annotated[Text, Field(min_length=1)]


class MeetingPart(Part):
    """What happens at the meeting. `positions`: agency code to its member's position."""

    positions: dict[AgencyCode, PositionPart] = {}
    outcome: OutcomePart


class WalkDocument(RequestDocument):
    """A request, the agencies' advice on it by agency code, and the meeting that decides it."""

    advice: dict[AgencyCode, AdvicePart]
    meeting: MeetingPart


def read(written: bytes) -> WalkDocument:
    """Return the document that a file holds.

    Raises:
        Faulty: with every fault of the file; of two at one place, the plainer.
    """
    text = written.removeprefix(b"\xef\xbb\xbf")  # some editors put it before UTF-8
    document, faults = None, {}
    try:
        document = parse(WalkDocument, text)
    except Faulty as faulty:
        faults = {fault.pointer: fault for fault in reversed(faulty.faults)}
    for found in contradictions.found_in(text):
        faults.setdefault(found.pointer, found)
    if document is None or faults:
        raise Faulty(sorted(faults.values(), key=lambda fault: fault.pointer))
    return document
