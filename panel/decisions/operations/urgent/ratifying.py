"""The panel ratifies what was decided between two of its meetings, or doesn't.

Not to ratify undoes nothing: the money was lawfully committed and the child may be there. It says
what has to happen, and the record, frozen anew, says it too.
"""

from datetime import datetime

from django.db import transaction

from panel.agencies.models import Person
from panel.chart import MoveRefused
from panel.decisions.models import Decision, DecisionRecord, Outcome
from panel.decisions.operations.approvals.leading import DutyClash
from panel.decisions.operations.outcomes.deciding import opened_item
from panel.decisions.operations.outcomes.judging import NotQuorate, require_support
from panel.decisions.operations.records import freezing
from panel.decisions.operations.urgent import notices as urgent_notices
from panel.decisions.outcomes.document import RatificationPart
from panel.decisions.urgent import emergency
from panel.meetings import quorums
from panel.meetings.operations import ratifying as ratifications
from panel.presentation.formatting import day


@transaction.atomic
def ratify(*, item_id: int, answer: RatificationPart, by: Person, at: datetime) -> DecisionRecord:
    """Record whether the panel ratifies, with its reasons; the decision's record says so too.

    It takes a quorum, and to ratify the support that the rules ask of an agreement: so a chair may
    record what the members say of the chair's own decision. Where the rules ask for the chair's
    support alone, it takes another chair than the one who decided.

    Raises:
        access.Refused: this person doesn't record the panel's outcomes.
        DutyClash: they decided it, and nobody else's support would be asked for.
        NotQuorate: the people counted can't decide this item; the meeting carries it over.
        NotSupported: a ratification without the support the panel's rules ask for.
        chart.MoveRefused: there is nothing to ratify here now.
    """
    item = opened_item(item_id, "ratify", by=by, at=at)
    if item.ratifies is None:
        raise MoveRefused(item, "ratify", ["It is here to be decided."])
    quorum = quorums.quorum_of(item)
    if not quorum.is_met:
        raise NotQuorate(*quorum.missing)
    decision = Decision.objects.select_related("option").get(urgency=item.ratifies.urgency_id)
    decision.placement_request = item.placement_request
    rules = emergency.rules_about(item.placement_request)
    if rules.decision.rule == "chair" and decision.decided_by_id == by.pk:
        raise DutyClash("You decided this between meetings, so another chair has to record it.")
    if answer.follow_up is None:
        require_support(item, decision.agreed, Outcome.AGREED, rules)
    ratification = ratifications.answer_ratification(
        item, reasons=answer.reasons, follow_up=answer.follow_up, quorum=quorum, by=by, at=at
    )
    if ratification.follow_up:
        urgent_notices.tell_what_follows(ratification, at=at)
    said = f"{ratification.get_stage_display()} at {item.meeting} on {day(at)}."
    return freezing.again(decision, said, by=by, at=at)
