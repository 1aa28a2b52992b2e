"""What every verb of a meeting begins with: its row locked, the person checked."""

from datetime import datetime

from panel import clock
from panel.agencies import access
from panel.agencies.access import Permission
from panel.agencies.models import Person
from panel.audit import log
from panel.meetings import queries
from panel.meetings.models import Meeting


def require(person: Person, permission: Permission, *, panel_id: int, at: datetime) -> None:
    access.of(person, on=clock.date_of(at)).require(permission, panel_id=panel_id)


def locked(meeting_id: int) -> Meeting:
    return (
        Meeting.objects.select_for_update(of=("self",)).select_related("panel").get(pk=meeting_id)
    )


def move(meeting_id: int, name: str, *, by: Person, at: datetime) -> Meeting:
    meeting = locked(meeting_id)
    require(by, Permission(meeting.permission_for(name)), panel_id=meeting.panel_id, at=at)
    source, target = meeting.make(name, facts=queries.facts(meeting))
    meeting.save(update_fields=["stage"])
    payload = {"from": source, "to": target}
    log.record(subject=meeting.reference, kind=name, by=by, at=at, payload=payload)
    return meeting
