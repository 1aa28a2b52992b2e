"""What a request asks of its panel's fund: reserved while the panel weighs it, released if not."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from panel.agencies.models import Person
from panel.audit import log
from panel.cases.costs import costing, option_costs
from panel.cases.models import PlacementOption, PlacementRequest
from panel.decisions.models import Decision
from panel.decisions.operations.overspending import notices as over_notices
from panel.decisions.placements import plans
from panel.money import Pence
from panel.pooledbudget import holdings, restating
from panel.pooledbudget import operations as fund
from panel.pooledbudget import queries as funds
from panel.pooledbudget.models import FundYear, JournalEntry
from panel.pooledbudget.refusals import FundsShort, PeriodClosed
from panel.refusals import Refusal


class NotCosted(Refusal):
    """Raised when money is asked for an option whose dates or costs aren't known."""


class NoFund(Refusal):
    """Raised when the panel has no fund for the year a placement starts in."""


def costed(option: PlacementOption) -> costing.Costing:
    """Return what an option costs in the financial year it starts in.

    Raises:
        NotCosted: its dates aren't known.
    """
    cost = option_costs.first_year(option)
    if cost is None:
        missing = "end" if option.starts_on else "start"
        raise NotCosted(f"Option {option.letter} has no {missing} date.")
    return cost


def fund_year(placement_request: PlacementRequest, option: PlacementOption) -> FundYear:
    """Return the year of the panel's fund that the option's first year draws on.

    Raises:
        NoFund: the panel has no fund open for that year.
    """
    first = costed(option).period.first
    found = funds.year_of(panel_id=placement_request.panel_id, day=first)
    if found is None:
        raise NoFund(f"The panel has no fund for the year that holds {first:%-d %B %Y}.")
    return found


def asked(placement_request: PlacementRequest, option: PlacementOption) -> dict[int, Pence]:
    """Return what each agency would pay in the option's first financial year, by agency id."""
    return by_agency_id(placement_request, costed(option).period_by_agency())


def by_agency_id(
    placement_request: PlacementRequest, shares: Mapping[str, Pence]
) -> dict[int, Pence]:
    """Return shares by agency code as the ledger takes them: by agency id, and none of nothing."""
    ids = dict(placement_request.panel.agencies.values_list("code", "pk"))
    return {ids[code]: pence for code, pence in shares.items() if pence}


def reserve(placement_request: PlacementRequest, *, by: Person, at: datetime) -> None:
    """Set the recommended option's first-year cost aside; of a change, what it costs beyond.

    For what the placement before it costs from its first day on is promised already, and given
    back when it is committed. A fund that is short, closed or without a payer's part doesn't stop
    the panel from weighing the need: that is an event on the request, and the money question comes
    back when agencies approve.
    """
    option = placement_request.options.get(is_recommended=True)
    reference, amounts = placement_request.reference, asked(placement_request, option)
    if not amounts:
        return  # less than a penny in that year, so there is nothing to reserve
    try:
        with transaction.atomic():
            year = fund_year(placement_request, option)
            beyond = plans.beyond_given_back(amounts, placement_request, option, year)
            if not beyond:
                return
            fund.reserve(
                fund_year=year,
                amounts=beyond,
                about=reference,
                key=f"{reference}/reserve/{placement_request.agenda_items.count()}",
                by=by,
                at=at,
            )
    except (FundsShort, PeriodClosed, NoFund, fund.NotAPartner) as short:
        payload = {"reason": str(short)}
        log.record(subject=reference, kind="reserve_refused", by=by, at=at, payload=payload)
        over_notices.tell_keepers(
            placement_request,
            key=f"reserve_refused/{reference}/{placement_request.agenda_items.count()}",
            what="money could not be reserved",
            why=f"{short} The panel weighs the need all the same.",
            at=at,
        )


def commit(decision: Decision, *, by: Person, at: datetime) -> JournalEntry | None:
    """Promise the first year's money of a decision; None where no agency's share is a penny.

    What is held in another year, for an option that isn't the one agreed, is given back. What was
    promised while it was disputed who pays is shared anew.
    """
    placement_request = decision.placement_request
    shares = decision.approvals.all()
    amounts = {share.agency_id: Pence(share.this_year_pence) for share in shares}
    if not any(amounts.values()):
        release(placement_request, by=by, at=at)
        return None
    year = fund_year(placement_request, decision.agreed)
    if funds.years_of(placement_request.reference).exclude(pk=year.pk).exists():
        release(placement_request, by=by, at=at)
    key = f"{placement_request.reference}/commit/{decision.pk}"
    if meanwhile := restating.interim(placement_request.reference, year):
        return fund.share_anew(since=meanwhile, amounts=amounts, key=key, by=by, at=at)
    return fund.commit(
        fund_year=year,
        amounts=amounts,
        about=placement_request.reference,
        key=key,
        by=by,
        at=at,
    )


def release_other_years(
    placement_request: PlacementRequest, agreed: PlacementOption, *, by: Person, at: datetime
) -> None:
    """Give back what is reserved, for an option that wasn't agreed, in a year that it began in.

    Approvals and a dispute about who pays may take months: others can use that money meanwhile.
    """
    reference, number = placement_request.reference, placement_request.agenda_items.count()
    others = funds.years_of(reference).exclude(
        starts_on__lte=agreed.starts_on, ends_on__gte=agreed.starts_on
    )
    for year in others:
        if {kind for kind, _ in holdings.held(year, reference)} == plans.RESERVED:
            fund.release_year(
                fund_year=year,
                about=reference,
                because=f"option {agreed.letter} was agreed",
                key=f"{reference}/agreed elsewhere/{number}/{year.pk}",
                by=by,
                at=at,
            )


def release(placement_request: PlacementRequest, *, by: Person, at: datetime) -> None:
    """Give back whatever is still reserved for a request; nothing, if nothing is."""
    reference = placement_request.reference
    fund.release(
        about=reference,
        key=f"{reference}/release/{placement_request.agenda_items.count()}",
        by=by,
        at=at,
    )
