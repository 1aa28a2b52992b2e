"""What a case page says of each decision on it: what became of it, who pays, who was told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from panel.agencies.access import Access, Permission
from panel.cases.models import PlacementRequest
from panel.decisions.approvals import presenters as approvals
from panel.decisions.approvals import sums
from panel.decisions.consents import given as consents
from panel.decisions.models import Decision
from panel.decisions.outcomes import wording
from panel.decisions.telling import presenters as tellings
from panel.decisions.urgent import presenters as urgency
from panel.presentation.parts import Fact, Link, Row


@dataclass(frozen=True)
class Decided:
    """What the panel decided on one item, and who pays."""

    decision: Decision
    where: str
    outcome: str
    statement: str
    how: str
    endorsement: str  # of what was agreed in principle; else empty
    ratification: str  # of what was decided between meetings; else empty
    conditions: Sequence[Fact]
    shares: Sequence[Row]
    total: Row | None
    consents: Sequence[Fact]  # to go beyond the fund, for those who may read that
    told: Sequence[Row]
    letters: Sequence[Link]

    share_headings = sums.SHARE_HEADINGS
    telling_headings = tellings.HEADINGS


def decided(
    decision: Decision, placement_request: PlacementRequest, access: Access, *, on: date
) -> Decided:
    """Return what one reader is told of a decision on a case."""
    may_read = access.may(Permission.FUND_READ, panel_id=placement_request.panel_id)
    may_tell = access.may(Permission.OUTCOME_TELL, panel_id=placement_request.panel_id)
    has_shares, owed = bool(decision.approvals.all()), decision.tellings.all()
    return Decided(
        decision=decision,
        where=wording.where(decision),
        outcome=wording.outcome(decision),
        statement=wording.statement(decision) or wording.why_deferred(decision),
        how=f"{wording.quorum(decision)} {wording.interests(decision)}",
        endorsement=wording.endorsement(decision),
        ratification=urgency.ratification(decision),
        conditions=approvals.conditions(decision),
        shares=sums.shares(decision) if has_shares else (),
        total=sums.total(decision) if has_shares else None,
        consents=consents.facts(consents.given(decision)) if has_shares and may_read else (),
        told=tellings.rows(owed, placement_request, may_tell=may_tell, on=on),
        letters=tellings.letters(owed, placement_request),
    )
