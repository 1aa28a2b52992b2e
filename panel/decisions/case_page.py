"""The whole case on one page: the request, and what was decided and paid, for one reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from panel.agencies import queries as people
from panel.agencies.access import Access, Permission
from panel.audit import queries as audit
from panel.cases import next_steps
from panel.cases.models import PlacementRequest
from panel.cases.next_steps import Action
from panel.cases.presenters import advising, comparison, dates, history, identity
from panel.cases.presenters.advising import AdviceCard
from panel.cases.presenters.comparison import Comparison
from panel.cases.presenters.identity import Identity
from panel.cases.stages import OPEN, Stage
from panel.deadlines import queries as deadlines
from panel.decisions import queries
from panel.decisions.models import Decision
from panel.decisions.presenters import approvals, wording
from panel.presentation.parts import ClockCard, Happening, Link, Row, Step

SECTIONS = (
    Link("Summary", "#summary"),
    Link("Options", "#options"),
    Link("Advice", "#advice"),
    Link("Decision", "#decision"),
    Link("Timeline", "#timeline"),
)
RECENT = 8


@dataclass(frozen=True)
class Decided:
    """What the panel decided on one item, and who pays."""

    decision: Decision
    outcome: str
    statement: str
    how: str
    shares: Sequence[Row]
    total: Row | None

    share_headings = approvals.SHARE_HEADINGS


@dataclass(frozen=True)
class CasePage:
    """Everything that `decisions/case.html` shows."""

    request: PlacementRequest
    identity: Identity
    steps: Sequence[Step]
    notice: str  # the most serious thing about the case; empty if there is none
    comparison: Comparison
    workings: Sequence[str]
    advice: Sequence[AdviceCard]
    decided: Sequence[Decided]
    happenings: Sequence[Happening]
    clocks: Sequence[ClockCard]
    actions: Sequence[Action]
    next_words: str
    may_withdraw: bool

    sections = SECTIONS


def case_page(placement_request: PlacementRequest, access: Access, *, on: date) -> CasePage:
    """Return a case's page; `placement_request` is fetched `in_full`."""
    events = list(audit.history(placement_request.reference))
    names = people.names(event.by for event in events)
    own = [seat.agency_id for seat in access.appointments if seat.agency_id is not None]
    clocks = dates.clock_cards(deadlines.open_clocks(placement_request.reference), on=on)
    return CasePage(
        request=placement_request,
        identity=identity.identity(placement_request, actions=(), on=on),
        steps=identity.steps(placement_request, events),
        notice=_notice(clocks),
        comparison=comparison.compare(placement_request),
        workings=comparison.workings(placement_request),
        advice=advising.cards(placement_request, own=own),
        decided=[_decided(decision) for decision in queries.decisions_of(placement_request)],
        happenings=history.happenings(events, names)[:RECENT],
        clocks=clocks,
        actions=next_steps.actions(placement_request, access),
        next_words=next_steps.next_words(placement_request),
        may_withdraw=_may_withdraw(placement_request, access),
    )


def _decided(decision: Decision) -> Decided:
    has_shares = bool(decision.approvals.all())
    return Decided(
        decision=decision,
        outcome=wording.outcome(decision),
        statement=wording.statement(decision),
        how=f"{wording.quorum(decision)} {wording.interests(decision)}",
        shares=approvals.shares(decision) if has_shares else (),
        total=approvals.total(decision) if has_shares else None,
    )


def _notice(clocks: Sequence[ClockCard]) -> str:
    late = [clock for clock in clocks if clock.days_left < 0]
    if not late:
        return ""
    worst = min(late, key=lambda clock: clock.days_left)
    return f"{worst.name} is {worst.state}."


def _may_withdraw(placement_request: PlacementRequest, access: Access) -> bool:
    may_write = access.may(
        Permission.REQUEST_WRITE,
        panel_id=placement_request.panel_id,
        agency_ids=[placement_request.referring_agency_id],
    )
    return may_write and Stage(placement_request.stage) in OPEN
