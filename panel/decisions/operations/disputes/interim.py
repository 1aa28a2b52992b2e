"""
What a fund promises for a placement while agencies disagree who pays: without prejudice, so that
nobody waits for the money. Once they agree, the last approval shares it anew, from the start.

It is divided as the panel's rules share the cost meanwhile, or falls to the one agency that pays
meanwhile. Where the rules count what is settled only from then on, nothing is promised: what that
agency pays, it pays outside the fund. Nor is it for a change, which begins only once every agency
has approved: what it changes stays promised until then.
"""

from datetime import datetime

from django.db import transaction

from panel.agencies.models import Person
from panel.audit import log
from panel.cases.models import PlacementRequest
from panel.decisions.disputes import ladder
from panel.decisions.models import Dispute
from panel.decisions.operations.approvals import money
from panel.decisions.operations.consents.permitting import NotPermitted, require_permitted
from panel.decisions.placements import plans
from panel.money import WHOLE, split
from panel.pooledbudget import operations as fund
from panel.pooledbudget import restating
from panel.pooledbudget.models import JournalEntry
from panel.pooledbudget.refusals import FundsShort, PeriodClosed

UNPROMISED = (FundsShort, PeriodClosed, money.NoFund, fund.NotAPartner, NotPermitted)


def promise(
    dispute: Dispute, placement_request: PlacementRequest, *, by: Person, at: datetime
) -> None:
    """Promise the first year at the split that holds meanwhile, or what was promised at another.

    A fund that is short, closed, without the payer's part, or not there for it while consents are
    missing, doesn't stop the dispute: that is an event on the request.

    Raises:
        fund.Recharged: of what was promised at another split, somebody was asked to pay back.
        fund.PromisedLess: an invoice took more of that than is promised now.
    """
    shares = _shares(dispute, placement_request)
    if not shares:
        return
    kind, payload = restating.PROMISED, dict[str, str]()
    try:
        with transaction.atomic():
            if _promise(dispute, placement_request, shares, by=by, at=at) is None:
                return
    except UNPROMISED as short:
        kind, payload = "money_not_promised_meanwhile", {"reason": str(short)}
    log.record(subject=placement_request.reference, kind=kind, by=by, at=at, payload=payload)


def end(placement_request: PlacementRequest, *, by: Person, at: datetime) -> None:
    """Note that nothing is promised without prejudice any more, if anything was."""
    if restating.is_interim(placement_request.reference):
        log.record(subject=placement_request.reference, kind=restating.ENDED, by=by, at=at)


def _promise(
    dispute: Dispute,
    placement_request: PlacementRequest,
    shares: dict[int, int],
    *,
    by: Person,
    at: datetime,
) -> JournalEntry | None:
    """Promise it, or share anew what was; None where it comes to nothing.

    Raises:
        NotPermitted: it is for what the fund isn't there for, and some partner hasn't consented.
        NoFund: the panel has no fund open for the year.
        NotAPartner: somebody who pays has no part in that year.
        FundsShort: the year hasn't the money.
        PeriodClosed: its books are closed.
        Recharged, PromisedLess: as `promise` says.
    """
    option, reference = dispute.decision.agreed, placement_request.reference
    amounts = split(money.costed(option).period_pence, shares)
    if not any(amounts.values()):
        return None
    require_permitted(dispute.decision, at=at)
    promised = JournalEntry.objects.filter(about=reference)
    number = promised.filter(key__startswith=f"{reference}/interim/").count() + 1
    key = restating.interim_key(reference, number)
    fund_year = money.fund_year(placement_request, option)
    if before := restating.interim(reference, fund_year):
        return fund.share_anew(since=before, amounts=amounts, key=key, by=by, at=at)
    return fund.commit(
        fund_year=fund_year, about=reference, amounts=amounts, key=key, by=by, at=at
    )


def _shares(dispute: Dispute, placement_request: PlacementRequest) -> dict[int, int]:
    """Return who pays meanwhile: agency id → basis points; nobody where it isn't said."""
    rules = ladder.rules_about(placement_request)
    if not rules.backdate or placement_request.kind in plans.CHANGES:
        return {}
    if dispute.interim_funder_id is not None:
        return {dispute.interim_funder_id: WHOLE}
    ids = dict(placement_request.panel.agencies.values_list("code", "pk"))
    return {
        ids[share.agency]: share.basis_points
        for share in rules.interim_shares
        if share.agency in ids
    }
