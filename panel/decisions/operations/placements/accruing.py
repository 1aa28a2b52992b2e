"""
Counting as delivered what placements' days have cost and nobody has invoiced yet.

    accrued = what the days up to a day cost
              - what of it is invoiced or paid, recharged or not

What this comes to more than before moves from committed to accrued, what it comes to less moves
back. Accruing twice to the same day moves nothing the second time. A placement that has more
delivered than promised accrues what is promised: what is missing is for `settling` to find.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from panel import clock
from panel.agencies import access
from panel.agencies.access import Permission
from panel.agencies.models import Person
from panel.cases import operations as cases
from panel.cases.models import Placement
from panel.decisions.placements import plans
from panel.money import Pence
from panel.pooledbudget import holdings, journal
from panel.pooledbudget import operations as fund
from panel.pooledbudget import queries as funds
from panel.pooledbudget.accounts import AccountKind
from panel.pooledbudget.models import FundYear, JournalEntry
from panel.pooledbudget.operations.accruals import require_delivered

Verb = Callable[..., JournalEntry]


@dataclass(frozen=True)
class Accrued:
    """What accruing has moved. `placements` counts all that were looked at."""

    placements: int
    raised_pence: Pence
    lowered_pence: Pence


def accrue(*, panel_id: int, until: date, by: Person, at: datetime) -> Accrued:
    """
    Accrue every placement of a panel up to a day, each in a transaction of its own.

    Years that are closed stay as they are, and so do placements that have no others. `until` is a
    day gone by.

    Raises:
        access.Refused: This person doesn't post to the panel's fund.
        NotYetDelivered: The day lies ahead.
    """
    access.of(by, on=clock.date_of(at)).require(Permission.FUND_POST, panel_id=panel_id)
    require_delivered(until, at=at)
    return _accrue_all(panel_id, until, by=by, at=at)


def _accrue_all(panel_id: int, until: date, *, by: Person, at: datetime) -> Accrued:
    moved: Counter[str] = Counter()
    begun = Placement.objects.filter(
        plans.in_open_years(), placement_request__panel_id=panel_id, started_on__lte=until
    ).order_by("pk")
    for request_id in begun.values_list("placement_request_id", flat=True):
        moved["placements"] += 1
        moved.update(_accrue(request_id, until, by=by, at=at))
    return Accrued(moved["placements"], Pence(moved["raised"]), Pence(moved["lowered"]))


def accrue_placements(*, accrual_id: int, at: datetime) -> Accrued | None:
    """Do what a fund manager asked for; None when it is done already or another worker is at it.

    One that dies leaves what it has moved, and the next goes on: nothing moves twice.
    """
    asked = fund.claim_accrual(accrual_id=accrual_id, at=at)
    if asked is None:
        return None
    done = _accrue_all(asked.panel_id, asked.until, by=asked.asked_by, at=at)
    fund.finish_accrual(accrual_id=accrual_id, at=at)
    return done


@transaction.atomic
def _accrue(request_id: int, until: date, *, by: Person, at: datetime) -> Counter[str]:
    """Accrue one placement in each of its open years; return how many pence rose and fell."""
    placement_request = cases.locked(request_id)
    reference = placement_request.reference
    journal.hold(reference)
    placement = Placement.objects.select_related("option").get(placement_request_id=request_id)
    placement.placement_request = placement_request
    moved: Counter[str] = Counter()
    for fund_year in plans.years_of(placement).filter(closed_at=None, starts_on__lte=until):
        posted = funds.entries_for(reference).count()
        for verb, amounts in _moves(placement, fund_year, until):
            key = f"{reference}/accrue/{posted}/{verb.__name__}"
            verb(fund_year=fund_year, about=reference, amounts=amounts, key=key, by=by, at=at)
            moved["raised" if verb is fund.accrue else "lowered"] += sum(amounts.values())
    return moved


def _moves(
    placement: Placement, fund_year: FundYear, until: date
) -> Iterator[tuple[Verb, Mapping[int, Pence]]]:
    """Yield what is to rise, and what is to fall: the verb, and by how much for each agency."""
    held = holdings.held(fund_year, placement.placement_request.reference)
    missing = plans.cost_until(placement, fund_year, until)
    missing.subtract(holdings.counted(fund_year, placement.placement_request.reference))
    promised = _of(held, AccountKind.COMMITTED)
    missing.update(promised)  # only promised is not delivered
    for verb, sign, room in (
        (fund.accrue, 1, promised),
        (fund.lower_accrual, -1, _of(held, AccountKind.ACCRUED)),
    ):
        amounts = {
            agency_id: Pence(min(sign * pence, room[agency_id]))
            for agency_id, pence in missing.items()
            if sign * pence > 0 < room[agency_id]
        }
        if amounts:
            yield verb, amounts


def _of(held: Mapping[holdings.Holding, int], kind: AccountKind) -> Counter[int]:
    return Counter({agency_id: pence for (of, agency_id), pence in held.items() if of is kind})
