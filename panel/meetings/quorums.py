"""The quorum of a meeting and of one item of it, from the rows they are kept in. Reads."""

from collections.abc import Container, Iterable

from panel.agencies.models import Role
from panel.meetings import places, quorum
from panel.meetings.models import (
    AgendaItem,
    Attendance,
    Meeting,
)
from panel.meetings.queries import rules_for


def quorum_of(item: AgendaItem) -> quorum.Quorum:
    """Judge the quorum for one item, whose interests may take people out of it."""
    attendance = item.meeting.attendance.select_related("person", "agency", "seat")
    return judged(item, quorum_rule(item.meeting), attendance)


def quorum_rule(meeting: Meeting) -> quorum.Rule:
    """Return the meeting's quorum; it names agencies, since its words are printed."""
    rules = rules_for(meeting)
    asked = rules.quorum
    names = dict(meeting.panel.agencies.values_list("code", "name"))
    agencies = tuple(names.get(code, code) for code in asked.agencies)
    voting = [
        held
        for held in places.seated(meeting)
        if not held.is_substitute and (held.seat is None or held.seat.is_voting)
    ]
    return quorum.Rule(
        members_min=asked.people_needed(len({held.person_id for held in voting})),
        agencies=agencies,
        chair_required=asked.chair_required,
        per_agency_min=asked.per_agency_min,
        posts=asked.required_roles,
        counts_interested=not rules.interests.quorum_excludes,
    )


def judged(item: AgendaItem, rule: quorum.Rule, attendance: Iterable[Attendance]) -> quorum.Quorum:
    """Judge the quorum for one item by rows that are fetched already."""
    out = {each.person_id for each in item.interests.all() if not each.decides}
    age = places.age_at(item)
    return quorum.judge(rule, [_attendee(row, out, age=age) for row in attendance])


def _attendee(row: Attendance, out: Container[int], *, age: int) -> quorum.Attendee:
    return quorum.Attendee(
        name=row.person.name,
        agency=row.agency.name if row.agency else "",
        is_chair=row.role == Role.CHAIR,
        is_present=row.is_present,
        stands_back=row.person_id in out,
        post=row.seat.title if row.seat else "",
        decides=row.seat is None or row.seat.decides(age),
    )
