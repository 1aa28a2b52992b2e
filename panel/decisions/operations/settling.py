"""Bringing what a fund has promised for a placement to what the days really spent there cost.

    promised, delivered, invoiced or paid
        = days from the first to the last, as far as both are known
        - days of absence that aren't paid for

Money of those days that isn't promised yet is committed; promised money of other days is
released. Settling twice moves nothing the second time. Years whose books aren't open yet are left
alone: `rolling` sees to them once they are.
"""

from collections import Counter
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from panel.agencies.models import Person
from panel.audit import log
from panel.cases import costing, placement_queries, queries
from panel.cases.models import Placement
from panel.cases.placement_stages import PlacementStage
from panel.decisions import days_paid
from panel.money import Pence
from panel.pooledbudget import operations as fund
from panel.pooledbudget import queries as funds
from panel.pooledbudget.models import FundYear
from panel.pooledbudget.refusals import FundsShort, PeriodClosed

ONE_DAY = timedelta(days=1)


def settle(placement: Placement, *, by: Person, at: datetime) -> None:
    """Commit or release, in each year that the placement holds money in or reaches, what changed.

    A fund that is short, or a year that is closed, stops no child: that is an event on the
    request.
    """
    for fund_year in _years_reached(placement):
        settle_in(fund_year, placement, by=by, at=at)


def years_of(placement: Placement) -> QuerySet[FundYear]:
    """Return the years in which it holds money, and the one in which it really starts."""
    first, _ = _days(placement)
    return _years(placement, Q(starts_on__lte=first, ends_on__gte=first))


def _years_reached(placement: Placement) -> QuerySet[FundYear]:
    """Return those of `years_of`, and every open one into which its days reach."""
    first, last = _days(placement)
    started = Q(starts_on__lte=first, ends_on__gte=first)
    return _years(placement, started | Q(closed_at=None, starts_on__lte=last, ends_on__gte=first))


def _years(placement: Placement, others: Q) -> QuerySet[FundYear]:
    """Return the years in which it holds money, and others of the funds that it does in."""
    moved = funds.years_of(placement.placement_request.reference)
    kept_in = Q(fund__in=moved.values("fund"))
    years = FundYear.objects.filter(Q(pk__in=moved.values("pk")) | others & kept_in)
    return years.select_related("fund").order_by("starts_on", "pk")


def difference(placement: Placement, fund_year: FundYear) -> tuple[Counter[int], Counter[int]]:
    """Return two counts of pence in a year, both by agency id.

    What its days cost beyond what the books show for them, below zero where that is too much; and
    what of it is promised, delivered or not, and not yet invoiced.
    """
    reference = placement.placement_request.reference
    missing = cost_until(placement, fund_year, fund_year.ends_on)
    missing.subtract(funds.counted(fund_year, reference))
    return missing, funds.promised(fund_year, reference)


def settle_in(
    fund_year: FundYear, placement: Placement, *, by: Person, at: datetime, is_known: bool = False
) -> list[str]:
    """Release what is promised too much in a year, then commit what is promised too little.

    Return why its books didn't take that, if they didn't; that is an event, unless it `is_known`.
    """
    missing, promised = difference(placement, fund_year)
    reference = placement.placement_request.reference
    moved = funds.entries_for(reference).count()
    surplus = {
        agency_id: Pence(min(-pence, promised[agency_id]))
        for agency_id, pence in missing.items()
        if pence < 0 < promised[agency_id]
    }
    lacking = {agency_id: Pence(pence) for agency_id, pence in missing.items() if pence > 0}
    reasons = []
    for verb, amounts in ((fund.release_part, surplus), (fund.commit, lacking)):
        if not amounts:
            continue
        key = f"{reference}/settle/{moved}/{verb.__name__}"
        try:
            with transaction.atomic():
                verb(fund_year=fund_year, about=reference, amounts=amounts, key=key, by=by, at=at)
        except (FundsShort, PeriodClosed, fund.NotAPartner) as refused:
            reasons.append(str(refused))
            payload = {"verb": verb.__name__, "year": fund_year.year, "reason": str(refused)}
            if not is_known:
                log.record(subject=reference, kind="settle_refused", by=by, at=at, payload=payload)
    return reasons


def cost_until(placement: Placement, fund_year: FundYear, last: date) -> Counter[int]:
    """Return what its days in a year that are paid for cost up to a day, by agency id."""
    ids = dict(placement.placement_request.panel.agencies.values_list("code", "pk"))
    first, end = _days(placement)
    days = costing.Period(first, min(end, last))
    total: Counter[int] = Counter()
    for until, sign in days_paid.stretches(days, _unpaid(placement)):
        for code, pence in _until(placement, fund_year, first, until).items():
            total[ids[code]] += sign * pence
    return total


def _days(placement: Placement) -> tuple[date, date]:
    """Return the first and last day; a last day before the first where it never started."""
    option = placement.option
    agreement = placement_queries.agreement_in_force(placement)
    first = placement.started_on or option.starts_on
    last = placement.ended_on or (agreement.ends_on if agreement else option.ends_on)
    assert first is not None, "An approved option has its days."
    assert last is not None, "An approved option has its days."
    has_ended = placement.stage == PlacementStage.ENDED
    return first, first - ONE_DAY if has_ended and placement.ended_on is None else last


def _unpaid(placement: Placement) -> list[costing.Period]:
    """Return the absences that the provider doesn't charge for."""
    return [
        costing.Period(away.first_day, away.back_on - ONE_DAY if away.back_on else date.max)
        for away in placement.suspensions.filter(is_paid=False)
    ]


def _until(placement: Placement, fund_year: FundYear, first: date, last: date) -> dict[str, Pence]:
    """Return what the days from the first to `last` cost in a year, by agency code."""
    if last < first:
        return {}
    cost = queries.cost(
        placement.option,
        year=costing.Period(fund_year.starts_on, fund_year.ends_on),
        placed=costing.Period(first, last),
    )
    assert cost is not None, "An approved option was costed."
    return cost.period_by_agency()
