"""What is planned for a placement: the days that are paid for, and what they cost in a year.

The last day is the one before a change that is agreed and funded begins. Reads; never writes.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from panel.cases.costs import option_costs
from panel.cases.costs.costing import Period
from panel.cases.models import Placement, PlacementOption, PlacementRequest
from panel.cases.placement_stages import PlacementStage
from panel.cases.placements import agreements
from panel.cases.placements import queries as placement_queries
from panel.cases.stages import Stage
from panel.cases.vocabulary import RequestKind
from panel.cases.vocabulary.placements import EndReason
from panel.decisions.models import AGREEING, Decision
from panel.decisions.placements import days_paid
from panel.money import Pence, split
from panel.pooledbudget import holdings, restating
from panel.pooledbudget import queries as funds
from panel.pooledbudget.accounts import AccountKind, FundKind
from panel.pooledbudget.models import FundYear, JournalEntry
from panel.working_days import ONE_DAY

ASKED_TO_PAY = (Stage.FUNDING, Stage.DISPUTED)
RESERVED = frozenset({AccountKind.RESERVED})
CHANGES = (RequestKind.CHANGE, RequestKind.EXTENSION)


def years_of(placement: Placement) -> QuerySet[FundYear]:
    """Return the years in which it holds money, and the one in which it really starts."""
    first = _days(placement).first
    return _years(placement, Q(starts_on__lte=first, ends_on__gte=first))


def years_reached(placement: Placement) -> QuerySet[FundYear]:
    """Return those of `years_of`, and every open one into which its days reach."""
    days = _days(placement)
    first, last = days.first, days.last
    started = Q(starts_on__lte=first, ends_on__gte=first)
    return _years(placement, started | Q(closed_at=None, starts_on__lte=last, ends_on__gte=first))


def _years(placement: Placement, others: Q) -> QuerySet[FundYear]:
    """Return the years in which it holds money, and others of the funds that it does in."""
    moved = funds.years_of(placement.placement_request.reference)
    kept_in = Q(fund__in=moved.values("fund"))
    years = FundYear.objects.filter(Q(pk__in=moved.values("pk")) | others & kept_in)
    return years.select_related("fund").order_by("starts_on", "pk")


def in_open_years() -> Q:
    """Ask of placements whether books are open in which they hold money, or really start."""
    started = OuterRef("started_on")
    started_in = FundYear.objects.filter(
        fund__panel=OuterRef("placement_request__panel"),
        starts_on__lte=started,
        ends_on__gte=started,
        closed_at=None,
    )
    moved = JournalEntry.objects.filter(
        about=OuterRef("placement_request__reference"), fund_year__closed_at=None
    )
    return Q(Exists(moved)) | Q(Exists(started_in))


def difference(
    placement: Placement, fund_year: FundYear, change_on: date = date.max
) -> tuple[Counter[int], Counter[int]]:
    """Return two counts of pence in a year, both by agency id.

    What its days cost, those before a change on a day, beyond what the books show for it, below
    zero where that is too much; and what of it is promised, delivered or not, and not invoiced.
    """
    reference = placement.placement_request.reference
    missing = _cost(placement, fund_year, _days(placement).before_change(change_on))
    missing.subtract(holdings.counted(fund_year, reference))
    return missing, holdings.promised(fund_year, reference)


def surplus(missing: Counter[int], promised: Counter[int]) -> dict[int, Pence]:
    """Return what is promised too much, by agency id, of what `difference` tells."""
    return {
        agency_id: Pence(min(-pence, promised[agency_id]))
        for agency_id, pence in missing.items()
        if pence < 0 < promised[agency_id]
    }


def begun() -> QuerySet[Placement]:
    """Return the placements that have begun, or ended without: the others' days aren't known."""
    return Placement.objects.exclude(stage__in=[PlacementStage.AGREED, PlacementStage.SIGNED])


def beyond_days(fund_year: FundYear, about: str) -> dict[int, Pence]:
    """Return what a year promises to a request beyond what its days cost, by agency id.

    Nothing where no placement has begun for it.
    """
    of_it = begun().filter(placement_request__reference=about)
    placement = of_it.select_related("option", "placement_request__panel").first()
    return surplus(*difference(placement, fund_year)) if placement else {}


def set_aside(
    placement_request: PlacementRequest,
    fund_year: FundYear,
    held: Mapping[holdings.Holding, int],
) -> Counter[int]:
    """Return what of all it holds in a year is there for what it asks, by agency id.

    That is what is reserved; and all of it where money was promised while it was disputed who
    pays, whatever has become of it: it is shared anew as soon as agencies agree.

    Args:
        held: what `holdings.held` says of the request in the year.
    """
    kinds = {kind for kind, _ in held}
    if kinds - RESERVED and not restating.interim(placement_request.reference, fund_year):
        kinds &= RESERVED
    aside = Counter[int]()
    for (kind, agency_id), pence in held.items():
        if kind in kinds:
            aside[agency_id] += pence
    return aside


def given_back(
    placement_request: PlacementRequest, option: PlacementOption, fund_year: FundYear
) -> Counter[int]:
    """Return what a year would be given back if an option of a change began, by agency id."""
    before = placement_queries.changed_by(placement_request)
    if before is None or option.starts_on is None:
        return Counter()
    return Counter(surplus(*difference(before, fund_year, option.starts_on)))


def beyond_given_back(
    asked: Mapping[int, Pence],
    placement_request: PlacementRequest,
    option: PlacementOption,
    fund_year: FundYear,
) -> dict[int, Pence]:
    """Return what a year needs of what is asked for an option beyond what it would be given back.

    Both by agency id, without those that need nothing. Where agencies have pots of their own, each
    needs what it is asked beyond its own. One pot needs no more than all are asked beyond all that
    comes back, divided by what each is asked beyond its own.
    """
    back = given_back(placement_request, option, fund_year)
    over = {pk: Pence(pence - back[pk]) for pk, pence in asked.items() if pence > back[pk]}
    if not FundKind(fund_year.fund.kind).is_one_pot:
        return over
    needed = Pence(sum(asked.values()) - back.total())
    return {pk: part for pk, part in split(needed, over).items() if part} if needed > 0 else {}


def cost_until(placement: Placement, fund_year: FundYear, last: date) -> Counter[int]:
    """Return what its days in a year that are paid for cost up to a day, by agency id."""
    return _cost(placement, fund_year, _days(placement).until(last))


def _cost(placement: Placement, fund_year: FundYear, days: Period) -> Counter[int]:
    """Return what those of some of its days cost that are in a year and paid for, by agency id."""
    ids = dict(placement.placement_request.panel.agencies.values_list("code", "pk"))
    total: Counter[int] = Counter()
    for placed, sign in days_paid.stretches(days, _unpaid(placement)):
        for code, pence in _placed(placement, fund_year, placed).items():
            total[ids[code]] += sign * pence
    return total


def _days(placement: Placement) -> Period:
    """Return its days, those before a change that takes over; none where it never started."""
    first = placement.started_on or placement.option.starts_on
    last = agreements.last_day(placement)
    assert first is not None, "An approved option has its days."
    assert last is not None, "An approved option has its days."
    planned = Period(first, last)
    if placement.stage != PlacementStage.ENDED:
        return planned.before_change(_change_begins_on(placement) or date.max)
    if placement.ended_on is None:
        return Period(first, first - ONE_DAY)
    if placement.end_reason == EndReason.REPLACED and placement.ended_on < last:
        return planned.before_change(placement.ended_on + ONE_DAY)
    return Period(first, placement.ended_on)


def _change_begins_on(placement: Placement) -> date | None:
    """Return the first day of a change that is agreed and funded, and hasn't started."""
    agreed = Decision.objects.filter(
        placement_request__change_asked__placement=placement,
        placement_request__stage=Stage.APPROVED,
        outcome__in=AGREEING,
    )
    newest = agreed.order_by("placement_request_id", "-pk").distinct("placement_request_id")
    starts = newest.values_list("option__starts_on", flat=True)
    return min((day for day in starts if day is not None), default=None)


def _unpaid(placement: Placement) -> list[Period]:
    """Return the absences that the provider doesn't charge for."""
    return [
        Period(away.first_day, away.back_on - ONE_DAY if away.back_on else date.max)
        for away in placement.suspensions.filter(is_paid=False)
    ]


def _placed(placement: Placement, fund_year: FundYear, placed: Period) -> dict[str, Pence]:
    """Return what days of it cost in a year, by agency code."""
    if not placed.days:
        return {}
    cost = option_costs.cost(
        placement.option,
        year=Period(fund_year.starts_on, fund_year.ends_on),
        placed=placed,
    )
    assert cost is not None, "An approved option was costed."
    return cost.period_by_agency()
