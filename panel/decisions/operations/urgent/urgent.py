"""Deciding between two meetings what can't wait for one, by those whom the panel's rules name.

What is agreed so is funded as everything is: each payer approves, the last approval commits the
money, and from then on the panel is owed the ratifying of it.
"""

from datetime import datetime

from django.db import transaction

from panel import clock
from panel.agencies import access
from panel.agencies.access import Permission
from panel.agencies.models import Person
from panel.cases import operations as cases
from panel.cases.document.urgency import CanWaitPart, UrgencyPart
from panel.cases.models import PlacementOption, PlacementRequest, Urgency
from panel.decisions.models import Decision, Outcome
from panel.decisions.operations.approvals import money
from panel.decisions.operations.approvals.asking import ask_for_approvals
from panel.decisions.operations.approvals.leading import DutyClash
from panel.decisions.operations.outcomes.judging import require_offered
from panel.decisions.operations.outcomes.stating import require_statement
from panel.decisions.operations.outcomes.writing import stating, write
from panel.decisions.operations.telling.telling import owe_tellings
from panel.decisions.operations.urgent import notices as urgent_notices
from panel.decisions.outcomes.document import UrgentOutcomePart
from panel.decisions.urgent import emergency
from panel.refusals import Refusal


class WaitsForMeeting(Refusal):
    """Raised when the panel's rules leave a request, or what it costs, to a meeting."""


class NotNamed(Refusal):
    """Raised when somebody would decide whom the panel's rules don't name for it."""


@transaction.atomic
def take_urgently(
    *, placement_request_id: int, urgency: UrgencyPart, by: Person, at: datetime
) -> Urgency:
    """Take a request out of the way to a meeting; those who decide it get its papers, and notice.

    Raises:
        access.Refused: this person doesn't check the panel's requests.
        chart.MoveRefused: it isn't on its way to a meeting, or something of it is missing.
        WaitsForMeeting: the panel's rules know no decision between meetings, or no ratifying.
    """
    taken = cases.take_urgently(
        placement_request_id=placement_request_id, urgency=urgency, by=by, at=at
    )
    if closed := emergency.why_not(taken.placement_request):
        raise WaitsForMeeting(closed)
    cases.circulate(placement_request_id=placement_request_id, by=by, at=at)
    urgent_notices.tell_deciders(taken, at=at)
    return taken


@transaction.atomic
def decide_urgently(
    *, placement_request_id: int, outcome: UrgentOutcomePart, by: Person, at: datetime
) -> Decision:
    """Agree between two meetings what can't wait; each payer is asked to approve its share.

    Raises:
        access.Refused: this person decides nothing between the panel's meetings.
        NotNamed: the panel's rules name others for it.
        WaitsForMeeting: the option has a cost that only the panel agrees.
        DutyClash: they made, advised on or took up the request.
        NotOffered: an outcome that the panel's rules don't have.
        Unstated: something isn't stated that the panel's rules ask for.
        WrongOption: an agreement that names none of the request's options.
        chart.MoveRefused: the request wasn't taken as urgent, or is decided.
    """
    urgency, deciding = _locked(placement_request_id, by=by, at=at)
    rules = emergency.rules_about(urgency.placement_request)
    require_offered(Outcome(outcome.outcome), rules)
    stated = stating(urgency.placement_request, outcome, is_quorate=True)
    require_statement(stated, rules, on=clock.date_of(at))
    assert stated.option is not None, "What is agreed names its option."
    if left := emergency.left_to_panel(stated.option, rules):
        raise WaitsForMeeting(left)
    placement_request = cases.move(
        placement_request_id=placement_request_id,
        name="decide_urgently",
        by=by,
        at=at,
        agency_ids=deciding,
        payload={"outcome": outcome.outcome, "option": outcome.option},
    )
    quorum = {"rule": _rule(placement_request, stated.option), "counted": 0, "missing": []}
    decision = write(placement_request, stated, quorum, urgency=urgency, by=by, at=at)
    owe_tellings(decision, by=by, at=at)
    ask_for_approvals(decision, stated.option, by=by, at=at)
    return decision


@transaction.atomic
def leave_to_meeting(
    *, placement_request_id: int, why: CanWaitPart, by: Person, at: datetime
) -> PlacementRequest:
    """Say that a request can wait: its coordinator takes it the ordinary way.

    Raises:
        access.Refused: this person decides nothing between the panel's meetings.
        NotNamed: the panel's rules name others for it.
        DutyClash: they made, advised on or took up the request.
        chart.MoveRefused: the request wasn't taken as urgent, or is decided.
    """
    urgency, deciding = _locked(placement_request_id, by=by, at=at)
    placement_request = cases.leave_to_meeting(
        placement_request_id=placement_request_id, why=why, by=by, at=at, agency_ids=deciding
    )
    urgent_notices.tell_who_took_it(urgency, at=at)
    return placement_request


def _locked(placement_request_id: int, *, by: Person, at: datetime) -> tuple[Urgency, list[int]]:
    """Lock a request for somebody who may decide it now; return its urgency, and who may decide.

    The person comes first: nobody is told where a request stands that isn't theirs to decide.
    """
    placement_request = cases.locked(placement_request_id)
    held = access.of(by, on=clock.date_of(at))
    agencies = placement_request.panel.agencies.values_list("pk", flat=True)
    held.require(
        Permission.URGENT_DECIDE, panel_id=placement_request.panel_id, agency_ids=agencies
    )
    placement_request.arrow("decide_urgently")
    if not emergency.may_decide(held, placement_request):
        raise NotNamed(emergency.left_to(placement_request))
    urgency = placement_request.urgencies.latest("pk")
    urgency.placement_request = placement_request
    if own := emergency.clash(urgency, by):
        raise DutyClash(own)
    return urgency, list(agencies)


def _rule(placement_request: PlacementRequest, option: PlacementOption) -> str:
    paying = placement_request.panel.agencies.filter(
        code__in=money.costed(option).period_by_agency()
    )
    return emergency.in_words(placement_request, [agency.name for agency in paying])
