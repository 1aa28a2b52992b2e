"""Asking for a panel's placements to be accrued; a worker does, from above the ledger.

What it does lies where placements are known: see `panel.decisions.operations.placements.accruing`.
"""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from panel import clock, leases, queue
from panel.agencies.models import Panel, Person
from panel.audit import log
from panel.pooledbudget.models import Accrual
from panel.pooledbudget.operations.years.opening import require_keeper
from panel.refusals import Refusal

LONGEST_RUN = timedelta(minutes=10)
LEASE = LONGEST_RUN + timedelta(seconds=30)


class NotYetDelivered(Refusal):
    """Raised when days shall be accrued that lie ahead."""

    field = "until"


class StillAccruing(Refusal):
    """Raised when accruing is asked for while the last that was asked for isn't done."""


@transaction.atomic
def ask_to_accrue(*, panel_id: int, until: date, by: Person, at: datetime) -> Accrual:
    """Owe accruing every placement of a panel up to a day gone by; a worker does it.

    Raises:
        access.Refused: this person doesn't post to the panel's fund.
        NotYetDelivered: the day lies ahead.
        StillAccruing: what was asked for before isn't done yet.
    """
    require_keeper(by, panel_id=panel_id, at=at)
    require_delivered(until, at=at)
    panel = Panel.objects.select_for_update().get(pk=panel_id)
    if (running := _owed().filter(panel=panel).first()) is not None:
        raise StillAccruing(f"{running}, is still being worked on. Ask again when it is done.")
    asked = Accrual.objects.create(panel=panel, until=until, asked_at=at, asked_by=by)
    payload = {"until": until.isoformat()}
    log.record(subject=f"accrual {asked.pk}", kind="accrual_asked", by=by, at=at, payload=payload)
    queue.after_commit("accrue_placements", [asked.pk])
    return asked


def require_delivered(until: date, *, at: datetime) -> None:
    """Raise `NotYetDelivered` for a day that lies ahead."""
    if until > clock.date_of(at):
        raise NotYetDelivered(f"{until:%-d %B %Y} lies ahead: nothing is delivered on it yet.")


def claim_accrual(*, accrual_id: int, at: datetime) -> Accrual | None:
    """Lease one that is owed; None when it is done already or another worker has it."""
    owed = _owed().select_related("asked_by")
    return leases.claim(owed, accrual_id, first=LEASE, at=at)


def finish_accrual(*, accrual_id: int, at: datetime) -> None:
    """Note that one is done."""
    _owed().filter(pk=accrual_id).update(finished_at=at, lease_until=None, last_error="")


def offer_accruals(*, at: datetime) -> int:
    """Call workers to those that nobody is at, and count them."""
    offered = leases.offer(_owed(), at=at)
    for accrual_id in offered:
        queue.call("accrue_placements", [accrual_id])
    return len(offered)


def _owed() -> QuerySet[Accrual]:
    return Accrual.objects.filter(finished_at=None)
