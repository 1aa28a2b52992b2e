"""Keeping a case to a few people, and opening it all the same when there is no time to ask."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction

from panel import clock
from panel.agencies import access
from panel.agencies import queries as people
from panel.agencies.access import Permission
from panel.agencies.models import Person, Role
from panel.audit import log
from panel.cases import visibility
from panel.cases.models import EmergencyAccess, PlacementRequest, Restriction
from panel.cases.operations.moving.moving import locked
from panel.deadlines import operations as deadlines
from panel.deadlines.sign_in import sign_in
from panel.refusals import Refusal

OPEN_FOR = timedelta(minutes=60)
TOLD = (Role.CHAIR, Role.ADMINISTRATOR)  # of every emergency access, at once


class AlreadyRestricted(Refusal):
    """Raised when a case that is restricted would be restricted again."""


class NotRestricted(Refusal):
    """Raised when there is no restriction to lift, or none that keeps a case from this person."""


class NotOnPanel(Refusal):
    """Raised when a case would be kept to somebody who has no part in its panel."""


@transaction.atomic
def restrict(
    *, placement_request_id: int, named_ids: Collection[int], reason: str, by: Person, at: datetime
) -> Restriction:
    """Keep a case to the people named and whoever restricts it, until it is lifted.

    So is what was asked for to change its placement, which tells most of it again.

    Raises:
        access.Refused: this person doesn't restrict cases of the panel.
        AlreadyRestricted: lift the restriction first, to name others.
        NotOnPanel: somebody named holds no appointment on the panel.
    """
    placement_request = locked(placement_request_id)
    _require(placement_request, by=by, at=at)
    if restriction_of(placement_request):
        raise AlreadyRestricted(f"{placement_request} is restricted already.")
    named = {by.pk, *named_ids}
    on_panel = people.appointed(placement_request.panel_id, on=clock.date_of(at))
    if named - set(on_panel.values_list("pk", flat=True)):
        raise NotOnPanel("Somebody you named has no part in this panel today.")
    restriction = Restriction(
        placement_request=placement_request, reason=reason, restricted_at=at, restricted_by=by
    )
    kept = _keep_to(named, restriction, by=by)
    _restrict_changes(placement_request, by=by, at=at)
    return kept


def _restrict_changes(before: PlacementRequest, *, by: Person, at: datetime) -> None:
    asked = PlacementRequest.objects.filter(change_asked__placement__placement_request=before)
    for change in asked.select_for_update(of=("self",)).order_by("reference"):
        if not restriction_of(change):
            restrict_alike(change, before, by=by, at=at)
        _restrict_changes(change, by=by, at=at)


def restrict_alike(
    begun: PlacementRequest, before: PlacementRequest, *, by: Person | None, at: datetime
) -> None:
    """Keep a request to whomever the one is kept to from which it is copied, and who begins it.

    Belongs to what copies or restricts that. Lifting either leaves the other as it is.
    """
    if kept := restriction_of(before):
        named = {*kept.named.values_list("pk", flat=True), *([by.pk] if by else [])}
        restriction = Restriction(
            placement_request=begun,
            reason=kept.reason,
            restricted_at=at,
            restricted_by=kept.restricted_by,
        )
        _keep_to(named, restriction, by=by)


def restriction_of(placement_request: PlacementRequest) -> Restriction | None:
    """Return the restriction in force of a case, if there is one."""
    return placement_request.restrictions.filter(lifted_at=None).first()


def _keep_to(
    named: Collection[int], restriction: Restriction, *, by: Person | None
) -> Restriction:
    restriction.save()
    restriction.named.set(named)
    usernames = sorted(restriction.named.values_list("username", flat=True))
    log.record(
        subject=restriction.placement_request.reference,
        kind="restricted",
        by=by,
        at=restriction.restricted_at,
        payload={"named": usernames},
    )
    return restriction


@transaction.atomic
def lift_restriction(
    *, placement_request_id: int, reason: str, by: Person, at: datetime
) -> Restriction:
    """Open a case again to everybody whose role opens it.

    Raises:
        access.Refused: this person doesn't restrict cases of the panel.
        NotRestricted: there is no restriction to lift.
    """
    placement_request = locked(placement_request_id)
    _require(placement_request, by=by, at=at)
    restriction = restriction_of(placement_request)
    if restriction is None:
        raise NotRestricted(f"{placement_request} isn't restricted.")
    restriction.lifted_at, restriction.lifted_by = at, by
    restriction.lifted_because = reason
    restriction.save(update_fields=["lifted_at", "lifted_by", "lifted_because"])
    log.record(subject=placement_request.reference, kind="restriction_lifted", by=by, at=at)
    return restriction


@transaction.atomic
def open_in_emergency(*, reference: str, reason: str, by: Person, at: datetime) -> EmergencyAccess:
    """Open a restricted case to oneself for an hour; the chair and administrators hear of it.

    An interest stays in the way: whoever declared one has no emergency.

    Raises:
        NotRestricted: no restriction keeps a case of this reference from this person, whether
            because it isn't there, isn't theirs to see, or is open to them.
    """
    held = access.of(by, on=clock.date_of(at), at=at)
    kept = visibility.restricted_from(held).values("placement_request_id")
    theirs = visibility.of_roles(held).exclude(pk__in=visibility.with_interest(held).values("pk"))
    placement_request = theirs.filter(pk__in=kept, reference=reference).first()
    if placement_request is None:
        raise NotRestricted(f"No restriction keeps {reference} from you.")
    opened = EmergencyAccess.objects.create(
        placement_request=placement_request,
        reason=reason,
        opened_at=at,
        opened_by=by,
        open_until=at + OPEN_FOR,
    )
    until = {"until": opened.open_until.isoformat()}
    log.record(subject=reference, kind="emergency_access", by=by, at=at, payload=until)
    _tell(opened, at=at)
    return opened


def _require(placement_request: PlacementRequest, *, by: Person, at: datetime) -> None:
    held = access.of(by, on=clock.date_of(at))
    held.require(Permission.CASE_RESTRICT, panel_id=placement_request.panel_id)


def _tell(opened: EmergencyAccess, *, at: datetime) -> None:
    placement_request, by = opened.placement_request, opened.opened_by
    told = {
        person
        for role in TOLD
        for person in people.holders(
            role, panel_id=placement_request.panel_id, on=clock.date_of(at)
        )
    }
    deadlines.tell(
        sorted(told - {by}, key=lambda person: person.pk),
        key=f"emergency/{opened.pk}",
        subject=f"{placement_request}: opened in an emergency",
        body=f"{by.name} opened this restricted case for {OPEN_FOR.seconds // 60} minutes. "
        f"Their reason is on the page of reads. {sign_in('to see it')}",
        at=at,
    )
