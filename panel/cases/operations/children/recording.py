"""Keeping one record of a child, told section by section and never merged by chance."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from panel import clock
from panel.agencies import access
from panel.agencies.access import Permission
from panel.agencies.models import Panel, Person
from panel.audit import log
from panel.cases.children.queries import is_told_of_through
from panel.cases.document import (
    ChildPart,
    CommunicationPart,
    ContactsPart,
    IdentityPart,
    Part,
    PractitionersPart,
    StandingPart,
    require_true_days,
)
from panel.cases.models import Child, ChildSection, Contact, PlacementRequest, Practitioner
from panel.cases.operations.children.telling_apart import (
    SameAs,
    confirmed,
    lock_children_of,
    refuse_likeness,
    refuse_numbers_of_others,
)
from panel.cases.operations.moving.moving import locked
from panel.cases.operations.writing.drafting import Locked, mark_told, record
from panel.cases.vocabulary.telling import ChildSectionName

SECTIONS: dict[ChildSectionName, type[Part]] = {
    ChildSectionName.IDENTITY: IdentityPart,
    ChildSectionName.CONTACTS: ContactsPart,
    ChildSectionName.COMMUNICATION: CommunicationPart,
    ChildSectionName.PRACTITIONERS: PractitionersPart,
    ChildSectionName.STANDING: StandingPart,
}
ROWS: dict[str, type[Contact | Practitioner]] = {
    "contacts": Contact,
    "practitioners": Practitioner,
}


@transaction.atomic
def tell_of_child(
    *,
    placement_request_id: int,
    part: Part,
    seen: int | None = None,
    by: Person,
    at: datetime,
) -> None:
    """Replace a section of the record of the child that a request is for.

    Told of while the request is written or after it was sent: a child moves house when they do.

    Raises:
        access.Refused: this person doesn't refer for the agency that makes the request.
        Faulty: a birth that is still to come, or too long ago for a child's plan.
        Locked: the section isn't told through the request any more.
        Stale: somebody told the section after it was `seen`.
        ChildDiffers: a number belongs to another child here.
    """
    placement_request = locked(placement_request_id)
    access.of(by, on=clock.date_of(at)).require(
        Permission.REQUEST_WRITE,
        panel_id=placement_request.panel_id,
        agency_ids=[placement_request.referring_agency_id],
    )
    name = next(name for name, kind in SECTIONS.items() if type(part) is kind)
    if not is_told_of_through(placement_request, name):
        where = placement_request.get_stage_display()
        raise Locked(f"{placement_request} is at the stage “{where}”: this isn’t told through it.")
    require_true_days(part, on=clock.date_of(at))
    lock_children_of(placement_request.panel)
    child = Child.objects.select_for_update().get(pk=placement_request.child_id)
    if isinstance(part, IdentityPart):
        refuse_numbers_of_others(child.panel, part, child)
    fields = _tell(child, name, _row(part), seen=seen, by=by, at=at)
    _record_update(child, name, fields, by=by, at=at)
    record(placement_request, "child_told", by=by, at=at, section=name.value)
    if isinstance(part, IdentityPart) and fields:
        _tell_cases(child.requests.exclude(pk=placement_request.pk), by=by, at=at)


def record_child(
    panel: Panel,
    part: ChildPart,
    *,
    same_as: SameAs | None,
    is_another: bool,
    by: Person,
    at: datetime,
) -> Child:
    """Record a child, or bring the record up to date of the one who is known already.

    Known is the child whose record was confirmed, `same_as`; or the one with the same number,
    family name and birth date. A text left empty keeps what is recorded.

    Raises:
        ChildDiffers: a number is recorded for a child of another name or birth date, or for any
            where this is said to be another.
        MayBeKnown: somebody on record is like a child who has no record yet, and nobody said that
            this is another.
        NotTheSame: the record confirmed isn't proven to be of the child told of.
    """
    lock_children_of(panel)
    chosen = confirmed(panel, part, same_as)
    child = refuse_numbers_of_others(panel, part, chosen, is_another=is_another) or chosen
    is_new = child is None
    if child is None:
        if not is_another:
            refuse_likeness(panel, part)
        identity = IdentityPart.model_validate(part.model_dump(include=set(_names(IdentityPart))))
        child = Child.objects.create(panel=panel, **identity.model_dump())
    _bring_up_to_date(child, part, is_new=is_new, by=by, at=at)
    return child


def _bring_up_to_date(
    child: Child, part: ChildPart, *, is_new: bool, by: Person, at: datetime
) -> None:
    """Write what a part tells that isn't recorded so, section by section."""
    told = {
        name: value
        for name, value in _row(part).items()
        if value not in ("", ()) and name in _given(part)
    }
    for section, kind in SECTIONS.items():
        values = {name: value for name, value in told.items() if name in _names(kind)}
        is_first = not child.sections.filter(name=section).exists()
        if values and (is_first or _changed(child, values)):
            fields = _tell(child, section, values, seen=None, by=by, at=at)
            _record_update(child, section, [] if is_new else fields, by=by, at=at)
            if fields and section is ChildSectionName.IDENTITY:
                _tell_cases(child.requests.all(), by=by, at=at)


def _tell(
    child: Child,
    name: ChildSectionName,
    values: dict[str, Any],
    *,
    seen: int | None,
    by: Person,
    at: datetime,
) -> list[str]:
    """Write a section and return which fields of it changed."""
    section = child.sections.filter(name=name).first() or ChildSection(child=child, name=name)
    changed = _changed(child, values)
    mark_told(section, seen=seen, by=by, at=at)
    for field, value in values.items():
        if field in ROWS:
            _replace_rows(child, field, value)
        else:
            setattr(child, field, value)
    child.save()
    return changed


def _record_update(
    child: Child, name: ChildSectionName, fields: list[str], *, by: Person, at: datetime
) -> None:
    """Say in an event which fields of a section changed, and not what they hold."""
    if fields:
        payload = {"section": name.value, "fields": fields}
        log.record(subject=f"child {child.pk}", kind="updated", by=by, at=at, payload=payload)


def _tell_cases(requests: QuerySet[PlacementRequest], *, by: Person, at: datetime) -> None:
    """Say on each of a child's requests that who they are was told anew, maybe by others."""
    for placement_request in requests.order_by("pk"):
        section = ChildSectionName.IDENTITY.value
        record(placement_request, "child_told", by=by, at=at, section=section)


def _replace_rows(child: Child, field: str, rows: Iterable[dict[str, Any]]) -> None:
    held = getattr(child, field)
    held.all().delete()
    kind = ROWS[field]
    held.bulk_create(
        kind(child=child, position=position, **row) for position, row in enumerate(rows, start=1)
    )


def _changed(child: Child, values: dict[str, Any]) -> list[str]:
    return sorted(name for name, value in values.items() if _held(child, name) != value)


def _held(child: Child, name: str) -> Any:
    if name not in ROWS:
        return getattr(child, name)
    rows = getattr(child, name).values()
    kept = {"id", "child_id", "position"}
    return tuple({key: row[key] for key in row if key not in kept} for row in rows)


def _row(part: Part) -> dict[str, Any]:
    """Return a part's values as the row holds them: one word for the plan, rows as they come."""
    values = part.model_dump()
    if isinstance(part, StandingPart):
        values["plan_stage"] = part.stage_of_plan
        values.pop("has_plan")
    return values


def _given(part: ChildPart) -> set[str]:
    """Return the names that were told, and not left to their defaults."""
    given = part.model_fields_set
    return given | ({"plan_stage"} if "has_plan" in given else set())


def _names(kind: type[Part]) -> set[str]:
    return set(kind.model_fields)
