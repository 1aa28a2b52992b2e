"""The words that belong to events: an event names its remark, and holds none of it. Reads only."""

from collections.abc import Iterable, Mapping

from panel.audit.models import Event
from panel.cases.models import Remark

Remarks = Mapping[int, str]  # a remark's id → its words


def said_with(events: Iterable[Event]) -> Remarks:
    """Return the words of every remark that events name."""
    named = [event.payload["remark"] for event in events if "remark" in event.payload]
    return dict(Remark.objects.filter(pk__in=named).values_list("pk", "words"))


def words(event: Event, remarks: Remarks) -> str:
    """Return what was said with an event; empty if nothing was."""
    return remarks.get(event.payload.get("remark", 0), "")
