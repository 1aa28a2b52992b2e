"""Owing running placements the money of a later year, and noting that it is promised or isn't.

What they cost there lies above the ledger: see `panel.decisions.operations.placements.rolling`.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from panel import clock, leases, queue
from panel.agencies import queries as people
from panel.agencies.models import Role
from panel.deadlines import operations as deadlines
from panel.deadlines.sign_in import sign_in
from panel.pooledbudget.models import FundYear, Rollover
from panel.pooledbudget.rollovers.queries import owed

LONGEST_RUN = timedelta(minutes=2)  # of the actor that promises the money of one
LEASE = LONGEST_RUN + timedelta(seconds=30)  # so that none runs out under it


def owe_rollovers(*, fund_year: FundYear, abouts: Iterable[str], at: datetime) -> int:
    """Owe requests the money of a year, those that it is owed to already left out; count them.

    Safe beside other sweeps.
    """
    rows = [Rollover(fund_year=fund_year, about=about, owed_at=at) for about in abouts]
    Rollover.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def offer_rollovers(*, at: datetime) -> int:
    """Call workers to those that nobody is at, and count them."""
    offered = leases.offer(owed(), at=at)
    for rollover_id in offered:
        queue.call("roll_over", [rollover_id])
    return len(offered)


def claim_rollover(*, rollover_id: int, at: datetime) -> Rollover | None:
    """Lease one that is owed; None when it is done already or another worker has it."""
    rows = owed().select_related("fund_year__fund")
    return leases.claim(rows, rollover_id, first=LEASE, at=at)


def finish_rollover(*, rollover: Rollover, refusal: str, at: datetime) -> None:
    """Note that a year has promised what is owed, or why it hasn't; then tell who keeps the fund.

    They are told once a year, not of each placement: the fund's page names them all. What was
    refused is tried again when its lease is over.
    """
    rollover.refusal, rollover.done_at = refusal, None if refusal else at
    rollover.save(update_fields=["refusal", "done_at"])
    if refusal:
        _tell(rollover.fund_year, at=at)


def _tell(fund_year: FundYear, *, at: datetime) -> None:
    panel_id = fund_year.fund.panel_id
    deadlines.tell(
        people.holders(Role.FUND_MANAGER, panel_id=panel_id, on=clock.date_of(at)),
        key=f"rollover/{fund_year.pk}",
        subject=f"{fund_year}: running placements without money",
        body=f"There are placements that run on into {fund_year.span}, and the money for them "
        "can’t be promised from that year yet, so no invoice of theirs can be booked in it. "
        f"The fund’s page says which and why. {sign_in('to read it')}",
        at=at,
    )
