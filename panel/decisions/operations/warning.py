"""Letting a decision pass that goes over the fund's money, where the panel's rules only warn."""

from datetime import datetime

from panel import clock
from panel.agencies.models import Person
from panel.audit import log
from panel.cases import queries as requests
from panel.decisions import queries
from panel.decisions.models import Decision
from panel.money import Pence
from panel.pooledbudget import operations as fund


def warn(decision: Decision, *, by: Person, at: datetime) -> None:
    """Lower each pot's floor by what a decision is over it, and keep the warning; if rules let.

    Nothing happens where the rules block, or where there is enough.
    """
    placement_request = decision.placement_request
    rules = requests.rules_for(placement_request, on=clock.date_of(at)).fund
    if rules.over_budget != "warn":
        return
    reference = placement_request.reference
    for share in decision.approvals.select_related("agency", "decision__option"):
        headroom = queries.headroom(share)  # of the one pot, enough once it was lowered
        if headroom is None or headroom.is_enough:
            continue
        over = Pence(-headroom.after_pence)
        payload = {"pence": over, "agency": share.agency.code}
        log.record(subject=reference, kind="over_budget", by=by, at=at, payload=payload)
        fund.authorise_floor(
            fund_year=headroom.fund_year,
            agency_id=share.agency_id,
            pence=over,
            about=reference,
            key=f"{reference}/warned/{decision.pk}/{share.agency.code}",
            by=by,
            at=at,
        )
