"""What every change to a request being written has in common."""

from datetime import datetime

from panel import clock
from panel.agencies import access
from panel.agencies.access import Permission
from panel.agencies.models import Agency, Panel, Person
from panel.audit import log
from panel.cases.models import PlacementRequest, RequestSection
from panel.cases.models.sections import Section
from panel.cases.operations.moving.moving import locked
from panel.cases.stages import Stage
from panel.cases.vocabulary.telling import RequestSectionName
from panel.refusals import Refusal

WRITABLE = frozenset({Stage.DRAFT, Stage.RETURNED})


class Locked(Refusal):
    """Raised when a section is changed of a request that is no longer being written."""


class Stale(Refusal):
    """Raised when somebody else told a section after the teller had last seen it."""

    def __init__(self, section: Section) -> None:
        super().__init__(
            f"{section.told_by.name} saved this section while you were writing. Nothing is lost: "
            "put together what should stand, and save again."
        )
        self.section = section


class UnknownAgency(Refusal):
    """Raised when a document names an agency that doesn't sit on the panel."""

    def __init__(self, code: str) -> None:
        super().__init__(f"No agency of this panel has the code “{code}”.")
        self.code = code


def writable(placement_request_id: int, *, by: Person, at: datetime) -> PlacementRequest:
    placement_request = locked(placement_request_id)
    access.of(by, on=clock.date_of(at)).require(
        Permission.REQUEST_WRITE,
        panel_id=placement_request.panel_id,
        agency_ids=[placement_request.referring_agency_id],
    )
    if placement_request.stage not in WRITABLE:
        where = placement_request.get_stage_display()
        raise Locked(f"{placement_request} can't be changed now: it is at the stage “{where}”.")
    return placement_request


def record(
    placement_request: PlacementRequest, kind: str, *, by: Person, at: datetime, **payload: str
) -> None:
    log.record(subject=placement_request.reference, kind=kind, by=by, at=at, payload=payload)


def mark_told(section: Section, *, seen: int | None, by: Person, at: datetime) -> None:
    """Say that a section is told anew.

    Args:
        section: read under the lock of the record it is a part of.
        seen: the version that the teller had before them; None replaces whatever is there.

    Raises:
        Stale: another version is there by now.
    """
    if seen not in (None, section.version):
        raise Stale(section)
    section.version += 1
    section.told_at, section.told_by = at, by
    section.save()


def tell_section(
    placement_request: PlacementRequest,
    name: RequestSectionName,
    *,
    seen: int | None,
    by: Person,
    at: datetime,
) -> RequestSection:
    """Say that a section of a request is told anew. Raises `Stale`, as `mark_told` does."""
    found = RequestSection.objects.filter(placement_request=placement_request, name=name).first()
    section = found or RequestSection(placement_request=placement_request, name=name)
    mark_told(section, seen=seen, by=by, at=at)
    return section


def write(placement_request: PlacementRequest, told: dict[str, object]) -> None:
    for field, value in told.items():
        setattr(placement_request, field, value)
    placement_request.save(update_fields=list(told))


def agency_called(panel: Panel, code: str) -> Agency:
    try:
        return panel.agencies.get(code=code)
    except Agency.DoesNotExist as unknown:
        raise UnknownAgency(code) from unknown
