"""The whole case on one page: the request, and what was decided and paid, for one reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from panel import clock
from panel.agencies import queries as people
from panel.agencies.access import Access, Permission
from panel.audit import queries as audit
from panel.audit.models import Event
from panel.cases import links, remarks, summaries
from panel.cases import queries as requests
from panel.cases.advice import queries as advice_queries
from panel.cases.changes import overtaken
from panel.cases.links import Linked
from panel.cases.models import PlacementRequest
from panel.cases.next_steps import Action
from panel.cases.presenters import advising, comparison, dates, history, identity, notices
from panel.cases.presenters.advising import AdviceCard
from panel.cases.presenters.comparison import Comparison
from panel.cases.presenters.identity import Identity
from panel.cases.presenters.notices import Notice
from panel.cases.remarks import Remarks
from panel.cases.summaries import Chapter
from panel.deadlines.models import Clock
from panel.deadlines.queries import open_clocks
from panel.decisions import queries
from panel.decisions.case import decided as case_decisions
from panel.decisions.case import steps as case_steps
from panel.decisions.case.challenges import CaseChallenges, case_challenges
from panel.decisions.case.commitment import CommitmentTable, case_commitment
from panel.decisions.case.following import next_words
from panel.decisions.case.money import CaseMoney, case_money
from panel.decisions.disputes import presenters as disputes
from panel.decisions.disputes.presenters import DisputeCard
from panel.decisions.outcomes import presenters as deferrals
from panel.decisions.placements import changes
from panel.decisions.placements.changes import ChangeChapter
from panel.decisions.urgent import emergency, unratified
from panel.meetings.models import Ratification
from panel.presentation import formatting
from panel.presentation.parts import ClockCard, Happening, Link, Step

RECENT = 6


@dataclass(frozen=True)
class CasePage:
    """Everything that `decisions/case.html` shows."""

    request: PlacementRequest
    identity: Identity
    change: ChangeChapter | None  # which it asks for, where it isn't for a new placement
    chapters: Sequence[Chapter]
    steps: Sequence[Step]
    notice: Notice | None
    comparison: Comparison
    workings: Sequence[str]
    consequences: Sequence[str]  # what the law attaches to each option
    money: CaseMoney | None
    commitment: Sequence[CommitmentTable]
    advice: Sequence[AdviceCard]
    advice_in: str
    decided: Sequence[case_decisions.Decided]
    disputes: Sequence[DisputeCard]
    challenges: CaseChallenges
    links: Sequence[Linked]
    happenings: Sequence[Happening]
    all_events: str
    clocks: Sequence[ClockCard]
    actions: Sequence[Action]
    next_words: str
    shut_out: str  # why the reader can't decide what would be theirs; empty where they can
    may_withdraw: bool
    may_link: bool
    may_restrict: bool
    restriction: str  # to whom it is kept, in words; empty when it isn't

    @property
    def sections(self) -> tuple[Link, ...]:
        """The anchors of the page, for the bar that stays in sight."""
        money = (Link("Money", "#money"),) if self.money else ()
        commitment = (Link("Commitment", "#commitment"),) if self.commitment else ()
        dispute = (Link("Dispute", "#dispute"),) if self.disputes else ()
        challenge = (Link("Challenges", "#challenges"),) if self.challenges.cards else ()
        return (
            Link("Summary", "#summary"),
            Link("Options", "#options"),
            *money,
            *commitment,
            Link("Advice", "#advice"),
            Link("Decision", "#decision"),
            *dispute,
            *challenge,
            Link("Timeline", "#timeline"),
            Link("Clocks", "#clocks"),
        )


def case_page(placement_request: PlacementRequest, access: Access, *, at: datetime) -> CasePage:
    """Return a case's page; `placement_request` is fetched `in_full`."""
    events, on = list(audit.history(placement_request.reference)), clock.date_of(at)
    said = remarks.said_with(events)
    running = list(open_clocks(placement_request.reference))
    clocks = _clocks(placement_request, running, on=on)
    decided = list(queries.decisions_of(placement_request))
    raised = case_challenges(placement_request, access, running=running, is_decided=bool(decided))
    refused = unratified.of(placement_request)
    actions = case_steps.actions(placement_request, access, refused=refused, at=at)
    rules = requests.rules_for(placement_request, on=on)
    return CasePage(
        request=placement_request,
        identity=_identity(placement_request, actions, raised.flags, on=on),
        change=changes.chapter(placement_request, access),
        chapters=summaries.chapters(placement_request, with_options=False),
        steps=identity.steps(placement_request, events),
        notice=_notice(placement_request, refused, raised.again, events, said, clocks),
        comparison=comparison.compare(placement_request),
        workings=comparison.workings(placement_request),
        consequences=comparison.consequences(placement_request, rules),
        money=case_money(placement_request, access),
        commitment=case_commitment(placement_request, access),
        advice=_advice(placement_request, access),
        advice_in=advising.how_many(placement_request),
        decided=[case_decisions.decided(one, placement_request, access, on=on) for one in decided],
        disputes=_disputes(placement_request),
        challenges=raised,
        links=links.told(placement_request, access),
        may_link=links.may_link(placement_request, access),
        happenings=_latest(events, said, may_read_fund=_may_read_fund(placement_request, access)),
        all_events=f"All {formatting.count(len(events), 'event')}",
        clocks=clocks,
        actions=actions,
        next_words=next_words(placement_request, decided, refused, at=at),
        shut_out=emergency.shut_out(access, placement_request),
        may_withdraw=case_steps.may_withdraw(placement_request, access),
        may_restrict=access.may(Permission.CASE_RESTRICT, panel_id=placement_request.panel_id),
        restriction=_restriction(placement_request),
    )


def _identity(
    placement_request: PlacementRequest,
    actions: Sequence[Action],
    flags: Sequence[str],
    *,
    on: date,
) -> Identity:
    """Return the head of the page: what is wanted most stands beside it, the rest of it here."""
    ways = [Link(action.words, action.address) for action in actions[1:] if not action.is_press]
    return identity.identity(placement_request, actions=ways, flags=flags, on=on)


def _notice(
    placement_request: PlacementRequest,
    refused: Ratification | None,
    again: Notice | None,
    events: Sequence[Event],
    said: Remarks,
    clocks: Sequence[ClockCard],
) -> Notice | None:
    warning = unratified.warning(refused) or again or overtaken.warning(placement_request)
    return warning or notices.notice(placement_request, events, said, clocks)


def _advice(placement_request: PlacementRequest, access: Access) -> list[AdviceCard]:
    kept = advice_queries.kept_from(access, placement_request)
    return advising.cards(placement_request, kept=kept)


def _clocks(
    placement_request: PlacementRequest, running: Sequence[Clock], *, on: date
) -> list[ClockCard]:
    safe = deferrals.safe_card(placement_request, running, on=on)
    return [*safe, *dates.clock_cards(running, on=on)]


def _latest(events: Sequence[Event], said: Remarks, *, may_read_fund: bool) -> list[Happening]:
    names = people.names(event.by for event in events)
    return history.happenings(events, names, said, may_read_fund=may_read_fund)[:RECENT]


def _may_read_fund(placement_request: PlacementRequest, access: Access) -> bool:
    return access.may(Permission.FUND_READ, panel_id=placement_request.panel_id)


def _disputes(placement_request: PlacementRequest) -> list[DisputeCard]:
    found = queries.disputes_of(placement_request)
    return [disputes.card(dispute, placement_request) for dispute in found]


def _restriction(placement_request: PlacementRequest) -> str:
    in_force = placement_request.restrictions.filter(lifted_at=None).first()
    if in_force is None:
        return ""
    return f"Restricted to {formatting.listed([person.name for person in in_force.named.all()])}."
