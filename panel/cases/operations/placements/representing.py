"""Going back to the panel by itself: an extension is drafted where nobody has asked for one.

On the day that the panel's rules set before an approval lapses. The draft holds what stands; it is
the referrer's to finish and send, or to withdraw where the placement shall end.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from panel.agencies import queries as people
from panel.agencies.models import Role
from panel.audit import log
from panel.audit.models import Event
from panel.cases.models import Placement, PlacementChange, PlacementRequest, PlacementTask
from panel.cases.operations.placements import moving
from panel.cases.operations.placements.carrying_over import begin_change
from panel.cases.operations.placements.changing import locked_held_back
from panel.cases.operations.placements.tasks import tell_owners
from panel.cases.operations.restricting import restriction_of
from panel.cases.placement_stages import RUNNING, PlacementStage
from panel.cases.placements import agreements
from panel.cases.vocabulary import RequestKind
from panel.cases.vocabulary.placements import ChangeKind, TaskKind
from panel.clock import date_of
from panel.deadlines.sign_in import sign_in
from panel.working_days import ONE_DAY

#: Names no day: a new agreement may move it, and why a change was asked for is never rewritten.
REASON = "By the panel’s rules its approval lapses, and nobody had asked for more time."


def represent_placements(*, at: datetime) -> Mapping[str, int]:
    """Draft the extension of every placement that is due back and that nobody has asked about.

    Safe beside another sweep: each placement is locked, and looked at again once it is.
    """
    due = _due(at).values_list("placement__placement_request_id", flat=True)
    drafted = sum(
        _represent(placement_request_id, at=at) is not None for placement_request_id in due
    )
    return {"extensions of placements drafted": drafted}


@transaction.atomic
def _represent(placement_request_id: int, *, at: datetime) -> PlacementRequest | None:
    placement = moving.locked_placement(placement_request_id)
    task = _due(at).filter(placement=placement).first()
    stands = PlacementStage(placement.stage) in RUNNING
    if task is None or not stands or RequestKind.EXTENSION in locked_held_back(placement):
        return None
    if not _is_somebodys(placement.placement_request, at=at):
        return None
    asked = _drafted(placement, at=at)
    told = {"change": ChangeKind.EXTENSION, "request": asked.reference}
    log.record(subject=placement.subject, kind="represented", by=None, at=at, payload=told)
    tell_owners(
        task,
        key=f"represented/{asked.reference}",
        subject=f"{asked.reference}: an extension is drafted",
        body=f"Nobody had asked for more time for {placement}, so {asked} was drafted with what "
        f"stands. {sign_in('to finish and send it, or withdraw it and plan the end')}",
        at=at,
    )
    return asked


def _is_somebodys(placement_request: PlacementRequest, *, at: datetime) -> bool:
    """Say whether a restriction leaves anybody to finish a draft, which referrers alone open."""
    kept = restriction_of(placement_request)
    writers = people.holders(
        Role.REFERRER,
        panel_id=placement_request.panel_id,
        on=date_of(at),
        agency_ids=[placement_request.referring_agency_id],
    )
    return kept is None or kept.named.filter(pk__in=writers.values("pk")).exists()


def _drafted(placement: Placement, *, at: datetime) -> PlacementRequest:
    """Draft the days after the approval, until the end once agreed where that comes later."""
    agreement = agreements.in_force(placement)
    assert agreement is not None, "It could not have started without one."
    return begin_change(
        placement,
        kind=ChangeKind.EXTENSION,
        reason=REASON,
        applies_from=agreement.approved_until + ONE_DAY,
        ends_on=None,
        for_=placement.placement_request.started_by,
        by=None,
        at=at,
    )


def _due(at: datetime) -> QuerySet[PlacementTask]:
    """Return the steps back to the panel that are due, and for which nothing was drafted here.

    What somebody else drafted, and withdrew, leaves the step to be done.
    """
    begun = Event.objects.filter(subject=OuterRef("placement_request__reference"), kind="started")
    drafted_here = PlacementChange.objects.filter(
        Exists(begun.filter(by="")), kind=ChangeKind.EXTENSION, placement=OuterRef("placement")
    )
    return PlacementTask.objects.filter(
        ~Exists(drafted_here),
        kind=TaskKind.RENEWAL,
        done_at=None,
        dropped_in=None,
        due_on__lte=date_of(at),
        placement__stage__in=RUNNING,
    )
