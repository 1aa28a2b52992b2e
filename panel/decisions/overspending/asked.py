"""Whose consent to going over the fund's money a decision waits for. Reads; never writes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from panel.cases import queries as requests
from panel.cases.stages import Stage
from panel.decisions import queries
from panel.decisions.models import Decision, Overspend, ShareApproval
from panel.decisions.overspending.headroom import Headroom, headrooms_of
from panel.money import Pence


@dataclass(frozen=True)
class Short:
    """Money that a decision lacks in one pot, and what agencies have consented to of it."""

    decision: Decision
    headroom: Headroom
    begun: Overspend | None  # None: nobody has consented yet

    @property
    def lacking_pence(self) -> Pence:
        """How much is missing."""
        return Pence(-self.headroom.after_pence)

    @property
    def paying(self) -> list[ShareApproval]:
        """The shares of those who consent: all who pay."""
        return [share for share in self.decision.approvals.all() if share.this_year_pence]

    @property
    def awaited(self) -> list[ShareApproval]:
        """Those of them whose agencies haven't consented yet."""
        given = {one.agency_id for one in self.begun.consents.all()} if self.begun else set()
        return [share for share in self.paying if share.agency_id not in given]


def short(approval: ShareApproval, headrooms: Mapping[int, Headroom]) -> Short | None:
    """Return the money that a lead is asked to let go over; None where none is, or any more.

    Of an aligned fund that may be another agency's pot: all who pay consent to what one lacks.

    Args:
        headrooms: what `headrooms_of` says of all shares of the decision.
    """
    decision = approval.decision
    if any(later.pk > decision.pk for later in decision.placement_request.decisions.all()):
        return None
    of_pot = {share.agency_id: headrooms.get(share.pk) for share in decision.approvals.all()}
    begun = {one.agency_id: one for one in decision.overspends.all() if not one.authorised_at}
    for agency_id, overspend in begun.items():
        headroom = of_pot.get(agency_id)
        if headroom is not None and not headroom.is_enough:
            return Short(decision, headroom, overspend)
    own = headrooms.get(approval.pk)
    return Short(decision, own, None) if own is not None and not own.is_enough else None


def blocked(
    approval: ShareApproval, headrooms: Mapping[int, Headroom], *, on: date
) -> Short | None:
    """Return the same where consents let it pass: by the rules, and while the books are open."""
    placement_request = approval.decision.placement_request
    rules = requests.rules_for(placement_request, on=on).fund
    if placement_request.stage != Stage.FUNDING or rules.over_budget != "block":
        return None
    found = short(approval, headrooms)
    return found if found and not found.headroom.fund_year.closed_at else None


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
    found = queries.in_lines(begun).select_related("decision__placement_request__policy")
    shares = (
        found.order_by("due_on", "pk")
        .distinct()
        .prefetch_related(
            "decision__approvals",
            "decision__overspends__consents",
            "decision__placement_request__decisions",
        )
    )
    headrooms = headrooms_of(each for share in shares for each in share.decision.approvals.all())
    return [share for share in shares if _is_asked(share, headrooms, on=on)]


def _is_asked(share: ShareApproval, headrooms: Mapping[int, Headroom], *, on: date) -> bool:
    found = blocked(share, headrooms, on=on)
    return found is not None and share in found.awaited
