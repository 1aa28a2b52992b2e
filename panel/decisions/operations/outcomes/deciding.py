"""Taking a request through the meeting to the panel's outcome."""

from datetime import datetime

from django.db import transaction

from panel import clock
from panel.agencies import access
from panel.agencies.access import Permission
from panel.agencies.models import Person
from panel.cases import operations as cases
from panel.cases import queries as requests
from panel.cases.models import PlacementRequest
from panel.chart import MoveRefused
from panel.decisions.challenges import hearing
from panel.decisions.models import Decision, Outcome
from panel.decisions.operations.approvals import money
from panel.decisions.operations.approvals.asking import ask_for_approvals
from panel.decisions.operations.disputes import interim
from panel.decisions.operations.disputes.disputing import drop_dispute
from panel.decisions.operations.outcomes.judging import require_outcome, require_support
from panel.decisions.operations.outcomes.lapsing import start_lapsing
from panel.decisions.operations.outcomes.late_notices import tell_named
from panel.decisions.operations.outcomes.stating import require_statement
from panel.decisions.operations.outcomes.writing import stating, write
from panel.decisions.operations.records import freezing
from panel.decisions.operations.telling.telling import owe_tellings
from panel.decisions.outcomes.document import OutcomePart
from panel.decisions.outcomes.statements import Stating
from panel.meetings import interests, quorums
from panel.meetings import operations as meetings
from panel.meetings.models import AgendaItem
from panel.meetings.quorum import Quorum
from panel.policies.schema import Policy

MOVES = {
    Outcome.AGREED: "agree",
    Outcome.AGREED_WITH_CONDITIONS: "agree",
    Outcome.IN_PRINCIPLE: "agree",
    Outcome.DEFERRED: "defer",
    Outcome.DECLINED: "decline",
    Outcome.REFERRED_ON: "refer_on",
}


@transaction.atomic
def list_request(
    *, meeting_id: int, placement_request_id: int, waiver: str = "", by: Person, at: datetime
) -> AgendaItem:
    """Put a ready request on an agenda; its cost is reserved if the panel's rules say now."""
    item = meetings.list_request(
        meeting_id=meeting_id,
        placement_request_id=placement_request_id,
        waiver=waiver,
        by=by,
        at=at,
    )
    if _rules(item.placement_request, at).funding.reserve_when == "listed":
        money.reserve(item.placement_request, by=by, at=at)
    return item


@transaction.atomic
def consider(*, item_id: int, by: Person, at: datetime) -> PlacementRequest:
    """Open an item: the panel weighs it; its cost is reserved if the panel's rules say now.

    Raises:
        access.Refused: this person doesn't record the panel's outcomes.
        chart.MoveRefused: the request isn't on this agenda, or the meeting isn't open.
    """
    item = opened_item(item_id, "consider", by=by, at=at)
    placement_request = cases.move(
        placement_request_id=item.placement_request_id,
        name="consider",
        by=by,
        at=at,
        payload={"meeting": item.meeting.number, "item": item.position},
    )
    if _rules(placement_request, at).funding.reserve_when == "considered":
        money.reserve(placement_request, by=by, at=at)
    return placement_request


@transaction.atomic
def record_outcome(*, item_id: int, outcome: OutcomePart, by: Person, at: datetime) -> Decision:
    """Record what the panel decided on an item, and why.

    Agreed: each paying agency is asked to approve its share, in time if only in principle, and
    what is reserved in another year than that of the option is given back. Else the whole
    reservation is, and the record frozen at once. That the family is told is owed.

    Raises:
        access.Refused: this person doesn't record the panel's outcomes.
        NotOffered: an outcome that the panel's rules don't have.
        NotQuorate: the people counted can't decide this item.
        DeferredBefore: a deferral more than the panel's rules let a request have.
        Unstated: something isn't stated that the panel's rules ask for.
        NotSupported: an agreement without the support the panel's rules ask for.
        WrongOption: an agreement that names none of the request's options.
        chart.MoveRefused: the item isn't being considered.
    """
    item = opened_item(item_id, MOVES[outcome.outcome], by=by, at=at)
    quorum = quorums.quorum_of(item)
    stated = _judged(item, outcome, quorum, at=at)
    item.placement_request = cases.move(
        placement_request_id=item.placement_request_id,
        name=MOVES[outcome.outcome],
        by=by,
        at=at,
        payload={"outcome": outcome.outcome, "option": outcome.option},
    )
    decision = _written(item, stated, quorum, by=by, at=at)
    if stated.option is not None:
        ask_for_approvals(decision, stated.option, by=by, at=at)
        money.release_other_years(decision.placement_request, stated.option, by=by, at=at)
    else:
        _close(decision, by=by, at=at)
    return decision


def _judged(item: AgendaItem, outcome: OutcomePart, quorum: Quorum, *, at: datetime) -> Stating:
    """Hold an outcome against the panel's rules, and return what it states."""
    rules = _rules(item.placement_request, at)
    require_outcome(item, outcome.outcome, quorum, rules)
    stated = stating(item.placement_request, outcome, is_quorate=quorum.is_met)
    require_statement(stated, rules, on=clock.date_of(at))
    if stated.option is not None:
        require_support(item, stated.option, outcome.outcome, rules)
    return stated


def _written(
    item: AgendaItem, stated: Stating, quorum: Quorum, *, by: Person, at: datetime
) -> Decision:
    """Write an outcome down for good, and whom it is to be told to."""
    decision = write(
        item.placement_request,
        stated,
        quorum.as_told(),
        item=item,
        lapses_on=start_lapsing(item, stated.outcome.outcome, by=by, at=at),
        by=by,
        at=at,
    )
    owe_tellings(decision, by=by, at=at)
    tell_named(decision, at=at)
    return decision


def _close(decision: Decision, *, by: Person, at: datetime) -> None:
    """Give back what was reserved for what isn't agreed, and freeze the record at once."""
    content = freezing.gathered(decision, at=at)  # before the fund's lock is taken
    money.release(decision.placement_request, by=by, at=at)
    freezing.keep(decision, content, by=by, at=at)


@transaction.atomic
def withdraw(
    *, placement_request_id: int, reason: str, by: Person, at: datetime
) -> PlacementRequest:
    """Take a request back; whatever is reserved for it is given back, a dispute is dropped."""
    placement_request = cases.withdraw(
        placement_request_id=placement_request_id, reason=reason, by=by, at=at
    )
    drop_dispute(placement_request, by=by, at=at)
    money.release(placement_request, by=by, at=at)
    interim.end(placement_request, by=by, at=at)
    return placement_request


def _rules(placement_request: PlacementRequest, at: datetime) -> Policy:
    return requests.rules_for(placement_request, on=clock.date_of(at))


def opened_item(item_id: int, name: str, *, by: Person, at: datetime) -> AgendaItem:
    """Return an item that its meeting may deal with now, and lock its request.

    Locked before anything is judged: a position or interest that comes now waits for the move.
    """
    item = meetings.locked_item(item_id)
    access.of(by, on=clock.date_of(at)).require(
        Permission.OUTCOME_RECORD, panel_id=item.placement_request.panel_id
    )
    item.meeting.arrow("close")  # only an open meeting considers
    if interests.stands_back(by, item):
        raise MoveRefused(
            item, name, ["You declared an interest in this item: it needs a chair who has none."]
        )
    if hearing.is_closed_to(item, by):
        raise MoveRefused(
            item,
            name,
            ["You had a part in a decision on it that was challenged: it needs another chair."],
        )
    if item.placement_request.agenda_items.filter(pk__gt=item.pk).exists():
        raise MoveRefused(item, name, ["The request is on a later agenda."])
    return item
