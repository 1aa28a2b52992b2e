"""The page of one item of an agenda, put together for one reader."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from panel.agencies.access import Access, Permission
from panel.cases import queries as requests
from panel.cases.changes import overtaken
from panel.cases.models import PlacementRequest
from panel.cases.separation import part_of
from panel.cases.stages import Stage
from panel.decisions.approvals import presenters as approvals
from panel.decisions.approvals import sums
from panel.decisions.challenges import hearing
from panel.decisions.challenges import presenters as challenges
from panel.decisions.challenges import queries as challenge_queries
from panel.decisions.items import presenters
from panel.decisions.items.package import Package, package
from panel.decisions.models import Decision
from panel.decisions.outcomes import wording
from panel.decisions.outcomes.outcome import without_quorum
from panel.decisions.placements import changes
from panel.decisions.placements.changes import ChangeChapter
from panel.decisions.urgent import presenters as urgency
from panel.meetings import places, quorums, shown
from panel.meetings import presenters as meetings
from panel.meetings import queries as agendas
from panel.meetings.interests import leaves, stands_back
from panel.meetings.models import AgendaItem, Meeting
from panel.meetings.quorum import Quorum
from panel.meetings.stages import BEGUN, MeetingStage
from panel.meetings.standing import Standing, is_undecided, standing
from panel.presentation.parts import Check, Fact, Option, Row


@dataclass(frozen=True)
class Decided:
    """What the panel decided on an item."""

    outcome: str
    statement: str
    reasons: list[str]
    conditions: list[Fact]
    said: list[Fact]
    shares: list[Row]
    total: Row | None
    records: list[str]

    share_headings = sums.SHARE_HEADINGS


@dataclass(frozen=True)
class Deciding:
    """What the reader may do now of what a chair does with an item."""

    may_open: bool = False
    may_decide: bool = False
    may_ratify: bool = False
    outcomes: list[tuple[str, str]] = field(default_factory=list)  # that can come of it
    inquorate: str = ""  # what follows from the want of a quorum; empty where there is one


@dataclass(frozen=True)
class ItemPage:
    """Everything that `decisions/item.html` shows; all but the reference is hidden from those
    who leave for an interest."""

    item: AgendaItem
    standing: Standing
    is_hidden: bool
    child: str = ""
    asks: str = ""
    change: ChangeChapter | None = None  # of a placement that stands
    flags: list[str] = field(default_factory=list)
    options: list[Option] = field(default_factory=list)
    comparison: list[Row] = field(default_factory=list)
    is_revealed: bool = False
    positions: list[Row] = field(default_factory=list)
    given: str = ""
    quorum: list[Check] = field(default_factory=list)
    interests: list[Check] = field(default_factory=list)
    guests: list[str] = field(default_factory=list)
    may_admit: bool = False
    package: Package = field(default_factory=Package)
    may_give_position: bool = False
    had_part: str = ""  # the reader, for which they give no position
    deciding: Deciding = field(default_factory=Deciding)
    ratification: str = ""
    replaced: str = ""  # what has ended for what the panel is asked to ratify
    decided: Decided | None = None

    position_headings = presenters.POSITION_HEADINGS

    @property
    def meeting(self) -> Meeting:
        """The meeting on whose agenda it stands."""
        return self.item.meeting

    @property
    def request(self) -> PlacementRequest:
        """The request that it is about."""
        return self.item.placement_request

    @property
    def why_hidden(self) -> str:
        """Until when positions are hidden, where they are."""
        if MeetingStage(self.meeting.stage) is MeetingStage.CANCELLED:
            return "Positions stay hidden: the meeting was cancelled."
        if not agendas.waits(self.item):
            return "Positions stay hidden: the panel didn’t come to it."
        return f"Positions are hidden until {shown.when(self.item)}."


def item_page(item: AgendaItem, access: Access, *, is_latest: bool, on: date) -> ItemPage:
    """Return an item's page for the person of `access`; `item` is fetched `items_in_full`."""
    stands = standing(item, is_latest=is_latest)
    if leaves(access.person, item):
        return ItemPage(item=item, standing=stands, is_hidden=True)
    request, decision = item.placement_request, _decision(item)
    waits = is_undecided(item, is_latest=is_latest)
    is_revealed = shown.to_all(item)
    weighed = list(request.options.all())
    asked = _asked(item)
    is_asked = waits and access.person.pk in asked
    part = part_of(access.person, request) if is_asked else ""
    now = quorums.quorum_of(item) if _is_judged_now(item, decision) else None
    return ItemPage(
        item=item,
        standing=stands,
        is_hidden=False,
        child=meetings.whom(request, on=on),
        asks=meetings.asked(item),
        change=changes.chapter(request, access),
        flags=[challenges.flag(one) for one in challenge_queries.challenges_to(request)],
        options=presenters.options(weighed),
        comparison=presenters.comparison(weighed),
        is_revealed=is_revealed,
        positions=presenters.positions(item.positions.all()) if is_revealed else [],
        given=f"{len(item.positions.all())} of {len(asked)} given",
        quorum=_quorum(item, decision, now),
        interests=presenters.interests(item.interests.all()),
        guests=[str(guest) for guest in item.guests.all()],
        may_admit=waits and _may_admit(access, item),
        package=package(agendas.option_asked(item), access, requests.rules_for(request, on=on)),
        may_give_position=is_asked and not part and not stands_back(access.person, item),
        had_part=part,
        deciding=_deciding(item, access, now, on=on) if waits else Deciding(),
        ratification=urgency.ratification(decision) if decision else "",
        replaced=overtaken.replaced(request) if item.ratifies else "",
        decided=_decided(decision) if decision else None,
    )


def _asked(item: AgendaItem) -> set[int]:
    """Return who is asked for a position on an item: those who decide on a child of that age."""
    age, taken = places.age_at(item), places.of(item.meeting)
    return {person_id for person_id, place in taken.items() if place.decides(age=age)}


def _may_decide(access: Access, item: AgendaItem) -> bool:
    """Say whether this person may open the item now and record what becomes of it."""
    is_theirs = access.may(Permission.OUTCOME_RECORD, panel_id=item.meeting.panel_id)
    is_open = MeetingStage(item.meeting.stage) is MeetingStage.OPEN
    return is_theirs and is_open and not hearing.is_closed_to(item, access.person)


def _may_admit(access: Access, item: AgendaItem) -> bool:
    is_theirs = access.may(Permission.MEETING_RUN, panel_id=item.meeting.panel_id)
    return is_theirs and MeetingStage(item.meeting.stage) is MeetingStage.OPEN


def _decision(item: AgendaItem) -> Decision | None:
    made = Q(item=item)
    if item.ratifies is not None:
        made = Q(urgency=item.ratifies.urgency_id)
    decisions = item.placement_request.decisions.select_related("option", "urgency__ratification")
    in_full = decisions.prefetch_related(
        "approvals__agency",
        "approvals__approved_by",
        "approvals__approved_for",
        "records__rendering",
    )
    return in_full.filter(made).first()


def _deciding(item: AgendaItem, access: Access, now: Quorum | None, *, on: date) -> Deciding:
    """Return what the reader can do of an item with the quorum that it has now."""
    if now is None or not _may_decide(access, item):
        return Deciding()
    request, ratifies = item.placement_request, item.ratifies is not None
    rules = requests.rules_for(request, on=on)
    left = without_quorum(rules.meeting.inquorate)
    outcomes = [one for one in presenters.outcomes(rules) if now.is_met or one[0] in left]
    named = " or ".join(label.lower() for _, label in outcomes)
    waits = "nothing is ratified: it waits for the next meeting"
    only = waits if ratifies else f"it can only be {named}"
    return Deciding(
        may_open=request.stage == Stage.LISTED,
        may_decide=request.stage == Stage.CONSIDERED,
        may_ratify=ratifies and now.is_met,
        outcomes=outcomes,
        inquorate="" if now.is_met else f"Without a quorum {only}.",
    )


def _is_judged_now(item: AgendaItem, decision: Decision | None) -> bool:
    """Say whether the quorum is still to be judged: attendance was taken, and nothing decided."""
    answered = item.ratifies or decision
    return item.meeting.stage in BEGUN and not (answered and answered.quorum)


def _quorum(item: AgendaItem, decision: Decision | None, now: Quorum | None) -> list[Check]:
    """Tell the quorum as it is now, or how it was when the outcome was recorded."""
    answered = item.ratifies or decision
    if answered is not None and (told := answered.quorum):
        return presenters.quorum(
            item, rule=told["rule"], missing=told["missing"], counted=told["counted"]
        )
    if now is None:
        return [Check(quorums.quorum_rule(item.meeting).in_words(), None)]
    return presenters.quorum(item, rule=now.rule, missing=now.missing, counted=now.counted)


def _decided(decision: Decision) -> Decided:
    asked = list(decision.approvals.all())
    return Decided(
        outcome=wording.outcome(decision),
        statement=wording.statement(decision) or wording.why_deferred(decision),
        reasons=[reason for reason in decision.reasons.splitlines() if reason.strip()],
        conditions=approvals.conditions(decision),
        said=presenters.said(decision),
        shares=sums.shares(decision) if asked else [],
        total=sums.total(decision) if asked else None,
        records=[record.number for record in decision.records.all()],
    )
