"""Writing a request down, section by section, while it is a draft or sent back.

A draft demands nothing; `submit` names everything missing at once.
"""

from collections.abc import Iterable
from datetime import datetime
from string import ascii_uppercase

from django.db import transaction

from panel import clock, references
from panel.agencies import access
from panel.agencies.access import Permission
from panel.agencies.models import Agency, Panel, Person
from panel.audit import log
from panel.cases.document import (
    ChildPart,
    CostLinePart,
    NeedPart,
    OptionPart,
    RequestDocument,
    StoryPart,
)
from panel.cases.models import Child, CostLine, CostShare, Need, PlacementOption, PlacementRequest
from panel.cases.operations.moving import locked
from panel.cases.stages import OPEN, Stage
from panel.cases.vocabulary import RequestKind

WRITABLE = frozenset({Stage.DRAFT, Stage.RETURNED})


class Locked(Exception):
    """Raised when a section is changed of a request that is no longer being written."""


class UnknownAgency(Exception):
    """Raised when a document names an agency that doesn't sit on the panel."""

    def __init__(self, code: str) -> None:
        super().__init__(f"No agency of this panel has the code “{code}”.")
        self.code = code


class AlreadyLive(Exception):
    """Raised when the child already has an open request of the same kind."""


class TooManyOptions(Exception):
    """Raised when an option more would be weighed than there are letters to name them by."""


class ChildDiffers(Exception):
    """Raised when an NHS number is already recorded for a child of another name or birth date."""


@transaction.atomic
def draft(
    *, panel_id: int, document: RequestDocument, by: Person, at: datetime
) -> PlacementRequest:
    """Write a whole document down as a new draft."""
    placement_request = start(
        panel_id=panel_id,
        referring_agency=document.referring_agency,
        child=document.child,
        kind=document.kind,
        by=by,
        at=at,
    )
    pk = placement_request.pk
    tell(placement_request_id=pk, story=document.story, by=by, at=at)
    name_needs(placement_request_id=pk, needs=document.needs, by=by, at=at)
    for option in document.options:
        weigh_option(placement_request_id=pk, option=option, by=by, at=at)
    placement_request.refresh_from_db()
    return placement_request


@transaction.atomic
def start(
    *,
    panel_id: int,
    referring_agency: str,
    child: ChildPart,
    kind: RequestKind,
    by: Person,
    at: datetime,
) -> PlacementRequest:
    """Start a draft for a child, who is recorded by it.

    Raises:
        access.Refused: this person doesn't refer for the agency.
        UnknownAgency: no such agency sits on the panel.
        ChildDiffers: the NHS number belongs to somebody else here.
        AlreadyLive: the child has an open request of this kind.
    """
    panel = Panel.objects.get(pk=panel_id)
    agency = _agency(panel, referring_agency)
    access.of(by, on=clock.date_of(at)).require(
        Permission.REQUEST_WRITE, panel_id=panel.pk, agency_ids=[agency.pk]
    )
    recorded = _child(panel, child, by=by, at=at)
    if recorded.requests.filter(kind=kind, stage__in=OPEN).exists():
        raise AlreadyLive("This child already has an open request of this kind.")
    placement_request = PlacementRequest.objects.create(
        reference=references.next_reference(panel.prefix, clock.date_of(at).year),
        panel=panel,
        child=recorded,
        kind=kind,
        referring_agency=agency,
        started_at=at,
        started_by=by,
    )
    log.record(subject=placement_request.reference, kind="started", by=by, at=at)
    return placement_request


@transaction.atomic
def tell(*, placement_request_id: int, story: StoryPart, by: Person, at: datetime) -> None:
    """Write the story, outcomes and views."""
    placement_request = _writable(placement_request_id, by=by, at=at)
    told = story.model_dump()
    for field, value in told.items():
        setattr(placement_request, field, value)
    placement_request.save(update_fields=list(told))
    _record(placement_request, "story_told", by=by, at=at)


@transaction.atomic
def name_needs(
    *, placement_request_id: int, needs: Iterable[NeedPart], by: Person, at: datetime
) -> None:
    """Replace the needs by these, the main one first."""
    placement_request = _writable(placement_request_id, by=by, at=at)
    placement_request.needs.all().delete()
    Need.objects.bulk_create(
        Need(placement_request=placement_request, rank=rank, code=need.code, detail=need.detail)
        for rank, need in enumerate(needs, start=1)
    )
    _record(placement_request, "needs_named", by=by, at=at)


@transaction.atomic
def weigh_option(
    *,
    placement_request_id: int,
    option: OptionPart,
    letter: str | None = None,
    by: Person,
    at: datetime,
) -> PlacementOption:
    """Add an option under the next free letter, or replace the one that has `letter`.

    Recommending it takes the recommendation from any other.

    Raises:
        Locked: the request isn't being written any more.
        TooManyOptions: every letter is taken.
    """
    placement_request = _writable(placement_request_id, by=by, at=at)
    if letter is not None:
        placement_request.options.filter(letter=letter).delete()
    if option.is_recommended:
        placement_request.options.update(is_recommended=False)
    weighed = PlacementOption.objects.create(
        placement_request=placement_request,
        letter=letter or _free_letter(placement_request),
        **option.model_dump(exclude={"cost_lines"}),
    )
    for position, line in enumerate(option.cost_lines, start=1):
        _add_line(weighed, position, line)
    _record(placement_request, "option_weighed", by=by, at=at, letter=weighed.letter)
    return weighed


@transaction.atomic
def drop_option(*, placement_request_id: int, letter: str, by: Person, at: datetime) -> None:
    """Take an option out of the comparison."""
    placement_request = _writable(placement_request_id, by=by, at=at)
    placement_request.options.get(letter=letter).delete()
    _record(placement_request, "option_dropped", by=by, at=at, letter=letter)


def _writable(placement_request_id: int, *, by: Person, at: datetime) -> PlacementRequest:
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


def _record(
    placement_request: PlacementRequest, kind: str, *, by: Person, at: datetime, **payload: str
) -> None:
    log.record(subject=placement_request.reference, kind=kind, by=by, at=at, payload=payload)


def _agency(panel: Panel, code: str) -> Agency:
    try:
        return panel.agencies.get(code=code)
    except Agency.DoesNotExist as unknown:
        raise UnknownAgency(code) from unknown


def _child(panel: Panel, part: ChildPart, *, by: Person, at: datetime) -> Child:
    """Record a child, or bring up to date the record of the one with this NHS number.

    A text left empty keeps what is recorded. What was brought up to date is an event, which names
    the fields and not what they hold.
    """
    if not part.nhs_number:
        return Child.objects.create(panel=panel, **part.model_dump())
    child, is_new = Child.objects.select_for_update().get_or_create(
        panel=panel, nhs_number=part.nhs_number, defaults=part.model_dump()
    )
    same = (child.family_name.casefold(), child.born_on)
    if not is_new and same != (part.family_name.casefold(), part.born_on):
        raise ChildDiffers("This NHS number is recorded for somebody else. Check the number.")
    told = {name: value for name, value in part.model_dump().items() if value != ""}
    changed = sorted(name for name, value in told.items() if getattr(child, name) != value)
    if changed:
        Child.objects.filter(pk=child.pk).update(**told)
        child.refresh_from_db()
        payload = {"fields": changed}
        log.record(subject=f"child {child.pk}", kind="updated", by=by, at=at, payload=payload)
    return child


def _free_letter(placement_request: PlacementRequest) -> str:
    taken = set(placement_request.options.values_list("letter", flat=True))
    free = (letter for letter in ascii_uppercase if letter not in taken)
    if letter := next(free, ""):
        return letter
    raise TooManyOptions("26 options are weighed already. Take one out to add another.")


def _add_line(option: PlacementOption, position: int, line: CostLinePart) -> None:
    cost_line = CostLine.objects.create(
        option=option, position=position, **line.model_dump(exclude={"shares"})
    )
    panel = option.placement_request.panel
    CostShare.objects.bulk_create(
        CostShare(cost_line=cost_line, agency=_agency(panel, code), basis_points=basis_points)
        for code, basis_points in line.shares.items()
    )
