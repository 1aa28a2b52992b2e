"""Writing down an agency's scheme of delegation."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from panel.agencies.limits import Limits
from panel.agencies.models import Delegation, Person, Role
from panel.agencies.operations.appointing import columns, require_appointer, require_later
from panel.audit import log
from panel.refusals import Refusal


class AlreadyDelegated(Refusal):
    """Raised when an agency has delegated to the role from that day already."""


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

    Args:
        source: the scheme and its paragraph.

    Raises:
        access.Refused: this person doesn't appoint on the panel.
        AlreadyDelegated: there is a delegation from that day.
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
    try:
        with transaction.atomic():
            delegation.save()
    except IntegrityError as refused:
        if "delegation_is_made_once_a_day" not in str(refused):
            raise
        raise AlreadyDelegated(
            f"{delegation.agency} has delegated from {starts_on:%-d %B %Y} already."
        ) from None
    _tell(delegation, kind="delegated", by=by, at=at)
    return delegation


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
