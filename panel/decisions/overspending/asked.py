"""Whose consent to going over the fund's money a decision waits for. Reads; never writes."""

from datetime import date

from django.db.models import QuerySet

from panel.cases import queries as requests
from panel.cases.stages import Stage
from panel.decisions import queries
from panel.decisions.models import ShareApproval
from panel.decisions.overspending.card import overspend_card
from panel.decisions.overspending.headroom import headroom_of


def asked(mine: QuerySet[ShareApproval], *, on: date) -> list[ShareApproval]:
    """Return the shares, approved or not, for which a lead is asked to consent, or once more.

    Whoever consents first finds it on the page of a share that waits; from then on it is asked of
    the others, and of everybody again where other requests took the room meanwhile.

    Args:
        mine: what `queries.approvals_for` returns for the lead.
    """
    begun = mine.filter(
        this_year_pence__gt=0,
        decision__placement_request__stage=Stage.FUNDING,
        decision__overspends__isnull=False,
    )
    found = queries.in_lines(begun).select_related(
        "decision__placement_request__policy", "decision__placement_request__panel"
    )
    return [share for share in found.order_by("due_on", "pk").distinct() if _is_asked(share, on)]


def _is_asked(share: ShareApproval, on: date) -> bool:
    rules = requests.rules_for(share.decision.placement_request, on=on).fund
    card = overspend_card(share, headroom_of(share), rules)
    return card is not None and card.may_consent
