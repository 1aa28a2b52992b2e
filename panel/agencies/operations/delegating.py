"""Writing down an agency's scheme of delegation, and anew where it was mistyped."""

from datetime import date, datetime

from django.db import transaction

from panel.agencies.limits import Limits
from panel.agencies.models import Appointment, Delegation, Panel, Person, Role
from panel.agencies.operations.appointing import columns, require_appointer, require_later
from panel.audit import log
from panel.audit.queries import happened, history
from panel.refusals import Refusal


class AlreadyDelegated(Refusal):
    """Raised when something was approved under what an agency delegated from that day."""


@transaction.atomic
def delegate(
    *,
    panel_id: int,
    agency_id: int,
    limits: Limits,
    source: str,
    starts_on: date,
    by: Person | None,
    at: datetime,
) -> Delegation:
    """Write down what an agency's leads may approve; their own limits only narrow it.

    It takes the place of what was delegated from the same day, which is kept and never held.

    Args:
        source: the scheme and its paragraph.

    Raises:
        access.Refused: this person doesn't appoint on the panel.
        AlreadyDelegated: leads have approved under a delegation from that day.
    """
    require_appointer(by, panel_id=panel_id, at=at)
    delegation = Delegation(
        panel_id=panel_id,
        agency_id=agency_id,
        role=Role.AGENCY_LEAD,
        source=source,
        starts_on=starts_on,
        **columns(limits),
    )
    _make_way(delegation, by=by, at=at)
    delegation.save()
    _tell(delegation, kind="delegated", by=by, at=at)
    return delegation


def _make_way(delegation: Delegation, *, by: Person | None, at: datetime) -> None:
    """Replace what was delegated to the same leads from the same day."""
    Panel.objects.select_for_update().get(pk=delegation.panel_id)  # two don't replace the same
    from_that_day = Delegation.objects.filter(
        panel=delegation.panel_id,
        agency=delegation.agency_id,
        role=delegation.role,
        starts_on=delegation.starts_on,
    )
    for mistyped in from_that_day.select_related("agency", "panel"):
        if not mistyped.is_replaced:
            _replace(mistyped, by=by, at=at)


def _replace(mistyped: Delegation, *, by: Person | None, at: datetime) -> None:
    """End a delegation on the day it starts, unless its leads have approved anything since."""
    leads = Appointment.objects.filter(
        panel=mistyped.panel_id, agency=mistyped.agency_id, role=Role.AGENCY_LEAD
    )
    usernames = leads.values_list("person__username", flat=True)
    written_at = _written_at(mistyped)
    if happened("share_approved", since=written_at, day=mistyped.starts_on, by=usernames):
        raise AlreadyDelegated(
            f"{mistyped.agency} has delegated from {mistyped.starts_on:%-d %B %Y} already, "
            "and its leads have approved shares under it: let the new one begin on a later day."
        )
    mistyped.ends_on = mistyped.starts_on
    mistyped.save(update_fields=["ends_on"])
    _tell(mistyped, kind="delegation_replaced", by=by, at=at)


@transaction.atomic
def end_delegation(
    *, delegation_id: int, ends_on: date, by: Person | None, at: datetime
) -> Delegation:
    """End a delegation; `ends_on` is the first day it no longer holds.

    Raises:
        access.Refused: this person doesn't appoint on the panel.
        appointing.Ended: it ends earlier already, or that day is none after its first.
    """
    found = Delegation.objects.select_for_update(of=("self",)).select_related("agency", "panel")
    delegation = found.get(pk=delegation_id)
    require_appointer(by, panel_id=delegation.panel_id, at=at)
    require_later(delegation, ends_on)
    delegation.ends_on = ends_on
    delegation.save(update_fields=["ends_on"])
    _tell(delegation, kind="delegation_ended", by=by, at=at)
    return delegation


def _written_at(delegation: Delegation) -> datetime:
    """Return when it was written down: what was approved before was approved without it."""
    written = history(f"panel {delegation.panel.code}").filter(
        kind="delegated",
        payload__agency=delegation.agency.code,
        payload__from=str(delegation.starts_on),
    )
    return written.values_list("at", flat=True).latest("sequence")


def _tell(delegation: Delegation, *, kind: str, by: Person | None, at: datetime) -> None:
    payload = {
        "agency": delegation.agency.code,
        "role": delegation.role,
        **columns(delegation.limits),
        "from": str(delegation.starts_on),
        "until": None if delegation.ends_on is None else str(delegation.ends_on),
    }
    subject = f"panel {delegation.panel.code}"
    log.record(subject=subject, kind=kind, by=by, at=at, payload=payload)
