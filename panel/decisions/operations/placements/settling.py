"""Bringing what a fund has promised for a placement to what the days really spent there cost.

    promised, delivered, invoiced or paid
        = days from the first to the last, as far as both are known
        - days of absence that aren't paid for

Money of those days that isn't promised yet is committed; promised money of other days is
released. Settling twice moves nothing the second time. Years whose books aren't open yet are left
alone: `rolling` sees to them once they are. Which days those are, and what they cost, says
`plans`.
"""

from datetime import datetime

from django.db import transaction

from panel.agencies.models import Person
from panel.audit import log
from panel.cases.models import Placement
from panel.decisions.placements import plans
from panel.money import Pence
from panel.pooledbudget import journal
from panel.pooledbudget import operations as fund
from panel.pooledbudget import queries as funds
from panel.pooledbudget.finishing import is_finished_for
from panel.pooledbudget.models import FundYear
from panel.pooledbudget.refusals import FundsShort, PeriodClosed


def settle(*placements: Placement, by: Person, at: datetime) -> None:
    """Commit or release, in each year that placements hold money in or reach, what changed.

    One placement after another, and nobody else moves the money of any meanwhile. A fund that is
    short, or a year that is closed, stops no child: that is an event on the request.
    """
    hold(*placements)
    for placement in placements:
        for fund_year in plans.years_reached(placement):
            settle_in(fund_year, placement, by=by, at=at)


def hold(*placements: Placement) -> None:
    """Let nobody else move the money of placements; always in the same order, as a batch does."""
    for reference in sorted(one.placement_request.reference for one in placements):
        journal.hold(reference)


def settle_in(
    fund_year: FundYear, placement: Placement, *, by: Person, at: datetime, is_known: bool = False
) -> list[str]:
    """Release what is promised too much in a year, then commit what is promised too little.

    Nothing is promised again of a year for whose days nothing more is invoiced. Return why its
    books didn't take that, if they didn't; that is an event, unless it `is_known`.
    """
    missing, promised = plans.difference(placement, fund_year)
    reference = placement.placement_request.reference
    moved = funds.entries_for(reference).count()
    too_much = plans.surplus(missing, promised)
    lacking = {agency_id: Pence(pence) for agency_id, pence in missing.items() if pence > 0}
    if is_finished_for(reference, fund_year.year):
        lacking.clear()
    reasons = []
    for verb, amounts in ((fund.release_part, too_much), (fund.commit, lacking)):
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
