"""
A change that is agreed and funded: from its first day on, the placement it changes gives way.

    promised for the placement     |-- days before it --|            the rest is released
    promised for the change                             |-- its days --|        is committed

Both are posted by the last approval, in one transaction, so that a higher rate needs no more room
than it is higher. What is invoiced already stays. In a later year whose books are open neither is
posted where the money isn't there: that stops no child, and the start of the change tries again.
"""

from datetime import datetime

from django.db import transaction

from panel.agencies.models import Person
from panel.audit import log
from panel.cases.costs import option_costs
from panel.cases.costs.costing import Period
from panel.cases.models import Placement
from panel.cases.placements import queries as placement_queries
from panel.decisions.models import Decision
from panel.decisions.operations.approvals import money
from panel.decisions.placements import plans
from panel.pooledbudget import journal
from panel.pooledbudget import operations as fund
from panel.pooledbudget import queries as funds
from panel.pooledbudget.models import FundYear, JournalEntry
from panel.pooledbudget.refusals import FundsShort, PeriodClosed


def changed(decision: Decision) -> dict[str, str]:
    """Return what the event of an approval says of what it changes: nothing if it doesn't."""
    before = placement_queries.changed_by(decision.placement_request)
    return {"changes": before.placement_request.reference} if before else {}


def hold(decision: Decision) -> None:
    """Let nobody move its money, or that of what it changes, until the transaction ends."""
    references = {decision.placement_request.reference, *changed(decision).values()}
    for reference in sorted(references):  # in the order of every other
        journal.hold(reference)


def commit(decision: Decision, *, by: Person, at: datetime) -> JournalEntry | None:
    """Commit the first year of a decision; what it changes gives way, there and in later years.

    Raises:
        FundsShort: the first year hasn't the money beyond what is given back in it.
    """
    before = placement_queries.changed_by(decision.placement_request)
    if before is None:
        return money.commit(decision, by=by, at=at)
    first = money.fund_year(decision.placement_request, decision.agreed)
    _give_way(before, decision, first, by=by, at=at)
    entry = money.commit(decision, by=by, at=at)
    held = funds.years_of(before.placement_request.reference)
    for fund_year in held.filter(starts_on__gt=first.starts_on, closed_at=None):
        _replan(before, decision, fund_year, by=by, at=at)
    return entry


def _give_way(
    before: Placement, decision: Decision, fund_year: FundYear, *, by: Person, at: datetime
) -> None:
    amounts = plans.surplus(*plans.difference(before, fund_year))
    reference = before.placement_request.reference
    if amounts:
        posted = funds.entries_for(reference).count()
        key = f"{reference}/gives way/{posted}"
        fund.release_part(
            fund_year=fund_year,
            about=reference,
            amounts=amounts,
            because=f"for the change {decision.placement_request.reference}",
            key=key,
            by=by,
            at=at,
        )


def _replan(
    before: Placement, decision: Decision, fund_year: FundYear, *, by: Person, at: datetime
) -> None:
    """Let it give way in a later year too, and commit what the change costs there; or neither."""
    try:
        with transaction.atomic():
            _give_way(before, decision, fund_year, by=by, at=at)
            _commit_later(decision, fund_year, by=by, at=at)
    except (FundsShort, PeriodClosed, fund.NotAPartner) as refused:
        payload = {"verb": "replan", "year": fund_year.year, "reason": str(refused)}
        reference = before.placement_request.reference
        log.record(subject=reference, kind="settle_refused", by=by, at=at, payload=payload)


def _commit_later(decision: Decision, fund_year: FundYear, *, by: Person, at: datetime) -> None:
    placement_request = decision.placement_request
    cost = option_costs.cost(decision.agreed, year=Period(fund_year.starts_on, fund_year.ends_on))
    assert cost is not None, "An option is agreed with its dates and costs."
    if amounts := money.by_agency_id(placement_request, cost.period_by_agency()):
        fund.commit(
            fund_year=fund_year,
            amounts=amounts,
            about=placement_request.reference,
            key=f"{placement_request.reference}/commit/{decision.pk}/{fund_year.year}",
            by=by,
            at=at,
        )
